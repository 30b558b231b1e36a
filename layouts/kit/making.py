"""Makes components of HTML at the tenth of their cost: a page has hundreds of them.

Dash writes the list of all the properties in each component that is made, and the beginning of a
message of error for each of its properties. Here what has nothing to be told is taken as it is; all
else goes to Dash, which says what is wrong with it.
"""

from collections.abc import Mapping
from functools import wraps
from inspect import signature
from types import NoneType
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

_SAME = (
    "_prop_names",
    "_valid_wildcard_attributes",
    "available_properties",
    "available_wildcard_properties",
)
"""What Dash writes in each component, the same in all those of a class."""

_PLAIN = frozenset((str, bool, int, float, dict, NoneType))
"""Types of values that are no component."""

_HTML = "dash_html_components"


def quicken() -> None:
    """Make the elements of HTML and the links quickly from now on, in this process."""
    for known in vars(html).values():
        if isinstance(known, type) and getattr(known, "_namespace", "") == _HTML:
            _quicken(known)
    _quicken(dcc.Link, href="")


def _quicken(made: Any, **needed: str) -> None:
    slow = made.__init__
    if hasattr(slow, "__wrapped__"):
        return
    model = made(**needed)
    names = frozenset(signature(slow).parameters) - {"self", "children", "kwargs"}
    others = tuple(model._valid_wildcard_attributes)

    @wraps(slow)
    def make(self: Component, children: Any = None, *more: Any, **props: Any) -> None:
        if more or not all(name in props for name in needed) or not _fits(props, names, others):
            slow(self, children, *more, **props)
            return
        self.__dict__["children"] = children
        self.__dict__.update(props)

    for name in _SAME:
        setattr(made, name, getattr(model, name))
    made.__init__ = make


def _fits(props: Mapping[str, Any], names: frozenset[str], others: tuple[str, ...]) -> bool:
    """Tell whether Dash has nothing to say of properties: known, and of values that are plain."""
    for name, value in props.items():
        if type(value) not in _PLAIN or (name == "id" and type(value) is not str):
            return False
        if name not in names and not (others and name.startswith(others)):
            return False
    return True
