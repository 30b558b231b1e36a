"""The brief of a view of « Métiers en tension »: the tab in sight, on paper."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
from dash.development.base_component import Component

from callbacks.tensions import answer
from callbacks.tensions.state import asked_texts
from geodata.atlas import Atlas
from geodata.figure_sources import sources_of
from geodata.maps.drawing import borders, dissolved, frame_of, towns
from geodata.needs.answer import Needs, loaded_years
from geodata.needs.basins import BASIN, by_basin, drawn, has_basins
from layouts.brief import tensions as words
from layouts.brief.choropleth import Lines, Picture, choropleth
from layouts.brief.document import Brief
from layouts.controls.tensions import TENSIONS
from layouts.kit.sorting import column_order, in_order
from layouts.tensions import map as metier_map
from layouts.tensions.words import place_name

PATH = "/tensions"
PAGE = "Métiers en tension"


def tensions_brief(atlas: Atlas, search: str, site: str, today: date) -> Brief:
    """Return the brief of the view that an address opens (see `coverage_brief`)."""
    request = asked_texts(atlas, search)
    values = TENSIONS.values(request)
    panel, order = str(values["panel"]), column_order(str(values["order"]))
    body = _BODIES[panel](atlas, request)
    if order and order.panel == panel and panel != "metiers":  # its own does it, before it is cut
        in_order(body, order)
    found, _ = answer.answered(atlas, request)
    told, _ = answer.words(atlas, request)
    picture, legend = _map(atlas, found) if panel == "metier" else (None, [])
    place, mode = place_name(found.place.name), found.asked.mode
    metier = found.metier.label if found.metier else ""
    return Brief(
        page=PAGE,
        question=words.question(panel, place, metier),
        answer=told,
        picture=picture,
        legend=legend,
        body=body,
        method=words.method(found.asked.threshold, mode, atlas.times_words(mode)),
        sources=sources_of(atlas, mode, (found.asked.level,), words.sources(loaded_years(atlas))),
        address=f"{site}{PATH}{search}",
        wide=panel in words.WIDE,
    )


def _metiers(atlas: Atlas, request: Mapping[str, str]) -> list[Any]:
    return [answer.metiers_panel(atlas, request, every_tense=True)[0]]


def _quadrant(atlas: Atlas, request: Mapping[str, str]) -> list[Any]:
    intro, _, corners, table = answer.quadrant_panel(atlas, request)
    return [intro, corners, table]


def _far(atlas: Atlas, request: Mapping[str, str]) -> list[Any]:
    return list(answer.far_panel(atlas, request)[0])


def _metier(atlas: Atlas, request: Mapping[str, str]) -> list[Any]:
    return list(answer.metier_panel(atlas, request)[0])


def _ten(atlas: Atlas, request: Mapping[str, str]) -> list[Any]:
    return [answer.top_tension(atlas)]


def _prospects(atlas: Atlas, request: Mapping[str, str]) -> list[Any]:
    return [answer.prospects_panel(atlas)]


_BODIES: Mapping[str, Callable[[Atlas, Mapping[str, str]], list[Any]]] = {
    "metiers": _metiers,
    "quadrant": _quadrant,
    "eloignes": _far,
    "metier": _metier,
    "dix": _ten,
    "avenir": _prospects,
}
"""What each tab says, by its key."""


def _map(atlas: Atlas, found: Needs) -> tuple[Component | None, list[Component]]:
    """Draw what the map of a métier shows: a class a basin."""
    if found.metier is None or not has_basins(atlas):
        return None, []
    shown = found.asked.shown
    table = by_basin(atlas, found.metier, found.asked.mode)
    classed = drawn(atlas, table, shown)
    styles = metier_map.styles_of(len(classed.upper) + 1)
    frame = frame_of(atlas)
    shapes = dissolved(atlas, frame, classed.classes.astype(np.int64))
    picture = Picture(
        height=frame.height,
        fills=[(style, shapes.get(rank, [])) for rank, style in enumerate(styles)],
        lines=[Lines(borders(atlas, frame, BASIN), "#3f4f52", 0.9)],
        names=towns(atlas, frame),
    )
    year = loaded_years(atlas)["rome" if shown == "tension" else "bmo"]
    legend = metier_map.legend(shown, classed.upper, classed.counts, f"({year})")
    alt = f"{found.metier.label}, bassin par bassin ; la table en donne les chiffres."
    return choropleth(picture, alt), legend
