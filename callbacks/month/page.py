"""« Le mois du SPEL »: the page of an address."""

from dash.development.base_component import Component

from geodata.atlas import Atlas
from geodata.month.board import board
from layouts.kit.typography import french
from layouts.month.page import month_page


def page(atlas: Atlas, code: str) -> Component:
    """Return the board of a SPEL (raises UnknownCode)."""
    return french(month_page(board(atlas, code), atlas.region_name, atlas.built_on))
