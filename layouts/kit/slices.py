"""Controls and maps, which the browser draws one after another, and out of sight not at all.

One costs a cheap telephone 15 to 80 milliseconds of script, and a page has up to fifty: drawn at
once, they keep it from answering a finger for a second. `assets/base/slices.js` draws them.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from dash.development.base_component import Component

from layouts.kit.tree import Node, node_of

_NAMESPACE = "atlas_kit"
"""What holds our components in the browser: `window.atlas_kit`."""

_APART = {
    "Autocomplete": None,
    "Checkbox": None,
    "CheckboxGroup": None,
    "Graph": "polyfill",
    "MapContainer": "leaflet",
    "MultiSelect": None,
    "NumberInput": None,
    "SegmentedControl": None,
    "Select": None,
    "TextInput": None,
    "Upload": "polyfill",
}
"""Components drawn whole and apart, each with the script that it waits for, if any
(`callbacks.serving.bundles`): no script of ours looks for what is inside."""

APART: dict[str, Any] = {"data-apart": ""}
"""What marks a part of a page that is a slice with all it holds: scripts only fill its places."""


def in_slices(content: object) -> Any:
    """Return a page as plain data, each of its controls and maps in a slice.

    What a dialogue holds is one too, so that it is drawn when it is first opened. Stores draw
    nothing: callbacks find what they hold in the layout.
    """
    if isinstance(content, list | tuple):
        return _listed([_node(one) for one in content])
    node = _node(content)
    if not _is_node(node):
        return node
    if node["type"] in _APART:
        return _own("Slice", node, needs=_APART[node["type"]])
    held = in_slices(node["props"].get("children"))
    if node["type"] == "Dialog":
        held = _own("Slice", held)
    cut = {**node, "props": {**node["props"], "children": held}}
    return _own("Slice", cut) if "data-apart" in cut["props"] else cut


def _listed(content: list[Any]) -> list[Any]:
    """Cut what is in a list, the stores that follow one another together."""
    runs = groupby(content, lambda one: _is_node(one) and one["type"] == "Store")
    told = [(stores, list(run)) for stores, run in runs]
    return [
        one
        for stores, run in told
        for one in ([_own("Undrawn", run)] if stores else map(in_slices, run))
    ]


def _node(content: object) -> Any:
    return node_of(content) if isinstance(content, Component) else content


def _is_node(content: object) -> bool:
    return isinstance(content, Mapping) and "props" in content


def _own(kind: str, children: object, **props: object) -> Node:
    return {"namespace": _NAMESPACE, "type": kind, "props": {"children": children, **props}}
