"""French spacing: a colon, a semicolon or a closing quotation mark never starts a line."""

import re
from typing import TypeVar

from dash.development.base_component import Component

from layouts.kit.format import NO_BREAK_SPACE

T = TypeVar("T")

_TIED = re.compile(r"(?<=«) | (?=[;:?!»%])")
_LITERAL = ("Code", "Pre")
_SAID = ("children", "label", "description")


def french(content: T) -> T:
    """Return a component, or a text, with its spaces made unbreakable where French wants it.

    The components are changed in place; commands and addresses (Code, Pre), and text that is HTML
    already, are left as they are.
    """
    if isinstance(content, str):
        tied = type(content) is str
        return _TIED.sub(NO_BREAK_SPACE, content) if tied else content  # type: ignore[return-value]
    if isinstance(content, list | tuple):
        return type(content)(french(item) for item in content)
    if isinstance(content, Component) and type(content).__name__ not in _LITERAL:
        for name in _SAID:
            if (said := getattr(content, name, None)) is not None:
                setattr(content, name, french(said))
    return content
