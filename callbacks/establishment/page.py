"""The page of an establishment: reads its address, asks geodata, answers with the page."""

from datetime import date

from dash.development.base_component import Component

from callbacks.course.coming import Coming
from geodata.atlas import Atlas
from geodata.finding.establishment import describe_establishment
from layouts.establishment.page import establishment_not_found, establishment_page
from layouts.kit.typography import french


def page(atlas: Atlas, key: str, search: str) -> Component:
    """Return the page of an establishment; `search` is the search that the person comes from."""
    coming = Coming(atlas, search)
    found = describe_establishment(atlas, key, date.today(), coming.origin)
    if found is None:
        return french(establishment_not_found(coming.back))
    visit = coming.visit(found.places[0].site if len(found.places) == 1 else None)
    return french(establishment_page(found, visit, atlas.demonstration))
