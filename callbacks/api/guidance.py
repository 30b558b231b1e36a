"""The places that help, as data: the page's own rows, what is known of each kind beside them."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from flask import Blueprint, Response

from callbacks.api.exports import MIMETYPES
from callbacks.api.files import csv_file
from callbacks.api.parameters import GuidanceApiParameters
from callbacks.api.replies import asked_of, cached, json_reply
from geodata.asking.guidance import GuidanceQuery, guidance_query
from geodata.atlas import Atlas
from geodata.finding.export import records, to_json
from geodata.finding.origin import locate, times_from
from geodata.guidance.known import known_of
from geodata.guidance.near import near
from geodata.guides import KINDS

_HEADERS = {
    "kind": "Sorte",
    "name": "Nom",
    "publics": "Publics",
    "minutes": "Temps de trajet (min)",
    "address": "Adresse",
    "commune": "Code commune",
    "telephone": "Téléphone",
    "website": "Site",
    "hours": "Horaires",
    "note": "Remarque",
    "lon": "Longitude",
    "lat": "Latitude",
    "precision": "Précision",
    "source": "Source",
    "vintage": "Millésime",
    "simulated": "Simulé",
}
"""Members of a row, in order, with the name that a reader of the file sees."""


def register(api: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the address of the places."""

    @api.get("/api/v1/guidance")
    def guidance() -> Response:
        atlas = current()
        asked, args = asked_of(GuidanceApiParameters)
        query = guidance_query(asked)
        rows = guidance_rows(atlas, query)
        return cached(atlas, args, lambda: _reply(atlas, query, rows, asked))


def guidance_rows(atlas: Atlas, query: GuidanceQuery) -> pd.DataFrame:
    """Return the places of a question, a row each (raises UnknownCode)."""
    origin = locate(atlas, query.near) if query.near else None
    rows = near(atlas, query.kinds, origin, query.mode, query.max_minutes)
    simulated = dict(zip(atlas.sources["source"], atlas.sources["simulated"], strict=True))
    return rows.assign(
        publics=[" ".join(KINDS[kind].publics) for kind in rows["kind"]],
        simulated=[bool(simulated.get(source, False)) for source in rows["source"]],
    )


def _reply(
    atlas: Atlas, query: GuidanceQuery, rows: pd.DataFrame, asked: GuidanceApiParameters
) -> Response:
    first = asked.offset or 0
    last = None if asked.limit is None else first + asked.limit
    page = rows[list(_HEADERS)].iloc[first:last]
    if asked.format == "csv":
        return csv_file(page.rename(columns=_HEADERS), "accueils")
    about = {
        "region": atlas.region_name,
        "built_at": atlas.built_at,
        "demonstration": atlas.demonstration,
        "total": len(rows),
        "times": _times(atlas, query),
        "known": [_known(atlas, kind) for kind in query.kinds],
    }
    if asked.format == "geojson":
        features = [_feature(row) for row in records(page)]
        content = to_json({"type": "FeatureCollection", **about, "features": features})
        return Response(content, content_type=MIMETYPES["geojson"])
    return json_reply({**about, "rows": records(page)})


def _times(atlas: Atlas, query: GuidanceQuery) -> str:
    return times_from(atlas, locate(atlas, query.near), query.mode) if query.near else ""


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.pop("lon"), row.pop("lat")]}
    return {"type": "Feature", "geometry": point, "properties": row}


def _known(atlas: Atlas, kind: str) -> dict[str, Any]:
    known = known_of(atlas, kind)
    return {
        "kind": kind,
        "name": KINDS[kind].one,
        "state": known.state,
        "places": known.places,
        "lacks": list(known.lacks),
        "sources": list(known.sources),
        "simulated": known.simulated,
    }
