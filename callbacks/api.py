"""The HTTP API: the screens' own answers as data, and errors as one French sentence in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import blake2b

from flask import Blueprint, Flask, Response, abort, current_app, request
from werkzeug.exceptions import HTTPException

from callbacks.exports import MIMETYPES, export_bytes
from geodata.atlas import Atlas
from geodata.exports import records, to_csv, to_json
from geodata.finding import Found, find, order
from geodata.query import PARAMETERS, BadQuery, UnknownCode, parse_query

DEFAULT_LIMIT = 100
MAX_LIMIT = 10_000
"""Most courses of one GeoJSON reply; the other formats have no limit of their own."""

_FRENCH = {
    "niveau": "level",
    "domaine": "domain",
    "modalite": "modality",
    "debut": "start",
    "recherche": "q",
    "minute": "max_minutes",
    "decalage": "offset",
    "limite": "limit",
}
"""Parameters that have an English name, by the French word that one may try."""

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


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Add the API's addresses to a server."""
    api = Blueprint("api", __name__)

    @api.get("/healthz")
    def healthz() -> Response:
        return _json(health(current()))

    @api.get("/api/v1/offers")
    def offers() -> Response:
        atlas, args = current(), _arguments((*PARAMETERS, "limit", "offset", "format", "distance"))
        page = _page(args)
        found = find(atlas, parse_query(args), date.today())
        return _cached(atlas, args, lambda: _offers(atlas, found, page))

    @api.get("/api/v1/sources")
    def sources() -> Response:
        atlas, args = current(), _arguments(("format",))
        form = _choice(args, "format", ("json", "csv"))
        return _cached(atlas, args, lambda: _sources(atlas, form))

    @api.get("/api/<path:unknown>")
    def nothing(unknown: str) -> Response:
        abort(404)  # else Dash would answer with a page

    api.register_error_handler(Exception, _unexpected)
    server.register_blueprint(api)
    server.register_error_handler(BadQuery, _bad_query)
    server.register_error_handler(HTTPException, _http_error)


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
        "sites": len(atlas.sites),
        "offers": len(atlas.offers),
        "demonstration": atlas.demonstration,
    }


def _offers(atlas: Atlas, found: Found, page: _Page) -> Response:
    which = found.listed | found.distance if page.distance else found.listed
    end = None if page.limit is None else page.offset + page.limit
    rows = order(found, atlas, which)[page.offset : end]
    members = {"total": int(which.sum()), "limit": page.limit, "offset": page.offset}
    name, content, mimetype = export_bytes(atlas, found, page.format, rows, members)
    response = Response(content, content_type=mimetype)
    if page.format != "geojson":
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sources(atlas: Atlas, form: str) -> Response:
    if form == "csv":
        flags = {"simulated": atlas.sources["simulated"].map({True: "oui", False: "non"})}
        table = atlas.sources.assign(**flags)[list(_SOURCE_HEADERS)]
        content = to_csv(table.rename(columns=_SOURCE_HEADERS))
        disposition = {"Content-Disposition": 'attachment; filename="sources.csv"'}
        return Response(content, content_type=MIMETYPES["csv"], headers=disposition)
    reasons = atlas.rejects.groupby(["source", "reason"]).size().rename("rows").reset_index()
    rows = records(atlas.sources)
    for row in rows:
        of_source = reasons[reasons["source"] == row["source"]]
        row["rejections"] = records(of_source[["reason", "rows"]])
    about = {"built_at": atlas.built_at, "region": atlas.region_name}
    return _json({**about, "demonstration": atlas.demonstration, "sources": rows})


def _arguments(known: Iterable[str]) -> dict[str, str]:
    """Return the parameters of the request; several of one name are joined by commas."""
    known = list(known)
    for name in request.args:
        if name not in known:
            french = _FRENCH.get(name.lower().rstrip("s"))
            near = [french] if french in known else get_close_matches(name[:60], known, n=1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
            short = name if len(name) <= 40 else name[:40] + "…"
            raise BadQuery(name[:80], f"Le paramètre « {short} » n'existe pas.{hint}")
    return {name: ",".join(request.args.getlist(name)) for name in request.args}


def _page(args: dict[str, str]) -> _Page:
    form = _choice(args, "format", tuple(MIMETYPES))
    most = MAX_LIMIT if form == "geojson" else 10**9
    limit = _whole(args, "limit", most)
    if limit is None and form == "geojson":
        limit = DEFAULT_LIMIT
    flag = _choice(args, "distance", ("non", "oui", "0", "1", "false", "true"))
    distance = flag in ("oui", "1", "true")
    return _Page(form, limit, _whole(args, "offset", 10**9) or 0, distance)


def _choice(args: dict[str, str], name: str, values: tuple[str, ...]) -> str:
    value = args.get(name, "").strip() or values[0]
    if value not in values:
        known = ", ".join(values)
        raise BadQuery(name, f"« {name} » se choisit parmi : {known}.")
    return value


def _whole(args: dict[str, str], name: str, most: int) -> int | None:
    text = args.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= most):
        raise BadQuery(name, f"« {name} » est un nombre entier de 0 à {most}.")
    return int(text)


def _cached(atlas: Atlas, args: dict[str, str], make: Callable[[], Response]) -> Response:
    """Answer 304 to who has this very reply: it changes with the store, the day and the request."""
    asked = repr((atlas.id, date.today().isoformat(), request.path, sorted(args.items())))
    tag = blake2b(asked.encode("utf-8", errors="replace"), digest_size=12).hexdigest()
    fresh = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if fresh else make()
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _json(content: object, status: int = 200) -> Response:
    response = Response(to_json(content), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _bad_query(error: BadQuery) -> Response:
    status = 404 if isinstance(error, UnknownCode) else 400
    return _json({"error": error.message, "parameter": error.parameter}, status)


_HTTP_ERRORS = {
    404: "Cette adresse n'existe pas.",
    405: "Cette adresse se lit seulement (méthodes GET et HEAD).",
    413: "La demande est trop longue.",
    414: "L'adresse est trop longue.",
}


def _http_error(error: HTTPException) -> Response | HTTPException:
    if not request.path.startswith("/api/"):
        return error
    code = error.code or 500
    sentence = _HTTP_ERRORS.get(code, "La demande ne peut pas être lue.")
    return _json({"error": sentence}, code)


def _unexpected(error: Exception) -> Response | HTTPException:
    if isinstance(error, HTTPException):
        return _http_error(error)
    if isinstance(error, BadQuery):
        return _bad_query(error)
    # The path alone: a position in the address must not reach a log.
    current_app.logger.exception("Unexpected error on %s", request.path)
    return _json({"error": "Une erreur inattendue s'est produite : elle est notée."}, 500)
