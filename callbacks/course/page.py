"""The sheet of a course: reads its address, asks geodata, answers with the page."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input
from dash.development.base_component import Component

from callbacks.course.coming import Coming
from geodata.atlas import Atlas
from geodata.finding.course import describe
from layouts.course.sheet import PRINT, course_not_found, course_page
from layouts.kit.typography import french


def page(atlas: Atlas, offer_id: str, search: str) -> Component:
    """Return the page of a course; `search` is the search that the person comes from."""
    coming = Coming(atlas, search)
    course = describe(atlas, offer_id, coming.origin)
    if course is None:
        return french(course_not_found(coming.back))
    site = None if course.modality == "distance" else course.site
    visit = coming.visit(site, all_others=coming.search_for(course.title))
    return french(course_page(course, visit))


def register(app: Dash, current: object) -> None:
    """Print a sheet."""
    app.clientside_callback(
        ClientsideFunction("atlas", "print"),
        Input(PRINT, "n_clicks"),
        prevent_initial_call=True,
    )
