"""The brief of a view of « Couverture et mobilité »: the panel in sight, on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from dash import html
from dash.development.base_component import Component
from numpy.typing import NDArray
from shapely import Point

from callbacks.controls import arguments
from callbacks.coverage import (
    best_places,
    blank_zones,
    complementarity,
    distribution,
    flows,
    simulation,
    without_car,
)
from callbacks.coverage.answer import answer_question, map_of, zones_of
from callbacks.coverage.question import preface_of
from callbacks.coverage.state import read_state
from callbacks.serving.searches import solved
from geodata.asking.coverage import write_coverage
from geodata.asking.query import BadQuery
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.blank_zones.candidates import Uncovered
from geodata.coverage.flows.marks import Mark, Way, flow_marks
from geodata.coverage.simulation import change_counts, commune_changes
from geodata.figure_sources import sources_of
from geodata.maps.drawing import Frame, Ring, borders, dissolved, frame_of, towns
from geodata.places.zoning import zone_label, zoning
from geodata.siting.best_places import BestAnswer
from layouts.brief import coverage as words
from layouts.brief.choropleth import Lines, Picture, choropleth
from layouts.brief.document import Brief
from layouts.coverage.best_answer import best_on_paper, best_sentences, proof_words
from layouts.coverage.effect import CHANGE_STYLES, difference_legend
from layouts.coverage.page import CoverState
from layouts.kit.sorting import column_order, in_order

PATH = "/couverture"
PAGE = "Couverture et mobilité"


@dataclass(frozen=True)
class View:
    """A view of the page: its state, its answer, and the territory that it is brought to.

    Attributes
    ----------
    level, code : the territory, "" for the whole region
    inside : bool (n_communes,), its communes; None for the whole region
    best : where to open, when the view has looked for it
    """

    atlas: Atlas
    state: CoverState
    covered: Covered
    request: Mapping[str, str]
    answer: Sequence[Component]
    level: str = ""
    code: str = ""
    inside: NDArray[np.bool_] | None = None
    best: BestAnswer | None = None

    @property
    def panel(self) -> str:
        """The panel in sight; the page's own answer in the place of a person's own data."""
        panel = str(self.state.values["panel"])
        return panel if panel in _BODIES else "territoires"


def coverage_brief(atlas: Atlas, search: str, site: str, today: date) -> Brief:
    """Return the brief of the view that an address opens.

    Parameters
    ----------
    search : what follows the path of the page
    site : where the site is, so that the brief bears its whole address
    """
    view = view_of(atlas, search, today)
    asked = view.covered.asked
    picture, legend = _map(view)
    times = atlas.times_words(asked.mode)
    place = zone_label(view.level, view.code, atlas.zone_names) if view.level else ""
    answer, body = _answer_and_body(view)
    question = words.question(view.panel, asked, view.state.values, place)
    method = words.method(view.panel, asked, times, view.covered.uncertainty)
    if view.best:
        if asked.scenario.empty:
            kept = view.best.stated.question.inside == f"{view.level}:{view.code}"
            question = words.best_question(view.best, place if kept else "")
            method = words.method("ou-ouvrir", asked, times, view.covered.uncertainty)[:2]
        method = [*method, proof_words(view.best)]
    if view.level and not view.covered.silent:
        row = view.covered.table(view.level).loc[[view.code]].iloc[0]
        answer = [words.answer_of_place(place, row, asked), *answer]
    return Brief(
        page=PAGE,
        question=question,
        answer=answer,
        picture=picture,
        legend=legend,
        body=body,
        method=method,
        sources=sources_of(
            atlas,
            asked.mode,
            (asked.by, view.level, *(view.best.effects if view.best else ())),
            kind=asked.kind,
        ),
        address=f"{site}{PATH}{search}",
    )


def _answer_and_body(view: View) -> tuple[list[Any], list[Any]]:
    """Return the answer of the panel, or the page's where it has none, and what comes after it."""
    if view.covered.silent:
        return list(view.answer), []
    known = preface_of(view.covered)
    twice = {str(part) for part in known}
    order = column_order(str(view.state.values["order"]))
    whole = _BODIES[view.panel](view)
    if order and order.panel == view.panel:
        in_order(whole, order)
    body = [part for part in whole if str(part) not in twice]
    n = next((rank for rank, part in enumerate(body) if not isinstance(part, html.P | html.Ul)), 0)
    return ([*known, *body[:n]], body[n:]) if n else (list(view.answer), body)


def view_of(atlas: Atlas, search: str, today: date) -> View:
    """Return the view that an address opens, with its answer."""
    state = read_state(atlas, search)
    request = write_coverage(state.asked)
    covered, (answer, _, _, _) = answer_question(atlas, request, today)
    level, code = _place(atlas, str(state.values["zoom"]))
    inside = zoning(atlas.communes, level).communes(code) if level else None
    view = View(atlas, state, covered, request, answer, level, code, inside)
    asked = best_places.question_of(arguments(search)) if view.panel == "simuler" else None
    if asked is None or covered.silent or covered.asked.kind:
        return view
    try:
        return replace(view, best=solved(covered, asked))
    except BadQuery:
        return view  # a commune that the region no longer has


def _place(atlas: Atlas, zoom: str) -> tuple[str, str]:
    level, _, code = zoom.partition(":")
    try:
        zoning(atlas.communes, level).communes(code)
    except KeyError:
        return "", ""
    return level, code


# ---- The map ---------------------------------------------------------------------------------


def _map(view: View) -> tuple[Component, Sequence[Component]]:
    atlas, covered = view.atlas, view.covered
    frame = frame_of(atlas, view.inside)
    lines = [Lines(borders(atlas, frame, "departement"), "#5d6a6d", 1.2)]
    group, styles, legend = map_of(covered)
    alt = "La carte des communes ; la table en donne les chiffres."
    if view.panel == "simuler" and covered.change is not None and not covered.silent:
        changes = commune_changes(covered.change, covered.asked.threshold)
        group, styles = changes.astype(np.int64), list(CHANGE_STYLES)
        legend = [difference_legend(change_counts(changes, covered.people))]
    if view.panel == "zones-blanches" and not covered.silent:
        zones = _blank(view)[1].zones.of_commune
        outlines = [ring for rings in dissolved(atlas, frame, zones).values() for ring in rings]
        lines.append(Lines(outlines, "#1c2526", 1.6))
        legend = [*legend, words.outline_legend("Contour d'une zone blanche")]
    if view.inside is not None:
        lines.append(Lines(_own(atlas, frame, view.inside), "#9a1e78", 2.4))
        name = zone_label(view.level, view.code, atlas.zone_names)
        legend = [*legend, words.outline_legend(name, "own")]
    ways, marks = list[Way](), list[Mark]()
    if view.panel == "flux" and not covered.silent:
        layers = view.state.values["flow-layers"]
        ways, marks = flow_marks(covered, frame.at, layers)
        group, styles = np.zeros_like(group), [{"color": "#f7f8f6"}]
        legend = words.flows_legend(layers, any(one.kind == "work" for one in marks))
    simulated = list(covered.asked.scenario.openings)
    proposed = list(view.best.table["code"]) if view.best else []
    opened = [atlas.places.by_code(code) for code in (*simulated, *proposed)]
    shapes = dissolved(atlas, frame, group)
    picture = Picture(
        height=frame.height,
        fills=[(style, shapes.get(rank, [])) for rank, style in enumerate(styles)],
        lines=lines,
        ways=ways,
        marks=marks,
        points=[tuple(frame.at((place.x, place.y))[0]) for place in opened],
        names=towns(atlas, frame),
    )
    if opened:
        outside = sum(not frame.box.contains(Point(place.x, place.y)) for place in opened)
        legend = [*legend, words.opening_legend(len(simulated), len(proposed), outside)]
    return choropleth(picture, alt), legend


def _own(atlas: Atlas, frame: Frame, inside: NDArray[np.bool_]) -> list[Ring]:
    return dissolved(atlas, frame, np.where(inside, 0, -1))[0]


# ---- The panels ------------------------------------------------------------------------------


def _zones(view: View) -> list[Component]:
    rows, _ = zones_of(view.atlas, view.covered, str(view.state.values["sort"]), words.MOST)
    parts: list[Any] = [words.table_title(view.covered.asked.by), rows]
    if view.inside is not None:
        name = zone_label(view.level, view.code, view.atlas.zone_names)
        communes = view.covered.table("commune")
        own = communes.loc[view.atlas.communes["code"][view.inside]]
        parts = [words.communes_of(name, own, view.covered.asked.population), *parts]
    return parts


def _curves(view: View) -> list[Component]:
    values = view.state.values
    shown, _, _ = distribution.compared(
        view.atlas, view.request, values["curve-level"], values["curve-zones"]
    )
    return shown


def _blank(view: View) -> tuple[Covered, Uncovered]:
    return blank_zones.zones_of(
        view.atlas, view.request, None, date.today(), bool(view.state.values["gaps-by-spel"])
    )


def _blank_zones(view: View) -> list[Component]:
    covered, found = _blank(view)
    computed, declared = blank_zones.listed(covered, found, None, date.today(), words.MOST)
    return [*computed, words.heading("Zones déclarées par les partenaires"), *declared]


def _without_car(view: View) -> list[Component]:
    return without_car.answered(
        view.atlas, view.request, view.state.values["bicycle"], most=words.MOST
    )


def _simulation(view: View) -> list[Component]:
    best = best_on_paper(view.best) if view.best else []
    if best and view.best and view.covered.asked.scenario.empty:
        return [*best_sentences(view.best), *best]
    shown, zones, *_ = simulation.simulated(view.atlas, view.request, date.today(), words.MOST)
    if best and view.best:
        best = [words.heading("Où ouvrir encore ?"), *best_sentences(view.best), *best]
    return [*(shown if isinstance(shown, list) else [shown]), *zones, *best]


_PAIRS = 60
"""Pairs of sites of a brief: each takes two lines."""


def _complementarity(view: View) -> list[Component]:
    values = view.state.values
    return complementarity.answered(
        view.atlas, view.request, values["pairs-view"], values["pairs-minutes"], _PAIRS
    )


def _flows(view: View) -> list[Component]:
    return flows.answered(view.atlas, view.request)[0]


_BODIES: Mapping[str, Callable[[View], list[Component]]] = {
    "territoires": _zones,
    "courbe": _curves,
    "mobilite": _without_car,
    "zones-blanches": _blank_zones,
    "simuler": _simulation,
    "complementarite": _complementarity,
    "flux": _flows,
}
"""What each panel says, by its key; « Mes données » stay in the browser of who loaded them."""
