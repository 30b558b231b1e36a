"""French spacing: a colon, a semicolon or a closing quotation mark never starts a line."""

import re
from typing import TypeVar

from dash.development.base_component import Component

from layouts.kit.format import NO_BREAK_SPACE

T = TypeVar("T")

_BEFORE = re.compile(r" (?=[;:?!»%])")
_AFTER = re.compile(r"« ")
_LITERAL = ("Code", "Pre")


def french(content: T) -> T:
    """Return a component, or a text, with its spaces made unbreakable where French wants it.

    The components are changed in place; commands and addresses (Code, Pre) are left as they are.
    """
    if isinstance(content, str):
        return _AFTER.sub(f"«{NO_BREAK_SPACE}", _BEFORE.sub(NO_BREAK_SPACE, content))  # type: ignore[return-value]
    if isinstance(content, list | tuple):
        return type(content)(french(item) for item in content)
    if isinstance(content, Component) and type(content).__name__ not in _LITERAL:
        children = getattr(content, "children", None)
        if children is not None:
            content.children = french(children)
    return content
