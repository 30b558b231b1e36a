"""The HTTP API: the screens' own answers as data, and errors as one French sentence in JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import Blueprint, Flask, Response, abort

from callbacks.api import (
    completeness,
    coverage,
    faults,
    guidance,
    month,
    observation,
    page,
    sharing,
    siting,
)
from callbacks.api.exports import export_bytes
from callbacks.api.files import csv_file
from callbacks.api.parameters import DEFAULT_LIMIT, OffersParameters, SourcesParameters
from callbacks.api.replies import asked_of, cached, json_reply
from geodata.asking.query import Query, query_of
from geodata.atlas import Atlas
from geodata.finding.answer import find, order
from geodata.finding.exact import sharpened
from geodata.finding.export import records
from geodata.finding.order import MIXED, ORDERS
from geodata.tables.sorting import Order

_SOURCE_HEADERS = {
    "source": "Source",
    "name": "Nom",
    "producer": "Producteur",
    "licence": "Licence",
    "vintage": "Millésime",
    "perimeter": "Périmètre",
    "url": "Adresse",
    "file": "Fichier",
    "checksum": "Empreinte",
    "rows_read": "Lignes lues",
    "rows_kept": "Lignes retenues",
    "rows_rejected": "Lignes rejetées",
    "simulated": "Données simulées",
}


@dataclass(frozen=True)
class _Page:
    """Which part of the courses is asked for, and how it is written."""

    format: str
    limit: int | None
    offset: int
    distance: bool
    around: bool
    order: Order


def register(server: Flask, current: Callable[[], Atlas], shared_with: str | None = None) -> None:
    """Add the API's addresses to a server; `shared_with` is the setting `cors`."""
    api = Blueprint("api", __name__)

    @api.get("/healthz")
    def healthz() -> Response:
        return json_reply(health(current()))

    @api.get("/api/v1/offers")
    def offers() -> Response:
        atlas = current()
        asked, args = asked_of(OffersParameters)
        # What people type is written in some of the files: it is kept nowhere else.
        kept = "q" not in args
        make = partial(_offers, atlas, query_of(asked), _page(asked))
        return cached(atlas, args, make, costly=kept)

    @api.get("/api/v1/sources")
    def sources() -> Response:
        atlas = current()
        asked, args = asked_of(SourcesParameters)
        return cached(atlas, args, lambda: _sources(atlas, asked.format))

    coverage.register(api, current)
    siting.register(api, current)
    observation.register(api, current)
    completeness.register(api, current)
    guidance.register(api, current)
    month.register(api, current)
    page.register(api)
    sharing.register(api, shared_with)

    @api.get("/api/<path:unknown>")
    def nothing(unknown: str) -> Response:
        abort(404)  # else Dash would answer with a page

    api.register_error_handler(Exception, faults.unexpected)
    server.register_blueprint(api)
    faults.register(server)


def health(atlas: Atlas) -> dict[str, object]:
    """Return what a supervisor wants to know of a running server."""
    return {
        "status": "ok",
        "store": {
            "id": atlas.id,
            "built_at": atlas.built_at,
            "region": atlas.region_name,
            "travel_model": atlas.model.name,
        },
        "communes": len(atlas.communes),
        "sites": len(atlas.own_sites),
        "offers": len(atlas.own_offers),
        "demonstration": atlas.demonstration,
        "refused": atlas.refused,
        "unread_since": atlas.unread.isoformat(timespec="seconds") if atlas.unread else None,
    }


def _offers(atlas: Atlas, query: Query, page: _Page) -> Response:
    found = sharpened(atlas, find(atlas, query, date.today()))
    which = found.listed | (found.distance if page.distance else False)
    which = which | (found.placed & found.around) if page.around else which
    end = None if page.limit is None else page.offset + page.limit
    rows = order(found, atlas, which, page.order, date.today())[page.offset : end]
    members = {
        "total": int((which & ~found.around).sum()),
        "limit": page.limit,
        "offset": page.offset,
    }
    name, content, mimetype = export_bytes(atlas, found, page.format, rows, members)
    response = Response(content, content_type=mimetype)
    if page.format != "geojson":
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sources(atlas: Atlas, form: str) -> Response:
    if form == "csv":
        flags = {"simulated": atlas.sources["simulated"].map({True: "oui", False: "non"})}
        table = atlas.sources.assign(**flags)[list(_SOURCE_HEADERS)]
        return csv_file(table.rename(columns=_SOURCE_HEADERS), "sources")
    reasons = atlas.rejects.groupby(["source", "reason"]).size().rename("rows").reset_index()
    rows = records(atlas.sources)
    for row in rows:
        of_source = reasons[reasons["source"] == row["source"]]
        row["rejections"] = records(of_source[["reason", "rows"]])
    about = {"built_at": atlas.built_at, "region": atlas.region_name}
    files = {"set_aside": list(atlas.set_aside), "refused": atlas.refused}
    return json_reply({**about, "demonstration": atlas.demonstration, "sources": rows, **files})


def _page(asked: OffersParameters) -> _Page:
    limit = DEFAULT_LIMIT if asked.limit is None and asked.format == "geojson" else asked.limit
    order = ORDERS[asked.tri] if asked.tri else MIXED
    distance, around = bool(asked.distance), bool(asked.voisins)
    return _Page(asked.format, limit, asked.offset or 0, distance, around, order)
