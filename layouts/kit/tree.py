"""Components as plain data: what Dash sends of them, whether just made or kept from before."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

Node = Mapping[str, Any]
"""A component: its `type`, its `namespace` and its `props`."""


def node_of(component: Component) -> Node:
    """Return a component as `to_plotly_json` does, going through what was set of it alone."""
    known = component._prop_names
    props = {
        name: value
        for name, value in vars(component).items()
        if name in known or name.startswith(("data-", "aria-"))
    }
    return {"type": component._type, "namespace": component._namespace, "props": props}


def plain(content: object) -> Any:
    """Return components as what JSON can write."""
    return json.loads(to_json_plotly(content))


def nodes(content: object) -> Iterator[Node]:
    """Go through the components of plain data, each before those it holds."""
    left = [content]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left.extend(reversed(one))
        elif isinstance(one, Mapping) and "props" in one:
            yield one
            left.append(one["props"].get("children"))


def told(content: object, name: str) -> str:
    """Return the first value that a component of plain data has for an attribute, else ""."""
    found = (node["props"][name] for node in nodes(content) if name in node["props"])
    return str(next(found, ""))
