"""Where to open, as data: the page's own answer, its alternatives and its effects."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, Response

from callbacks.api.completeness import completeness_of
from callbacks.api.files import csv_content
from callbacks.api.parameters import SitingApiParameters
from callbacks.api.replies import asked_of, cached, json_reply
from callbacks.serving.searches import solved
from callbacks.serving.workbook import workbook
from geodata.asking.coverage import question_of
from geodata.asking.query import Unanswerable
from geodata.asking.siting import BestQuestion, best_of
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered, cover
from geodata.figure_sources import sources_of
from geodata.finding.export import records
from geodata.siting.best_places import BestAnswer
from geodata.siting.export import HEADERS, best_csv, best_rows
from layouts.brief.coverage import best_question, method
from layouts.coverage.best_answer import demand_words, places_words, proof_words

EFFECT_NAMES = {"spel": "Effet par SPEL", "frr": "Effet en FRR", "zrr": "Effet en ancienne ZRR"}


def register(api: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the address to the API."""

    @api.get("/api/v1/siting")
    def siting() -> Response:
        atlas = current()
        asked, args = asked_of(SitingApiParameters)
        question = best_of(asked)

        def make() -> Response:
            covered = cover(atlas, question_of(asked), date.today())
            return _reply(covered, question, asked.format)

        return cached(atlas, args, make, costly=True)


def _reply(covered: Covered, question: BestQuestion, form: str) -> Response:
    if covered.asked.kind:
        raise Unanswerable("target", "« Où ouvrir ? » porte sur des formations.")
    if covered.silent:
        known = completeness_of(covered.verdict, covered.silent)
        return json_reply({**_about(covered), "completeness": known, "rows": [], "effects": {}})
    answer = solved(covered, question)
    if form == "csv":
        return csv_content(best_csv(answer), "ou-ouvrir")
    if form == "xlsx":
        return _workbook(answer)
    return json_reply(_told(answer))


def _about(covered: Covered) -> dict[str, Any]:
    atlas, asked = covered.atlas, covered.asked
    return {
        "region": atlas.region_name,
        "built_at": atlas.built_at,
        "demonstration": atlas.demonstration,
        "times": atlas.times_words(asked.mode),
        "mode": asked.mode,
        "threshold": asked.threshold,
    }


def _told(answer: BestAnswer) -> dict[str, Any]:
    stated, found = answer.stated, answer.found
    covered = stated.covered
    least, most = answer.band
    return {
        **_about(covered),
        "completeness": completeness_of(covered.verdict, covered.silent),
        "candidates": stated.kind,
        "candidates_count": len(stated.rows),
        "demand": stated.demand.band,
        "demand_reason": stated.demand.why,
        "beyond": stated.beyond,
        "gained": answer.together,
        "gained_least": least,
        "gained_most": most,
        "gap": found.gap,
        "places": answer.places,
        "rows": records(best_rows(answer)),
        "effects": {level: records(table.reset_index()) for level, table in answer.effects.items()},
    }


def _workbook(answer: BestAnswer) -> Response:
    covered = answer.stated.covered
    atlas, asked = covered.atlas, covered.asked
    lines = [
        best_question(answer),
        demand_words(answer),
        places_words(answer),
        proof_words(answer),
        *method("ou-ouvrir", asked, atlas.times_words(asked.mode), covered.uncertainty),
    ]
    effects = [
        (
            EFFECT_NAMES[level],
            [["Territoire", "Hors d'atteinte avant", "Après", "Gagnés"],
             *table[["name", "before", "after", "gained"]].values.tolist()],
        )
        for level, table in answer.effects.items()
    ]  # fmt: skip
    sources = sources_of(atlas, asked.mode, tuple(answer.effects))
    table = best_rows(answer).rename(columns=HEADERS)
    return workbook(atlas, table, "ou-ouvrir", sources, lines, effects)
