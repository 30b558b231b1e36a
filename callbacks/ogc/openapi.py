"""The addresses of the layers described to a program (OpenAPI 3.0)."""

from typing import Any

from callbacks.api.parameters import MAX_LIMIT
from callbacks.ogc.crs import CRS84, Systems
from callbacks.ogc.formats import HTML
from callbacks.ogc.parameters import DEFAULT_LIMIT
from geodata.layers.rows import ROWS

_LAYER = {
    "name": "collectionId",
    "in": "path",
    "required": True,
    "description": "Couche.",
    "schema": {"type": "string", "enum": list(ROWS)},
}
_ROW = {
    "name": "featureId",
    "in": "path",
    "required": True,
    "description": "Identifiant d’une ligne.",
    "schema": {"type": "string"},
}
_FORMAT = {
    "name": "f",
    "in": "query",
    "description": "Pour un programme, ou pour être lu.",
    "schema": {"type": "string", "enum": ["json", "html"]},
}
_PAGES: list[dict[str, Any]] = [
    {
        "name": "bbox",
        "in": "query",
        "description": "Ouest, sud, est, nord, en degrés si « bbox-crs » ne dit rien.",
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
    },
    {
        "name": "limit",
        "in": "query",
        "description": "Lignes, au plus.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    {
        "name": "offset",
        "in": "query",
        "description": "Lignes à passer.",
        "schema": {"type": "integer", "minimum": 0, "default": 0},
    },
    {
        "name": "datetime",
        "in": "query",
        "description": "Sans effet : aucune ligne n’est d’un instant.",
        "schema": {"type": "string"},
    },
]


def _coordinates(name: str, description: str, known: Systems) -> dict[str, Any]:
    schema = {"type": "string", "format": "uri", "enum": list(known), "default": CRS84}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def openapi(address: str, region: str, known: Systems) -> dict[str, Any]:
    """Return the description of the addresses that begin by `address`."""
    crs = _coordinates("crs", "Coordonnées des formes rendues.", known)
    of_bbox = _coordinates("bbox-crs", "Coordonnées de « bbox ».", known)
    return {
        "openapi": "3.0.3",
        "info": {"title": f"Couches d’Atlas Formation : {region}", "version": "1.0.0"},
        "servers": [{"url": address}],
        "paths": {
            "/": {"get": _read("Les couches et leur description", [])},
            "/conformance": {"get": _read("Ce qui est respecté de la norme", [])},
            "/collections": {"get": _read("Les couches", [])},
            "/collections/{collectionId}": {"get": _read("Une couche", [_LAYER])},
            "/collections/{collectionId}/items": {
                "get": _read(
                    "Les lignes d’une couche ; le nom d’une propriété garde celles qui ont "
                    "cette valeur",
                    [_LAYER, *_PAGES, of_bbox, crs],
                    "application/geo+json",
                )
            },
            "/collections/{collectionId}/items/{featureId}": {
                "get": _read("Une ligne", [_LAYER, _ROW, crs], "application/geo+json")
            },
        },
    }


def _read(
    summary: str, parameters: list[dict[str, Any]], kind: str = "application/json"
) -> dict[str, Any]:
    content = {kind: {"schema": {"type": "object"}}, HTML: {"schema": {"type": "string"}}}
    problem = {"application/json": {"schema": {"type": "object"}}}
    return {
        "summary": summary,
        "parameters": [*parameters, _FORMAT],
        "responses": {
            "200": {"description": "La réponse.", "content": content},
            "400": {"description": "Un paramètre ne se lit pas.", "content": problem},
            "404": {"description": "Rien n’est à cette adresse.", "content": problem},
        },
    }
