"""Plain HTML of a component: a table of hundreds of cells is drawn at once, not cell by cell.

Every component of Dash is known to its state, and told of each change of any other: a page with
thousands of them answers slowly. What nothing but a link or a button of ours acts upon is sent as
text, every value escaped, and put in its place by `assets/base/markup.js`.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from dash import dcc, html
from dash.development.base_component import Component

from layouts.kit.tree import Node, node_of
from layouts.kit.typography import french

_NAMES = {"className": "class", "htmlFor": "for"}
_EMPTY = {"br", "hr", "img", "input"}
_SIGN = re.compile("[&<>\"']")
_LINK = ' data-app=""'
"""What tells a link of the application from the others."""


class Written(str):
    """Text that is HTML already, and is put as it is."""


Draw = Callable[[Node], object]
"""What is written in the place of a component, given as plain data (`layouts.kit.tree`)."""


def markup(content: object, draw: Draw | None = None) -> str:
    """Write components as HTML: those of `dash.html`, and the links of `dash.dcc`.

    Parameters
    ----------
    content : components, or their plain data
    draw : what is written in the place of each, for those that a script draws

    Raises
    ------
    TypeError
        A component that is drawn by a script, and nothing says what stands for it.
    """
    out: list[str] = []
    _write(content, draw, out)
    return "".join(out)


def written(places: Mapping[str, object]) -> dict[str, str]:
    """Write the contents of several places, by id, to be put on the page at once.

    One value of a store, which `Atlas.markup.write` puts: what is given to Dash place by place is
    drawn place by place.
    """
    return {place: markup(french(content)) for place, content in places.items()}


def placed(id_: str, content: object = None, **facts: object) -> list[Component]:
    """Return the place where a text of HTML is put, and the store that it is given to.

    The store's id is the place's, followed by « -html ».
    """
    return [
        html.Div(id=id_, **{"data-put": "", **facts}),  # type: ignore[arg-type]
        dcc.Store(id=f"{id_}-html", data=markup(content)),
    ]


def sent_as_text(id_: str, page: Component) -> Component:
    """Return a page that no script has a part in, its content to be put in its place `id_`."""
    facts = {k: v for k, v in page.to_plotly_json()["props"].items() if k not in ("children", "id")}
    return html.Div(placed(id_, page.children, **facts))


def _write(content: object, draw: Draw | None, out: list[str]) -> None:
    if content is None or isinstance(content, bool):
        return
    if isinstance(content, str):
        out.append(content if isinstance(content, Written) else _escaped(content, False))
    elif isinstance(content, list | tuple):
        for part in content:
            _write(part, draw, out)
    elif isinstance(content, dict):  # sooner known than a component, whose class is abstract
        _write_node(content, draw, out)
    elif isinstance(content, Component):
        _write_node(node_of(content), draw, out)
    else:
        out.append(escape(str(content), quote=False))


def _write_node(node: Node, draw: Draw | None, out: list[str]) -> None:
    shown = draw(node) if draw else node
    if isinstance(shown, dict):
        _write_element(shown, draw, out)
    else:
        _write(shown, draw, out)


def _write_element(node: Node, draw: Draw | None, out: list[str]) -> None:
    props, namespace = node["props"], node["namespace"]
    last = ""
    if namespace == "dash_html_components":
        tag = node["type"].lower()
    elif (namespace, node["type"]) == ("dash_core_components", "Link"):
        tag, last = "a", _LINK
        props = {name: value for name, value in props.items() if name != "refresh"}
    else:
        raise TypeError(f"{node['type']} is drawn by a script, not by HTML")
    facts = [
        _attribute(name, props[name])
        for name in sorted(props)
        if name != "children" and props[name] is not None
    ]
    out.append(f"<{tag}{''.join(facts)}{last}>")
    if tag not in _EMPTY:
        children = props.get("children")
        if type(children) is str:  # most of them
            out.append(_escaped(children, False))
        else:
            _write(children, draw, out)
        out.append(f"</{tag}>")


def _attribute(name: str, value: object) -> str:
    if value is False:
        return ""
    if isinstance(value, dict):
        value = ";".join(f"{_dashed(key)}:{text}" for key, text in value.items())
    written = "" if value is True else str(value)
    return f' {_NAMES.get(name) or name.lower()}="{_escaped(written, True)}"'


def _escaped(text: str, quote: bool) -> str:
    """Escape a text; most have nothing to escape, which is sooner seen than replaced."""
    return escape(text, quote=quote) if _SIGN.search(text) else text


def _dashed(name: str) -> str:
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name)
