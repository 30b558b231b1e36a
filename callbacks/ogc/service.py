"""The addresses of the layers, as OGC API – Features asks (17-069r4 and 18-058r1)."""

from collections.abc import Callable

import geopandas as gpd
from dash.development.base_component import Component
from flask import Blueprint, Flask, Response, abort

from callbacks.api import sharing
from callbacks.api.files import file_reply
from callbacks.api.replies import arguments, cached
from callbacks.ogc import documents
from callbacks.ogc.catalogue import catalogue
from callbacks.ogc.crs import read_crs, systems
from callbacks.ogc.described import described
from callbacks.ogc.formats import GEOJSON, HTML_NAME, JSON, LINKED, OPENAPI, wanted_format
from callbacks.ogc.geopackage import MIMETYPE, geopackage
from callbacks.ogc.kept import layer
from callbacks.ogc.openapi import openapi
from callbacks.ogc.parameters import OWN, read_wanted
from callbacks.serving.origin import origin
from geodata.asking.query import UnknownCode
from geodata.asking.reading import short
from geodata.atlas import Atlas
from geodata.finding.export import to_json
from geodata.layers.rows import ROWS
from layouts.ogc import pages

PATH = documents.PATH


def register(server: Flask, current: Callable[[], Atlas], shared_with: str | None = None) -> None:
    """Add the addresses to a server; `shared_with` is the setting `cors`."""
    ogc = Blueprint("ogc", __name__)
    _add_descriptions(ogc, current)
    _add_rows(ogc, current)

    @ogc.get(f"{PATH}/<path:unknown>")
    def nothing(unknown: str) -> Response:
        abort(404)  # else Dash would answer with a page

    sharing.register(ogc, shared_with)
    server.register_blueprint(ogc)


def _add_descriptions(ogc: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add what says which layers there are, and what they are."""

    @ogc.get(PATH, strict_slashes=False)
    def landing() -> Response:
        address = origin() + PATH
        return _said(current(), documents.landing, lambda told: pages.landing(told, address))

    @ogc.get(f"{PATH}/conformance")
    def conformance() -> Response:
        return _said(current(), documents.conformance, pages.conformance)

    @ogc.get(f"{PATH}/api")
    def api() -> Response:
        def make(atlas: Atlas) -> documents.Told:
            return openapi(origin() + PATH, atlas.region_name, systems(atlas.crs))

        return _said(current(), make, pages.api, OPENAPI)

    @ogc.get(f"{PATH}/collections")
    def collections() -> Response:
        return _said(current(), documents.collections, pages.collections)

    @ogc.get(f"{PATH}/collections/<name>")
    def collection(name: str) -> Response:
        known = _known(name)
        return _said(current(), lambda atlas: documents.collection(atlas, known), pages.collection)

    @ogc.get(f"{PATH}/catalogue.jsonld")
    def datasets() -> Response:
        def make() -> Response:
            content = catalogue(current(), origin() + PATH, origin())
            return Response(to_json(content), content_type=LINKED)

        return cached(current(), {"host": origin()}, make)


def _add_rows(ogc: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the rows of the layers, as pages of many, one by one, and whole as a file."""

    @ogc.get(f"{PATH}/collections/<name>/items")
    def items(name: str) -> Response:
        atlas = current()
        rows = layer(atlas, _known(name))
        args = arguments([*OWN, *rows.columns.drop("geometry")])
        known = systems(atlas.crs)
        wanted = read_wanted(args, known)

        def make(atlas: Atlas) -> documents.Told:
            return documents.items(name, rows, wanted, args, known)

        path = f"{origin()}{PATH}/collections/{name}/items"
        return _said(atlas, make, lambda told: pages.items(told, path), GEOJSON, wanted.crs, args)

    @ogc.get(f"{PATH}/collections/<name>/items/<path:row>")
    def item(name: str, row: str) -> Response:
        atlas = current()
        rows = layer(atlas, _known(name))
        args = arguments(["f", "crs"])
        known = systems(atlas.crs)
        crs = read_crs("crs", args.get("crs", ""), known)
        one = _row(rows, name, row)

        def make(atlas: Atlas) -> documents.Told:
            return documents.item(name, one, crs, args, known)

        return _said(atlas, make, pages.item, GEOJSON, crs, args)

    @ogc.get(f"{PATH}/collections/<name>/items.gpkg")
    def file(name: str) -> Response:
        atlas, known = current(), _known(name)
        return cached(atlas, {}, lambda: _geopackage(atlas, known), costly=True)


def _known(name: str) -> str:
    if name not in ROWS:
        raise UnknownCode("collectionId", f"La couche « {short(name)} » n'existe pas.")
    return name


def _row(rows: gpd.GeoDataFrame, name: str, row: str) -> gpd.GeoDataFrame:
    found = rows.loc[rows.index.astype(str) == row]
    if found.empty:
        raise UnknownCode("id", f"« {name} » n'a pas de « {short(row)} ».")
    return found


def _said(
    atlas: Atlas,
    make: Callable[[Atlas], documents.Told],
    draw: Callable[[documents.Told], list[Component]],
    kind: str = JSON,
    crs: str = "",
    args: dict[str, str] | None = None,
) -> Response:
    """Answer as the request wants; `crs` is that of the rows, "" where there are none."""
    args = arguments(["f"]) if args is None else args
    form = wanted_format()

    def reply() -> Response:
        told = make(atlas)
        if form == HTML_NAME:
            trail = documents.trail()
            return Response(pages.document(documents.title(told), trail, draw(told)))
        return Response(to_json(told), content_type=kind)

    response = cached(atlas, {**args, "f": form, "host": origin()}, reply)
    response.vary.add("Accept")
    if crs:
        response.headers["Content-Crs"] = f"<{crs}>"
    return response


def _geopackage(atlas: Atlas, name: str) -> Response:
    said = described(atlas, name)
    stem = f"{'demonstration-' if atlas.demonstration else ''}{name}"
    content = geopackage(atlas, name, said.title, said.description)
    return file_reply(content, MIMETYPE, f"{stem}.gpkg")
