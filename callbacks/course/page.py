"""The sheet of a course: reads its address, asks geodata, answers with the page."""

from dataclasses import replace

from dash import Dash, html
from dash.development.base_component import Component

from callbacks.course.coming import Coming
from callbacks.course.way import on_the_way
from callbacks.selection.files import course_file, paper_from
from callbacks.serving.markup import put_markup
from callbacks.serving.origin import operator_mail, origin
from geodata.atlas import Atlas
from geodata.finding.course import describe
from geodata.finding.origin import Origin
from geodata.selection.comparison import Kept, kept
from layouts.course.sheet import course_not_found, course_page
from layouts.guidance.beside import guides_section, helps_section
from layouts.kit.markup import placed
from layouts.kit.typography import french
from layouts.selection.after import after_sections
from layouts.selection.paper import sheet

SHEET = "course-sheet"


def page(atlas: Atlas, offer_id: str, search: str) -> Component:
    """Return the page of a course; `search` is the search that the person comes from.

    On paper, it is the sheet that the PDF has too.
    """
    coming = Coming(atlas, search)
    course = describe(atlas, offer_id, coming.origin)
    if course is None:
        return french(course_not_found(coming.back))
    site = None if course.modality == "distance" else course.site
    visit = coming.visit(site, all_others=coming.search_for(course.title))
    visit = replace(
        visit,
        file=course_file(offer_id, coming.origin),
        address=f"{origin()}/formation/{offer_id}",
        mail=operator_mail(),
    )
    course, visit = on_the_way(atlas, course, visit, coming)
    item = kept(atlas, course, coming.origin)
    printed = sheet(item, visit.place, paper_from(atlas, (offer_id,), coming.origin))
    return html.Div(
        [
            french(course_page(course, visit, _beside(item, coming.origin), after_sections(item))),
            *placed(SHEET, french(printed)),
        ]
    )


def _beside(item: Kept, origin: Origin | None) -> list[Component]:
    """Return what helps around a course, and who guides near the person."""
    if item.beside is None:
        return []
    lieu = origin.place.code if origin and origin.place else ""
    on_site = item.course.site is not None and item.course.modality != "distance"
    helps = [helps_section(item.beside)] if on_site else []
    return [*helps, guides_section(item.beside, lieu)]


def register(app: Dash, current: object) -> None:
    """Put a sheet in its place."""
    put_markup(app, SHEET)


def course_point(atlas: Atlas, offer_id: str) -> tuple[float, float] | None:
    """Return where a course is, in metres (EPSG:2154), None where its sheet has no map."""
    row = atlas.offer_position.get(offer_id)
    if row is None or atlas.columns.is_distance[row] or atlas.columns.site[row] < 0:
        return None
    x, y = atlas.site_xy[atlas.columns.site[row]]
    return float(x), float(y)
