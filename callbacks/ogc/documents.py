"""What the layers say of themselves and of their rows, as the standard words it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

import geopandas as gpd
from flask import request
from shapely.geometry import mapping

from callbacks.ogc.crs import CRS84, Systems, systems, told_in
from callbacks.ogc.described import described
from callbacks.ogc.formats import GEOJSON, HTML, HTML_NAME, JSON, LINKED, OPENAPI
from callbacks.ogc.geopackage import MIMETYPE
from callbacks.ogc.kept import layer
from callbacks.ogc.parameters import Wanted
from callbacks.serving.origin import origin
from geodata.atlas import Atlas
from geodata.finding.export import records
from geodata.layers.rows import ROWS

PATH = "/ogc"
Told = dict[str, Any]

_FIRST = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CLASSES = [
    *(f"{_FIRST}/{name}" for name in ("core", "oas30", "html", "geojson")),
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
]
"""What is respected of the standard, and tested: nothing else is declared."""

_TITLES = {
    "/conformance": "Ce qui est respecté de la norme",
    "/api": "Les adresses des couches",
    "/collections": "Les couches",
}


def landing(atlas: Atlas) -> Told:
    """Return what opens the layers."""
    return {
        "title": f"Atlas Formation : {atlas.region_name}",
        "description": "Les formations, les lieux, leur couverture et les portraits des "
        f"territoires, en couches pour un logiciel de cartographie. {atlas.times_line}.",
        "links": [
            *_both("", "Cette page"),
            _link("service-desc", "/api?f=json", "Description des adresses", OPENAPI),
            _link("service-doc", "/api?f=html", "Les adresses, à lire", HTML),
            _link("conformance", "/conformance", _TITLES["/conformance"]),
            _link("data", "/collections", _TITLES["/collections"]),
            _link("describedby", "/catalogue.jsonld", "Catalogue (DCAT-AP)", LINKED),
        ],
    }


def conformance(_: Atlas) -> Told:
    """Return the classes of the standard that are respected."""
    return {"conformsTo": CLASSES}


def collections(atlas: Atlas) -> Told:
    """Return every layer."""
    return {
        "links": _both("/collections", _TITLES["/collections"]),
        "collections": [collection(atlas, name) for name in ROWS],
    }


def collection(atlas: Atlas, name: str) -> Told:
    """Return what a layer is; its rows are not worked out for that."""
    said = described(atlas, name)
    bounds = layer(atlas, "couverture-departement").total_bounds.round(5).tolist()
    path = f"/collections/{name}"
    return {
        "id": name,
        "title": said.title,
        "description": said.description,
        "itemType": "feature",
        "crs": list(systems(atlas.crs)),
        "storageCrs": CRS84,
        "extent": {"spatial": {"bbox": [bounds], "crs": CRS84}},
        "links": [
            *_both(path, said.title),
            _link("items", f"{path}/items", "Les lignes (GeoJSON)", GEOJSON),
            _link("items", f"{path}/items?f=html", "Les lignes, à lire", HTML),
            _link("enclosure", f"{path}/items.gpkg", "GeoPackage", MIMETYPE),
        ],
    }


def items(
    name: str, rows: gpd.GeoDataFrame, wanted: Wanted, args: Mapping[str, str], known: Systems
) -> Told:
    """Return a page of the rows of a layer."""
    found = wanted.of(rows)
    end = wanted.offset + wanted.limit
    page = found.iloc[wanted.offset : end]
    path = f"/collections/{name}/items"
    links = [
        _link("self", _asked(path, args, wanted.offset), "Ces lignes", GEOJSON),
        _link("alternate", _asked(path, {**args, "f": HTML_NAME}, wanted.offset),
              "Ces lignes, à lire", HTML),
        _link("collection", f"/collections/{name}", "La couche"),
    ]  # fmt: skip
    if end < len(found):
        links.append(_link("next", _asked(path, args, end), "La suite", GEOJSON))
    return {
        "type": "FeatureCollection",
        "numberMatched": len(found),
        "numberReturned": len(page),
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds"),
        "links": links,
        "features": _features(told_in(page, wanted.crs, known)),
    }


def item(
    name: str, row: gpd.GeoDataFrame, crs: str, args: Mapping[str, str], known: Systems
) -> Told:
    """Return a row, a table of one."""
    path = f"/collections/{name}/items/{quote(str(row.index[0]))}"
    links = [
        _link("self", _asked(path, args, 0), "Cette ligne", GEOJSON),
        _link("alternate", _asked(path, {**args, "f": HTML_NAME}, 0), "Cette ligne, à lire", HTML),
        _link("collection", f"/collections/{name}", "La couche"),
    ]
    return {**_features(told_in(row, crs, known))[0], "links": links}


def title(told: Told) -> str:
    """Return the title of the page of an answer."""
    if "title" in told:
        return str(told["title"])
    if own := _TITLES.get(request.path.removeprefix(PATH)):
        return own
    name = (request.view_args or {}).get("name", "")
    return f"{name} : {told['id']}" if "id" in told else f"{name} : les lignes"


def trail() -> list[tuple[str, str]]:
    """Return the pages above the one that is asked for: their names and addresses."""
    name = (request.view_args or {}).get("name", "")
    above = {PATH: "Couches", f"{PATH}/collections": _TITLES["/collections"]}
    if name:
        layer_ = f"{PATH}/collections/{name}"
        above |= {layer_: name, f"{layer_}/items": "Lignes"}
    here = request.path.rstrip("/")
    return [(word, f"{path}?f=html") for path, word in above.items() if here.startswith(f"{path}/")]


def _link(rel: str, path: str, words: str, kind: str = JSON) -> dict[str, str]:
    return {"rel": rel, "href": f"{origin()}{PATH}{path}", "type": kind, "title": words}


def _both(path: str, words: str) -> list[dict[str, str]]:
    """The address of an answer, and that of its page."""
    page = _link("alternate", f"{path}?f={HTML_NAME}", f"{words}, à lire", HTML)
    return [_link("self", path, words), page]


def _asked(path: str, args: Mapping[str, str], offset: int) -> str:
    """Return the address of a question from a row on."""
    asked = {**args, "offset": str(offset)} if offset else args
    return f"{path}?{urlencode(asked)}" if asked else path


def _features(rows: gpd.GeoDataFrame) -> list[Told]:
    properties = records(rows.drop(columns="geometry"))
    return [
        {"type": "Feature", "id": str(key), "geometry": mapping(shape), "properties": told}
        for key, shape, told in zip(rows.index, rows.geometry, properties, strict=True)
    ]
