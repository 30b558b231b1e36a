"""Tension and indicators as data: the tables of the store, filtered, with their sources."""

from collections.abc import Callable

import pandas as pd
from flask import Blueprint, Response

from callbacks.api.files import csv_file
from callbacks.api.parameters import IndicatorParameters, RowsParameters, TensionParameters
from callbacks.api.replies import asked_of, cached, json_reply
from geodata.asking.reading import BadQuery
from geodata.atlas import Atlas
from geodata.finding.export import records
from geodata.needs.export import share_headers, with_shares
from geodata.needs.observation import indicator_rows, tension_rows
from geodata.portrait.names import portrayed
from geodata.portrait.rows import portrait_rows
from geodata.secrecy import PARTS
from geodata.tables.observation import COMPLEMENTARY, STATUSES

_TENSION_HEADERS = {
    "nomenclature": "Nomenclature",
    "metier": "Code métier",
    "label": "Métier",
    "level": "Niveau",
    "code": "Code du territoire",
    "zone_name": "Territoire",
    "year": "Année",
    "tension": "Tension (1 à 5)",
    **{name: f"{label} (1 à 5)" for name, label in COMPLEMENTARY.items()},
    "projects": "Projets de recrutement",
    "difficult": "Projets difficiles",
    "seasonal": "Projets saisonniers",
    "job_seekers": "Demandeurs d'emploi",
    **share_headers("difficult", "Difficiles"),
    **share_headers("seasonal", "Saisonniers"),
    "partial": "Sommes partielles",
    "status": "État",
    "source": "Source",
    "vintage": "Millésime",
}
_INDICATOR_HEADERS = {
    "theme": "Thème",
    "entry": "Entrée",
    "indicator": "Indicateur",
    "category": "Catégorie",
    "level": "Niveau",
    "code": "Code du territoire",
    "period": "Période",
    "value": "Valeur",
    "text": "Valeur publiée",
    "unit": "Unité",
    "status": "État",
    "perimeter": "Périmètre",
    "source": "Source",
    "reference": "Référence",
    "contradiction": "Chiffres contradictoires",
    "note": "Note",
}

Rows = Callable[[Atlas, dict[str, str]], pd.DataFrame]


def register(api: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the addresses to the API."""

    @api.get("/api/v1/tension")
    def tension() -> Response:
        return _answer(current(), TensionParameters, _shared, "tensions", _TENSION_HEADERS)

    @api.get("/api/v1/indicators")
    def indicators() -> Response:
        return _answer(current(), IndicatorParameters, _figures, "indicateurs", _INDICATOR_HEADERS)


def _shared(atlas: Atlas, args: dict[str, str]) -> pd.DataFrame:
    """The rows of tension with the shares of projects, whose own terms are not for a reader."""
    rows = tension_rows(atlas, args)
    return with_shares(rows).drop(columns=[f"{name}_of" for name in PARTS], errors="ignore")


MOST_PORTRAITS = 10
"""Territories whose portraits one request is given: each takes a third of a second."""


def _figures(atlas: Atlas, args: dict[str, str]) -> pd.DataFrame:
    """The published indicators, with every figure of the portraits of the territories asked for."""
    level = args.get("level", "").strip()
    codes = [code.strip() for code in args.get("code", "").split(",") if code.strip()]
    known = portrayed(atlas).get(level, {})
    asked = [code for code in dict.fromkeys(codes) if code in known]
    if len(asked) > MOST_PORTRAITS:
        raise BadQuery("code", f"« code » a {MOST_PORTRAITS} territoires au plus à la fois.")
    shown = [portrait_rows(atlas, level, code) for code in asked]
    return indicator_rows(atlas, args, pd.concat(shown) if shown else None)


def _answer(
    atlas: Atlas, model: type[RowsParameters], find: Rows, name: str, headers: dict[str, str]
) -> Response:
    asked, args = asked_of(model)
    rows = find(atlas, args)
    offset = asked.offset or 0
    page = rows.iloc[offset : None if asked.limit is None else offset + asked.limit]
    return cached(atlas, args, lambda: _reply(atlas, page, len(rows), asked.format, name, headers))


def _reply(
    atlas: Atlas, rows: pd.DataFrame, total: int, form: str, name: str, headers: dict[str, str]
) -> Response:
    if form == "csv":
        named = rows.assign(status=rows["status"].map(STATUSES)).rename(columns=headers)
        return csv_file(named, name)
    about = {
        "region": atlas.region_name,
        "built_at": atlas.built_at,
        "demonstration": atlas.demonstration,
        "statuses": STATUSES,
        "total": total,
    }
    return json_reply({**about, "rows": records(rows)})
