"""The addresses of the layers, as OGC API – Features asks (17-069r4, parts core and GeoJSON)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

import geopandas as gpd
from flask import Blueprint, Flask, Response, abort
from shapely.geometry import mapping

from callbacks.api import sharing
from callbacks.api.replies import arguments, cached
from callbacks.ogc.catalogue import catalogue
from callbacks.ogc.described import described
from callbacks.ogc.geopackage import MIMETYPE, geopackage
from callbacks.ogc.openapi import openapi
from callbacks.ogc.parameters import OWN, Wanted, read_wanted
from callbacks.serving.origin import origin
from geodata.asking.query import UnknownCode
from geodata.asking.reading import short
from geodata.atlas import Atlas
from geodata.finding.export import records, to_json
from geodata.layers.rows import ROWS, layer

PATH = "/ogc"
GEOJSON = "application/geo+json"
_OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CRS = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_CLASSES = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
    for name in ("core", "oas30", "geojson")
]


def register(server: Flask, current: Callable[[], Atlas], shared_with: str | None = None) -> None:
    """Add the addresses to a server; `shared_with` is the setting `cors`."""
    ogc = Blueprint("ogc", __name__)

    @ogc.get(PATH, strict_slashes=False)
    def landing() -> Response:
        return _said(current(), _landing)

    @ogc.get(f"{PATH}/conformance")
    def conformance() -> Response:
        return _said(current(), lambda _: {"conformsTo": _CLASSES})

    @ogc.get(f"{PATH}/api")
    def api() -> Response:
        return _said(current(), lambda atlas: openapi(origin() + PATH, atlas.region_name), _OPENAPI)

    @ogc.get(f"{PATH}/collections")
    def collections() -> Response:
        return _said(current(), _collections)

    @ogc.get(f"{PATH}/collections/<name>")
    def collection(name: str) -> Response:
        return _said(current(), lambda atlas: _collection(atlas, _known(name)))

    @ogc.get(f"{PATH}/collections/<name>/items")
    def items(name: str) -> Response:
        atlas = current()
        rows = layer(atlas, _known(name))
        args = arguments([*OWN, *rows.columns.drop("geometry")])
        wanted = read_wanted(args)
        return cached(atlas, args, lambda: _geojson(_items(name, rows, wanted, args)))

    @ogc.get(f"{PATH}/collections/<name>/items/<path:row>")
    def item(name: str, row: str) -> Response:
        atlas = current()
        rows = layer(atlas, _known(name))
        if row not in rows.index:
            raise UnknownCode("id", f"« {name} » n'a pas de « {short(row)} ».")
        return cached(atlas, {}, lambda: _geojson(_item(name, rows.loc[[row]])))

    @ogc.get(f"{PATH}/collections/<name>/items.gpkg")
    def file(name: str) -> Response:
        atlas, known = current(), _known(name)
        return cached(atlas, {}, lambda: _geopackage(atlas, known), costly=True)

    @ogc.get(f"{PATH}/catalogue.jsonld")
    def datasets() -> Response:
        return _said(
            current(),
            lambda atlas: catalogue(atlas, origin() + PATH, origin()),
            "application/ld+json",
        )

    @ogc.get(f"{PATH}/<path:unknown>")
    def nothing(unknown: str) -> Response:
        abort(404)  # else Dash would answer with a page

    sharing.register(ogc, shared_with)
    server.register_blueprint(ogc)


def _known(name: str) -> str:
    if name not in ROWS:
        raise UnknownCode("collectionId", f"La couche « {short(name)} » n'existe pas.")
    return name


def _said(
    atlas: Atlas, make: Callable[[Atlas], dict[str, Any]], kind: str = "application/json"
) -> Response:
    def reply() -> Response:
        return Response(to_json(make(atlas)), content_type=kind)

    return cached(atlas, {"host": origin()}, reply)


def _geojson(content: dict[str, Any]) -> Response:
    return Response(to_json(content), content_type=GEOJSON)


def _geopackage(atlas: Atlas, name: str) -> Response:
    said = described(atlas, name)
    stem = f"{'demonstration-' if atlas.demonstration else ''}{name}"
    return Response(
        geopackage(atlas, name, said.title, said.description),
        headers={"Content-Disposition": f'attachment; filename="{stem}.gpkg"'},
        content_type=MIMETYPE,
    )


def _link(rel: str, path: str, title: str, kind: str = "application/json") -> dict[str, str]:
    return {"rel": rel, "href": f"{origin()}{PATH}{path}", "type": kind, "title": title}


def _landing(atlas: Atlas) -> dict[str, Any]:
    return {
        "title": f"Atlas Formation : {atlas.region_name}",
        "description": "Les formations, les lieux et leur couverture, en couches pour un logiciel "
        f"de cartographie. {atlas.times_line}.",
        "links": [
            _link("self", "", "Cette page"),
            _link("service-desc", "/api", "Description des adresses", _OPENAPI),
            _link("conformance", "/conformance", "Ce qui est respecté de la norme"),
            _link("data", "/collections", "Les couches"),
            _link("describedby", "/catalogue.jsonld", "Catalogue (DCAT-AP)", "application/ld+json"),
        ],
    }  # fmt: skip


def _collections(atlas: Atlas) -> dict[str, Any]:
    return {
        "links": [_link("self", "/collections", "Les couches")],
        "collections": [_collection(atlas, name) for name in ROWS],
    }


def _collection(atlas: Atlas, name: str) -> dict[str, Any]:
    rows = layer(atlas, name)
    said = described(atlas, name)
    bounds = layer(atlas, "couverture-departement").total_bounds.round(5).tolist()
    return {
        "id": name,
        "title": said.title,
        "description": said.description,
        "itemType": "feature",
        "crs": [CRS],
        "extent": {"spatial": {"bbox": [bounds], "crs": CRS}},
        "numberMatched": len(rows),
        "links": [
            _link("self", f"/collections/{name}", said.title),
            _link("items", f"/collections/{name}/items", said.title, GEOJSON),
            _link("enclosure", f"/collections/{name}/items.gpkg", "GeoPackage", MIMETYPE),
        ],
    }


def _items(
    name: str, rows: gpd.GeoDataFrame, wanted: Wanted, args: Mapping[str, str]
) -> dict[str, Any]:
    found = wanted.of(rows)
    end = wanted.offset + wanted.limit
    page = found.iloc[wanted.offset : end]
    path = f"/collections/{name}/items"
    links = [
        _link("self", _asked(path, args, wanted.offset), "Ces lignes", GEOJSON),
        _link("collection", f"/collections/{name}", "La couche"),
    ]
    if end < len(found):
        links.append(_link("next", _asked(path, args, end), "La suite", GEOJSON))
    return {
        "type": "FeatureCollection",
        "numberMatched": len(found),
        "numberReturned": len(page),
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds"),
        "links": links,
        "features": _features(page),
    }


def _asked(path: str, args: Mapping[str, str], offset: int) -> str:
    """Return the address of a question from a row on."""
    asked = {**args, "offset": str(offset)} if offset else args
    return f"{path}?{urlencode(asked)}" if asked else path


def _item(name: str, row: gpd.GeoDataFrame) -> dict[str, Any]:
    key = str(row.index[0])
    links = [
        _link("self", f"/collections/{name}/items/{quote(key)}", "Cette ligne", GEOJSON),
        _link("collection", f"/collections/{name}", "La couche"),
    ]
    return {**_features(row)[0], "links": links}


def _features(rows: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    properties = records(rows.drop(columns="geometry"))
    return [
        {"type": "Feature", "id": str(key), "geometry": mapping(shape), "properties": told}
        for key, shape, told in zip(rows.index, rows.geometry, properties, strict=True)
    ]
