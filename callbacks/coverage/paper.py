"""The coverage page on paper: the question and the assumptions of a request, in words."""

from __future__ import annotations

from datetime import date

from dash.development.base_component import Component

from geodata.coverage.answer import Covered
from layouts.coverage.paper import printed


def on_paper(covered: Covered, today: date) -> tuple[list[Component], list[Component]]:
    """Return what is above the map and below the figures, on paper only."""
    atlas = covered.atlas
    return printed(
        covered.asked, atlas.region_name, atlas.times_words(covered.asked.mode),
        covered.uncertainty, atlas.demonstration, atlas.built_on, today, covered.verdict.gaps,
    )  # fmt: skip
