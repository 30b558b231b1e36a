"""What is known of the offer, as data: beside an answer, and the whole matrix."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from flask import Blueprint, Response

from callbacks.api.files import csv_file
from callbacks.api.parameters import CompletenessParameters
from callbacks.api.replies import asked_of, cached, json_reply
from geodata.atlas import Atlas
from geodata.completeness.covers import PARTS
from geodata.completeness.improving import improvements
from geodata.completeness.matrix import GRADES
from geodata.completeness.verdict import Verdict
from geodata.finding.export import records
from geodata.vocabulary import VOIES
from layouts.kit.completeness import gap_words

_COLUMNS = ("voie", "level", "departement", "courses", "grade", "thin", "lacks")
_HEADERS = {
    "voie": "Voie",
    "level": "Niveau",
    "departement": "Département",
    "name": "Territoire",
    "courses": "Formations connues",
    "grade": "Offre connue",
    "lacks": "Sans",
}
"""Columns of the file, in order, with the name a reader sees."""


def completeness_of(verdict: Verdict, silent: bool) -> dict[str, Any]:
    """Return what an answer rests on: its grade, what is missing, what would bring it.

    `figures` is false when no figure is given, since the offer asked about is not loaded.
    """
    return {
        "state": verdict.state,
        "grade": GRADES[verdict.state],
        "figures": not silent,
        "simulated": verdict.simulated,
        "courses": verdict.courses,
        "missing": [gap_words(gap) for gap in verdict.gaps],
        "would_bring": [{"name": one.name, "page": one.page} for one in verdict.bringing],
    }


def register(api: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the address of the matrix."""

    @api.get("/api/v1/completeness")
    def completeness() -> Response:
        atlas = current()
        asked, args = asked_of(CompletenessParameters)
        return cached(atlas, args, lambda: _reply(atlas, asked))


def matrix_rows(atlas: Atlas, asked: CompletenessParameters) -> pd.DataFrame:
    """Return a row a voie, level and département (the region's code for all of them)."""
    report = atlas.quality.get("completeness") or {}
    cells = pd.DataFrame(report.get("cells", ()), columns=list(_COLUMNS))
    keep = pd.Series(True, index=cells.index)
    for name in ("voie", "level", "departement"):
        if wanted := getattr(asked, name):
            keep &= cells[name].isin(wanted)
    rows = cells[keep].reset_index(drop=True)
    names = [
        atlas.zone_names.get(("departement", code), code) if code else atlas.region_name
        for code in rows["departement"]
    ]
    lacks = [" ; ".join(PARTS[part] for part in parts) for parts in rows["lacks"]]
    return rows.assign(name=names, lacks=lacks)


def _reply(atlas: Atlas, asked: CompletenessParameters) -> Response:
    rows = matrix_rows(atlas, asked)
    if asked.format == "csv":
        words = {"voie": rows["voie"].map(VOIES), "grade": rows["grade"].map(GRADES)}
        table = rows.assign(**words)[list(_HEADERS)].rename(columns=_HEADERS)
        return csv_file(table, "completude")
    report = atlas.quality.get("completeness") or {}
    about = {
        "region": atlas.region_name,
        "built_at": atlas.built_at,
        "demonstration": atlas.demonstration,
        "known": bool(report),
        "grades": GRADES,
        "published": report.get("published", []),
        "sources": report.get("sources", []),
        "improve": [vars(one) for one in improvements(report)],
    }
    return json_reply({**about, "rows": records(rows)})
