"""« Nos chiffres à côté d'autres »: the page of what others publish too."""

from dash.development.base_component import Component

from geodata.atlas import Atlas
from geodata.validation.pairs import comparison
from layouts.data.validation import validation_page
from layouts.kit.typography import french


def page(atlas: Atlas) -> Component:
    """Return the page."""
    measured = atlas.roads.measured if atlas.roads else atlas.measured
    found = comparison(atlas)
    return french(validation_page(atlas.pages["validation"], found, atlas.region_name, measured))
