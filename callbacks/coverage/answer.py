"""The answer to a question of coverage: words, legend, what the browser draws, territories."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np
from dash.development.base_component import Component
from numpy.typing import NDArray

from callbacks.serving.resources import resource_addresses
from geodata.asking.coverage import (
    MEASURES,
    CoverageQuery,
    parse_coverage_leniently,
    write_coverage,
)
from geodata.asking.query import answer_known
from geodata.atlas import Atlas
from geodata.completeness.matrix import PARTIAL
from geodata.coverage.answer import Covered, cover
from geodata.coverage.map import Classed, browser_coverage, classed
from geodata.coverage.order import USUAL
from geodata.finding.words import answer_words
from geodata.guidance.known import Known, known_of
from geodata.portrait.census import people_period
from geodata.provenance.age import dates_of_offer
from geodata.provenance.values import offer_words
from geodata.vocabulary import TRANSIT
from layouts.coverage.answer import (
    Answer,
    answer_sentence,
    class_styles,
    far_words,
    legend,
    legend_of_silence,
    zones_table,
)
from layouts.coverage.guidance import kind_answer
from layouts.kit.completeness import no_figure
from layouts.kit.format import count
from layouts.kit.maps.patterns import NO_DATA
from layouts.kit.parts import folded_sources, problem_notices
from layouts.transit.words import counted

UNITS = {"minutes": "min", "accessibility": "places", "courses": "formations"}

RURAL = {"frr": "FRR", "zrr": "ancienne ZRR"}
"""The rural zonings as a sentence goes on, the one in force first."""

Shown = tuple[list[Component], list[Component], list[Component], dict[str, Any]]
"""Words, notices, legend, drawing."""


def answer_question(atlas: Atlas, request: Mapping[str, str], today: date) -> tuple[Covered, Shown]:
    """Return the coverage and what the page shows of it: words, notices, legend, drawing."""
    asked, unreadable = parse_coverage_leniently(request)
    messages = [problem.message for problem in unreadable]
    covered, unknown = cover_known(atlas, asked, today)
    asked = covered.asked
    if asked.query.q and (sentence := answer_words(atlas, asked.query.q).everywhere):
        messages.append(sentence)
    classes = classed(covered)
    styles = _styles(covered, classes)
    drawing = {
        **browser_coverage(covered, classes),
        "styles": styles,
        "resources": resource_addresses(atlas),
        "far": far_words(covered.verdict, covered.silent),
        **_places(covered),
    }
    lines = _legend(covered, classes, styles)
    return covered, (words_of(atlas, covered), problem_notices(messages + unknown), lines, drawing)


def words_of(atlas: Atlas, covered: Covered) -> list[Component]:
    """Return the answer in words, about courses or about a kind of places."""
    asked = covered.asked
    if asked.kind:
        known = known_of(atlas, asked.kind)
        told = folded_sources(
            f"{_known_sources(known)} ; {_people(atlas)}", source(atlas, asked.mode, known)
        )
        return kind_answer(figures(covered), asked, covered.offer, known, told)
    courses = "formations simulées" if atlas.demonstration else "formations"
    short = f"{courses}, {dates_of_offer(atlas)} ; {_people(atlas)}"
    folded = folded_sources(short, source(atlas, asked.mode))
    return answer_sentence(
        figures(covered), asked.mode, asked.population, covered.offer,
        covered.verdict, folded,
    )  # fmt: skip


def _places(covered: Covered) -> dict[str, Any]:
    """Return the places of a kind as the browser draws them, in the stead of those of courses."""
    if not covered.asked.kind:
        return {}
    sites = covered.atlas.sites
    communes = [str(covered.atlas.commune_names.get(code, "")) for code in sites["commune"]]
    facts = {name: sites[name].tolist() for name in ("lat", "lon", "name")}
    return {"places": {**facts, "commune": communes}, "nearest_words": "Le plus proche"}


def map_of(covered: Covered) -> tuple[NDArray[np.int64], list[dict[str, str]], list[Component]]:
    """Return the class of each commune, the filling of each class, and the legend."""
    classes = classed(covered)
    styles = _styles(covered, classes)
    return classes.of_commune.astype(np.int64), styles, _legend(covered, classes, styles)


def _styles(covered: Covered, classes: Classed) -> list[dict[str, str]]:
    asked = covered.asked
    threshold = asked.threshold if asked.measure == "minutes" else None
    styles = class_styles(classes.upper, threshold, _partial(covered))
    if covered.silent:
        styles[-1] = NO_DATA
    return styles + [NO_DATA] * (len(classes.lines) - len(styles))


def _legend(
    covered: Covered, classes: Classed, styles: Sequence[Mapping[str, str]]
) -> list[Component]:
    if covered.silent:
        return legend_of_silence(NO_DATA)
    unit = UNITS[covered.asked.measure]
    places = bool(covered.asked.kind)
    return legend(_title(covered), classes.lines, styles, unit, _partial(covered), places)


def _title(covered: Covered) -> str:
    """Name the measure, and that a number of places is a least where some are not known."""
    title, without = MEASURES[covered.asked.measure], covered.offer.without_capacity
    if covered.asked.measure != "accessibility" or not without:
        return title
    told = "ne dit pas ses places" if without == 1 else "ne disent pas leurs places"
    return f"{title}, au moins : {count(without, 'formation')} {told}"


def cover_known(atlas: Atlas, asked: CoverageQuery, today: date) -> tuple[Covered, list[str]]:
    """Answer, leaving out the codes that the region does not have, which are told."""
    return answer_known(lambda one: cover(atlas, one, today), asked)


def figures(covered: Covered) -> Answer:
    """Return the region's figures."""
    whole = covered.whole
    population = int(whole["population"])
    zoning_in_force = next((level for level in RURAL if _inside(covered, level) is not None), "")
    return Answer(
        population=population,
        beyond=int(whole["beyond_population"]),
        beyond_least=population - int(whole["covered_most"]),
        beyond_most=population - int(whole["covered_least"]),
        only_across=int(covered.people[covered.only_across].sum()),
        beyond_zoned=_inside(covered, zoning_in_force) if zoning_in_force else None,
        zoned=RURAL.get(zoning_in_force, ""),
        unsure=covered.uncertainty,
    )


def _inside(covered: Covered, level: str) -> int | None:
    """People beyond the threshold who live in a zoning; None where it is not known."""
    table = covered.table(level)
    return int(table["beyond_population"]["1"]) if "1" in table.index else None


def _people(atlas: Atlas) -> str:
    return people_period(atlas) or "recensement"


def _known_sources(known: Known) -> str:
    """Name the sources of a kind of places."""
    return " ; ".join(known.sources) or "aucune source chargée"


def source(atlas: Atlas, mode: str, known: Known | None = None) -> str:
    """Say where the figures come from; the times are those of a mode.

    `known` is what they are about, when it is no course.
    """
    people = _people(atlas)
    if known is not None:
        return (
            f"Temps : {atlas.times_words(mode)}. Lieux : {_known_sources(known)}. "
            f"Habitants : {people}. Périmètre : {atlas.region_name}."
        )
    kind = offer_words(atlas.demonstration).sentence
    by_road = f"Temps : {atlas.times_words(mode)}."
    if atlas.homes and mode in atlas.homes.travel:
        by_road += (
            " Chaque habitant est compté depuis son lieu de vie ; la carte et sa légende ont le "
            "temps moyen de chaque commune."
        )
    times = counted(atlas.transit_feeds) if mode == TRANSIT else by_road
    return (
        f"{times} Formations : {kind}, {dates_of_offer(atlas)}. "
        f"Habitants : {people}. Périmètre : {atlas.region_name}."
    )


def source_of(atlas: Atlas, covered: Covered) -> str:
    """Say where the figures of an answer come from, be it about courses or about places."""
    kind, mode = covered.asked.kind, covered.asked.mode
    return source(atlas, mode, known_of(atlas, kind) if kind else None)


def zones_of(
    atlas: Atlas, covered: Covered, sort: str = USUAL, most: int | None = None
) -> tuple[object, str]:
    """Return the ranked territories and the address of the same rows as a file."""
    asked = covered.asked
    table = covered.table(asked.by)
    links = {str(code): f"{asked.by}:{code}" for code in table.index}
    rows = (
        no_figure(covered.verdict)
        if covered.silent
        else zones_table(
            table,
            asked.by,
            asked.population,
            links,
            _partial(covered),
            places=bool(asked.kind),
            sort=sort,
            most=most,
        )
    )
    return rows, "/api/v1/coverage?" + urlencode({**_api(asked), "tri": sort, "format": "csv"})


def _partial(covered: Covered) -> bool:
    return covered.verdict.state == PARTIAL


def _api(asked: CoverageQuery) -> dict[str, str]:
    texts = write_coverage(asked)
    return {name: text for name, text in texts.items() if name not in ("measure", "classes")}
