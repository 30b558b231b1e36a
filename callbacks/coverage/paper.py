"""The coverage page on paper: the question and the assumptions of a request, in words."""

from datetime import date

from dash.development.base_component import Component

from geodata.coverage.answer import Covered
from geodata.figure_sources import sources_of
from layouts.coverage.paper import printed


def on_paper(covered: Covered, today: date) -> tuple[list[Component], list[Component]]:
    """Return what is above the map and below the figures, on paper only."""
    atlas, asked = covered.atlas, covered.asked
    sources = sources_of(atlas, asked.mode, (asked.by,), kind=asked.kind)
    return printed(
        asked, atlas.region_name, atlas.times_words(asked.mode), covered.uncertainty, sources,
        today, covered.verdict.gaps,
    )  # fmt: skip
