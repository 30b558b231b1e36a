"""The browser's copy of the communes: a TopoJSON where each border is written once."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import topojson

DEGREES = "EPSG:4326"

_PROPERTIES = ["code", "name", "population", "departement", "spel", "epci", "zrr", "qpv"]


def to_topology(communes: gpd.GeoDataFrame, quantization: int = 4_000) -> dict[str, Any]:
    """TopoJSON of the communes, in their order, whose arcs are shared by neighbours.

    Coordinates are WGS84 degrees, quantized on a grid and delta-encoded as the specification
    says (https://github.com/topojson/topojson-specification). Polygons that share their borders
    vertex for vertex give arcs that are shared in full, so that any border (department, SPEL,
    EPCI, ZRR) is a mesh of the same arcs.

    Parameters
    ----------
    communes : schema COMMUNES, polygons that form a valid coverage
    quantization : points of the grid along each side of the bounding box. 4,000 is about 60 m
        for a region of 250 km, well under the 300 m between two vertices of the source.

    Returns
    -------
    A topology of one object, "communes", whose geometries carry `code`, `name`, `population`,
    `departement`, `spel`, `epci`, `zrr` (0 or 1), `qpv` (1 if someone lives in a QPV) and the
    town hall's `lon`, `lat` in degrees, to about 50 m.
    """
    shapes = gpd.GeoDataFrame(_properties(communes), geometry=communes.geometry.to_crs(DEGREES))
    topology = topojson.Topology(
        shapes.reset_index(drop=True),
        object_name="communes",
        prequantize=quantization,
        shared_coords=True,
    ).to_dict()
    topology.pop("options", None)
    for geometry in topology["objects"]["communes"]["geometries"]:
        # The rank in the list says as much, and takes no byte.
        geometry.pop("id", None)
        geometry.pop("bbox", None)
    return topology


def land(context: gpd.GeoDataFrame, digits: int = 3) -> dict[str, Any]:
    """GeoJSON, in degrees, of the land around the region, in the order it is to be drawn.

    Parameters
    ----------
    context : `kind` ("foreign", drawn first, or "france"), `name`, polygons
    digits : decimals kept; three are about 100 m

    Returns
    -------
    A FeatureCollection whose features carry `kind` and `name`.
    """
    order = context["kind"].map({"foreign": 0, "france": 1}).argsort(kind="stable")
    drawn = context.iloc[order]
    rounded = shapely.set_precision(drawn.geometry.to_crs(DEGREES).to_numpy(), 10.0**-digits)
    features = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": _coordinates(shape, digits)},
        }
        for kind, name, shape in zip(drawn["kind"], drawn["name"], rounded, strict=True)
        if not shape.is_empty
    ]
    return {"type": "FeatureCollection", "features": features}


def _properties(communes: gpd.GeoDataFrame) -> pd.DataFrame:
    table = pd.DataFrame(communes.drop(columns=communes.geometry.name)).assign(
        zrr=communes["zrr"].fillna(False).astype(int),
        qpv=(communes["qpv_population"].fillna(0) > 0).astype(int),
        lon=communes["lon"].round(3),
        lat=communes["lat"].round(3),
    )
    return table[[*_PROPERTIES, "lon", "lat"]]


def _coordinates(shape: Any, digits: int) -> list[list[list[list[float]]]]:
    """Coordinates of a GeoJSON MultiPolygon, without the noise of binary fractions."""

    def ring(line: Any) -> list[list[float]]:
        points = shapely.get_coordinates(line).tolist()
        return [[round(x, digits), round(y, digits)] for x, y in points]

    return [
        [ring(part.exterior), *(ring(hole) for hole in part.interiors)]
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]
