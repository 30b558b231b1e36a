"""The coverage page on paper: the question and the assumptions of a request, in words."""

from __future__ import annotations

from datetime import date

from dash.development.base_component import Component

from geodata.asking.coverage import CoverageQuery
from geodata.atlas import Atlas
from layouts.coverage.paper import printed


def on_paper(
    atlas: Atlas, asked: CoverageQuery, today: date
) -> tuple[list[Component], list[Component]]:
    """Return what is above the map and below the figures, on paper only."""
    built = atlas.built_on
    return printed(asked, atlas.region_name, atlas.model.name, atlas.demonstration, built, today)
