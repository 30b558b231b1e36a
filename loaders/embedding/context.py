"""Land around a region, for the base map: the next French departments and foreign countries."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geodata.places.departements import departement_of
from geodata.places.projection import to_degrees, to_metres
from loaders.embedding.packages import WORLD, EmbedError, member
from loaders.embedding.shapes import fill_holes
from loaders.project_data.profile import Profile

# Metres.
# A wide screen sees far to the east and west of a region that fits its height.
EAST_WEST, NORTH_SOUTH = 420_000.0, 180_000.0
COARSE = 800.0
# How far a country or department goes on under what is drawn above it, so that two drawings of
# the same border (Natural Earth is within about a kilometre) leave no white line between them.
UNDERLAP = 5_000.0
_FARTHEST = 1e7  # beyond, a projection no longer says where things are

# ISO 3166-1 numeric codes, as Natural Earth carries them, of the countries near France.
COUNTRIES = {
    "020": "Andorre",
    "040": "Autriche",
    "056": "Belgique",
    "276": "Allemagne",
    "372": "Irlande",
    "380": "Italie",
    "438": "Liechtenstein",
    "442": "Luxembourg",
    "492": "Monaco",
    "528": "Pays-Bas",
    "674": "Saint-Marin",
    "724": "Espagne",
    "756": "Suisse",
    "826": "Royaume-Uni",
    "831": "Guernesey",
    "832": "Jersey",
}

FAR_COUNTRIES = {
    "028": "Antigua-et-Barbuda",
    "052": "Barbade",
    "076": "Brésil",
    "174": "Comores",
    "212": "Dominique",
    "450": "Madagascar",
    "480": "Maurice",
    "500": "Montserrat",
    "659": "Saint-Christophe-et-Niévès",
    "662": "Sainte-Lucie",
    "670": "Saint-Vincent-et-les-Grenadines",
    "740": "Suriname",
}
"""The countries near the regions overseas."""


def context_land(
    region: np.ndarray,
    shapes: gpd.GeoDataFrame,
    profile: Profile,
    names: pd.Series,
    folder: Path,
) -> gpd.GeoDataFrame:
    """Land around a region, as far as a wide screen sees, in the order it is to be drawn.

    Parameters
    ----------
    region : polygons of the region's communes, in metres, that form a coverage
    shapes : every commune of France, `code` and geometry in metres
    profile : the region
    names : department names by code

    Returns
    -------
    `kind` ("foreign" or "france"), `name` (in French), geometry in metres: foreign countries,
    then the other departments, then the region itself. Each goes on a few kilometres under what
    is drawn after it, so that no line of sea shows along a border.
    """
    home = shapely.coverage_union_all(region)
    west, south, east, north = home.bounds
    box = shapely.box(west - EAST_WEST, south - NORTH_SOUTH, east + EAST_WEST, north + NORTH_SOUTH)
    land = _departments(shapes, box)
    others = ~land.index.isin(profile.departements)
    coarse = shapely.coverage_simplify(land.to_numpy(), COARSE)
    known = FAR_COUNTRIES if profile.overseas else COUNTRIES
    drawn = _countries(known, box, shapes.crs, folder)
    countries = _foreign(drawn, known, box, shapely.union_all(coarse))
    rows = [("foreign", name, shape) for name, shape in countries.items()]
    rows += [
        ("france", names[code], _up_to(home, shape, exact))
        for code, shape, exact in zip(land.index[others], coarse[others], land[others], strict=True)
    ]
    frame = gpd.GeoDataFrame(rows, columns=["kind", "name", "geometry"], crs=shapes.crs)
    clipped = shapely.intersection(_polygonal(frame.geometry.to_numpy()), box)
    rounded = shapely.make_valid(shapely.transform(clipped, np.rint))
    frame["geometry"] = _polygonal(rounded)
    frame = frame[~frame.geometry.is_empty]
    own = gpd.GeoDataFrame(
        {"kind": ["france"], "name": [profile.name]}, geometry=[home], crs=shapes.crs
    )
    return gpd.GeoDataFrame(pd.concat([frame, own], ignore_index=True), crs=shapes.crs)


def _up_to(home: Any, coarse: Any, exact: Any) -> Any:
    """A department simplified coarsely, but for its border with the region, and going under it."""
    border = shapely.intersection(exact, home.buffer(2 * COARSE))
    under = shapely.intersection(home, coarse.buffer(UNDERLAP))
    return shapely.union_all([coarse, border, under])


def _departments(shapes: gpd.GeoDataFrame, box: shapely.Polygon) -> pd.Series:
    """Departments that meet the box, whole, by code: a coverage without a hole."""
    near = shapes[shapely.intersects(shapes.geometry.to_numpy(), box)]
    codes = set(near["code"].map(departement_of))
    of = shapes["code"].map(departement_of)
    inside = shapes[of.isin(codes)]
    cleaned = shapely.coverage_clean(inside.geometry.to_numpy(), gap_width=COARSE)
    whole = pd.Series(cleaned, index=of[of.isin(codes)])
    merged = whole.groupby(level=0).agg(lambda parts: shapely.union_all(parts.to_numpy()))
    # Communes without a polygon leave holes, inside a department or between two.
    return pd.Series(fill_holes(merged.to_numpy()), index=merged.index)


def _foreign(
    countries: dict[str, Any], names: dict[str, str], box: shapely.Polygon, france: Any
) -> dict[str, Any]:
    """Foreign countries that meet the box, by French name, joined to `france` without a gap."""
    found: dict[str, Any] = {}
    whole = _polygonal(np.array(list(countries.values()), dtype=object))
    simple = shapely.coverage_simplify(whole, COARSE)
    for code, shape in zip(countries, simple, strict=True):
        part = shapely.intersection(shape, box.buffer(UNDERLAP))
        if part.is_empty:
            continue
        found[names[code]] = shapely.union(part, _joint(part, france))
    return dict(sorted(found.items()))


def _joint(part: Any, france: Any) -> Any:
    """What lies between a country and France along their border, and some way under France."""
    beside = france.intersection(part.buffer(2 * UNDERLAP))
    if beside.is_empty:
        return shapely.Polygon()
    both = shapely.union(part, beside)
    # Growing then shrinking closes the strip between two drawings of one border, and only that.
    closed = both.buffer(UNDERLAP / 2).buffer(-UNDERLAP / 2)
    return closed.intersection(beside.buffer(UNDERLAP / 2)).intersection(part.buffer(UNDERLAP))


def _countries(
    names: dict[str, str], box: shapely.Polygon, crs: CRS, folder: Path
) -> dict[str, Any]:
    """Polygons of countries near a box, in metres, by code."""
    near = _in_degrees(box, crs) if names is FAR_COUNTRIES else shapely.box(-180, -90, 180, 90)
    topology = json.loads(member(WORLD, "package/countries-10m.json", folder))
    arcs = _arcs(topology)
    shapes = {}
    for item in topology["objects"]["countries"]["geometries"]:
        if item.get("id") in names:
            shapes[item["id"]] = _shape(item, arcs, near, crs)
    if not shapes:
        raise EmbedError("Le fond Natural Earth ne contient aucun des pays attendus.")
    return {code: shape for code, shape in shapes.items() if not shape.is_empty}


def _in_degrees(box: shapely.Polygon, crs: CRS) -> Any:
    """Return a box of degrees that is wider than a box of metres."""
    corners = to_degrees(shapely.get_coordinates(box.buffer(NORTH_SOUTH)), crs)
    return shapely.MultiPoint(corners).envelope


def _arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    return [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]


def _shape(item: dict[str, Any], arcs: list[np.ndarray], near: Any, crs: CRS) -> Any:
    def ring(indexes: list[int]) -> np.ndarray:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    groups = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    rings = ([ring(r) for r in group] for group in groups)
    polygons = [shapely.Polygon(outer, inner) for outer, *inner in rings if len(outer) > 3]
    close = np.array([one for one in polygons if one.intersects(near)], dtype=object)
    whole = shapely.transform(close, lambda xy: to_metres(xy, crs))
    return shapely.union_all(shapely.make_valid(whole[_finite(whole)]))


def _finite(shapes: np.ndarray) -> np.ndarray:
    """Tell which shapes have a place in the projection: what is far away has none."""
    return np.array([bool(np.abs(one.bounds).max() < _FARTHEST) for one in shapes], dtype=bool)


def _polygonal(shapes: np.ndarray) -> np.ndarray:
    """Only the polygons of each shape, as one geometry."""
    kept = [
        shapely.union_all([p for p in shapely.get_parts(s) if p.geom_type.endswith("Polygon")])
        for s in shapes
    ]
    return np.array(kept, dtype=object)
