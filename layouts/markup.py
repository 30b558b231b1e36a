"""Components written as HTML text, for a document that no browser will draw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from dash.development.base_component import Component

_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan",
          "rowSpan": "rowspan"}  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})
_LEFT_OUT = frozenset({"children", "n_clicks", "tabIndex", "role"})


def markup(content: object) -> str:
    """Return the HTML of what `dash.html` components say on paper; links are plain.

    What only a screen shows is left out: what unfolds (`details`) and the class « screen-only ».

    Raises
    ------
    TypeError
        A component that is not an HTML element: it would need a browser.
    """
    if content is None or isinstance(content, bool):
        return ""
    if isinstance(content, str | int | float):
        return escape(str(content), quote=False)
    if isinstance(content, list | tuple):
        return "".join(map(markup, content))
    if not isinstance(content, Component):
        raise TypeError(f"not a component: {type(content).__name__}")
    return _element(content)


def _element(component: Component) -> str:
    module, name = type(component).__module__, type(component).__name__
    if module.startswith("dash.html"):
        tag = name.lower()
    elif name == "Link":
        tag = "a"
    else:
        raise TypeError(f"not an HTML element: {name}")
    props = component.to_plotly_json()["props"]
    if tag == "details" or "screen-only" in str(props.get("className", "")).split():
        return ""
    attributes = "".join(_attribute(key, value) for key, value in props.items())
    if tag in _VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{markup(props.get('children'))}</{tag}>"


def _attribute(name: str, value: object) -> str:
    if name in _LEFT_OUT or value is None or value is False:
        return ""
    name = _NAMES.get(name, name)
    if name == "style" and isinstance(value, Mapping):
        value = ";".join(f"{_kebab(key)}:{text}" for key, text in value.items())
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: "-" + letter.group().lower(), name)
