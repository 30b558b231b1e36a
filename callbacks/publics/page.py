"""« Les publics »: the page of an address."""

from dash.development.base_component import Component

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.publics.board import LEVELS_SHOWN, publics
from geodata.territory import territory
from layouts.kit.typography import french
from layouts.publics.page import Shown, publics_page


def page(atlas: Atlas, level: str, code: str) -> Component:
    """Return the publics of a territory (raises UnknownCode)."""
    return french(publics_page(shown_of(atlas, level, code)))


def shown_of(atlas: Atlas, level: str, code: str) -> Shown:
    """Return what the page states (raises UnknownCode where no page is of the territory)."""
    if level not in LEVELS_SHOWN:
        raise UnknownCode("code", "Les publics d'une commune ne sont pas montrés.")
    place = territory(atlas, level, code)
    return Shown(publics(atlas, place), atlas.region_name, atlas.built_on)
