"""Components as plain data: what Dash sends of them, whether just made or kept from before."""

import json
from collections.abc import Iterator, Mapping, Sequence
from types import NoneType
from typing import Any, cast

from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

Node = Mapping[str, Any]
"""A component: its `type`, its `namespace` and its `props`."""


_AS_IS = frozenset((str, bool, int, NoneType))
"""Types of values that JSON writes and reads as they are."""


_NAMES: dict[type, tuple[str, ...]] = {}
"""Names of the properties of a component, by its class, in the order that Dash sends them."""


def node_of(component: Component) -> Node:
    """Return a component as `to_plotly_json` does, going through what was set of it alone."""
    names = _NAMES.get(type(component))
    if names is None:  # Dash writes them in each component, the same in all those of a class
        names = _NAMES[type(component)] = tuple(component._prop_names)
    facts = vars(component)
    props = {name: facts[name] for name in names if name in facts}
    props |= {name: facts[name] for name in facts if name.startswith(("data-", "aria-"))}
    return {"props": props, "type": component._type, "namespace": component._namespace}


def plain(content: object) -> Any:
    """Return components as what JSON can write.

    It is what writing them as JSON and reading it again gives, which is left to do for what is
    neither components nor texts: dates, numbers that are none, arrays.
    """
    kind = type(content)
    if kind in _AS_IS:
        return content
    if kind is list or kind is tuple:
        return [plain(one) for one in cast(Sequence[object], content)]
    if isinstance(content, Component):
        node = node_of(content)
        return {**node, "props": {name: plain(value) for name, value in node["props"].items()}}
    if kind is dict and all(type(name) is str for name in cast(dict[Any, object], content)):
        return {name: plain(one) for name, one in cast(dict[str, object], content).items()}
    return json.loads(to_json_plotly(content))


def nodes(content: object) -> Iterator[Node]:
    """Go through the components of plain data, each before those it holds."""
    left = [content]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left.extend(reversed(one))
        elif isinstance(one, dict) and "props" in one:
            yield one
            left.append(one["props"].get("children"))


def told(content: object, name: str) -> str:
    """Return the first value that a component of plain data has for an attribute, else ""."""
    found = (node["props"][name] for node in nodes(content) if name in node["props"])
    return str(next(found, ""))
