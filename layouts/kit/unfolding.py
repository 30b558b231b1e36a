"""Boxes of a closed menu, which the browser draws when the menu is unfolded.

Each box costs a telephone some fifteen milliseconds of script, and a page has fifty that few people
see: they were most of what kept it from answering as it opened. `assets/base/unfolding.js` draws
them.
"""

import json
from collections.abc import Iterator
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder


def drawn_when_unfolded(page: Component) -> Component:
    """Return a page, changed in place, whose closed menus hold what their boxes are, as JSON."""
    for menu in _parts(page):
        if isinstance(menu, html.Details) and not getattr(menu, "open", False):
            for group in _parts(menu):
                if isinstance(group, dmc.CheckboxGroup):
                    setattr(group, "data-boxes", json.dumps(group.children, cls=PlotlyJSONEncoder))
                    setattr(group, "data-boxes-of", group.id)
                    group.children = []
    return page


def _parts(page: Any) -> Iterator[Any]:
    yield page
    yield from page._traverse()
