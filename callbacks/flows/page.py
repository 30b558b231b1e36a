"""« Habiter, se former, travailler »: the page of an address."""

from dash.development.base_component import Component

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.flows.drawing import flow_map
from geodata.flows.needs import needs
from geodata.flows.observed import LEVELS, observed
from geodata.territory import territory
from layouts.flows.page import Shown, flows_page
from layouts.kit.typography import french


def page(atlas: Atlas, level: str, code: str) -> Component:
    """Return the flows of a territory (raises UnknownCode)."""
    return french(flows_page(shown_of(atlas, level, code)))


def shown_of(atlas: Atlas, level: str, code: str) -> Shown:
    """Return what the page states (raises UnknownCode where no page is of the territory)."""
    if level not in LEVELS:
        raise UnknownCode("code", "Les flux sont ceux d'un SPEL ou de la région.")
    place = territory(atlas, level, code)
    series = observed(atlas, place)
    return Shown(
        place=place,
        series=series,
        maps=[flow_map(atlas, place, one) for one in series],
        needs=needs(atlas, place),
        region=atlas.region_name,
        built=atlas.built_on,
    )
