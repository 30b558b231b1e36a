"""The layers as a catalogue of datasets that other catalogues harvest (DCAT-AP 3, JSON-LD)."""

from typing import Any

from callbacks.ogc.described import described
from callbacks.ogc.geopackage import MIMETYPE
from callbacks.ogc.kept import layer
from geodata.atlas import Atlas
from geodata.layers.rows import ROWS
from geodata.provenance.values import JOINER

_TYPES = "http://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(atlas: Atlas, address: str, site: str) -> dict[str, Any]:
    """Return the catalogue; `address` is where the layers are, `site` the address of the site."""
    return {
        "@context": _CONTEXT,
        "@id": f"{address}/catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _french(f"Atlas Formation : {atlas.region_name}"),
        "dct:description": _french("Les couches de l'atlas de l'offre de formation."),
        "dct:publisher": _publisher(site),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/FRA"},
        "dct:modified": _day(atlas),
        "foaf:homepage": {"@id": f"{site}/"},
        "dcat:dataset": [_dataset(atlas, name, address, site) for name in ROWS],
        "dcat:service": {
            "@id": address,
            "@type": "dcat:DataService",
            "dct:title": _french("Couches (OGC API – Features)"),
            "dcat:endpointURL": {"@id": address},
            "dcat:endpointDescription": {"@id": f"{address}/api"},
            "dct:conformsTo": {"@id": "http://www.opengis.net/spec/ogcapi-features-1/1.0"},
        },
    }


def _dataset(atlas: Atlas, name: str, address: str, site: str) -> dict[str, Any]:
    said, path = described(atlas, name), f"{address}/collections/{name}"
    return {
        "@id": path,
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": _french(said.title),
        "dct:description": _french(said.description),
        "dct:publisher": _publisher(site),
        "dct:modified": _day(atlas),
        "dct:spatial": {"@type": "dct:Location", "dcat:bbox": _box(atlas)},
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "dct:description": _french(_sources(atlas, name)),
        },
        "dcat:landingPage": {"@id": f"{site}/donnees"},
        "dcat:distribution": [
            _distribution(f"{path}/items", "application/geo+json", "GeoJSON"),
            _distribution(f"{path}/items.gpkg", MIMETYPE, "GeoPackage"),
        ],
    }


def _distribution(address: str, mimetype: str, title: str) -> dict[str, Any]:
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _french(title),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": _TYPES + mimetype},
    }


def _sources(atlas: Atlas, name: str) -> str:
    # Coverage and places rest on the courses, whose rows name their sources.
    rows = layer(atlas, name if name == "accueils" else "formations")
    keys = {key for text in rows["source"].unique() for key in text.split(JOINER)}
    known = atlas.sources[atlas.sources["source"].isin(keys)]
    told = known[["name", "producer", "vintage", "licence"]].itertuples(index=False, name=None)
    lines = (f"{title}, {producer}, {year} ({licence})" for title, producer, year, licence in told)
    return " ; ".join(lines) or "aucune source chargée"


def _publisher(site: str) -> dict[str, Any]:
    return {"@id": f"{site}/#editeur", "@type": "foaf:Agent", "foaf:name": "Atlas Formation"}


def _french(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "fr"}


def _day(atlas: Atlas) -> dict[str, str]:
    return {"@value": atlas.built_on.isoformat(), "@type": "xsd:date"}


def _box(atlas: Atlas) -> dict[str, str]:
    west, south, east, north = layer(atlas, "couverture-departement").total_bounds.round(5)
    text = f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
    return {"@value": text, "@type": "http://www.opengis.net/ont/geosparql#wktLiteral"}
