"""« Le mois du SPEL »: the page of an address."""

from __future__ import annotations

from dash.development.base_component import Component

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.month.board import board
from layouts.kit.typography import french
from layouts.month.page import month_page
from layouts.shell import not_found


def page(atlas: Atlas, code: str) -> Component:
    """Return the board of a SPEL, the page of what is not found without such one."""
    try:
        shown = board(atlas, code)
    except UnknownCode:
        return not_found()
    return french(month_page(shown, atlas.region_name, atlas.built_on))
