"""What a base map draws of an extract of OpenStreetMap: kinds, names and shapes, a part at a time.

Read with GDAL's own driver, which needs no other program: nodes wait in a temporary file, and what
is drawn comes in parts, so that a region's extract needs little memory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from loaders.errors import LoaderError
from loaders.roads.blocks import BlocksError, check_whole

_AT_ONCE = 50_000  # features of a part

_ROADS = {
    "motorway": "motorway", "trunk": "motorway", "primary": "main", "secondary": "main",
    "tertiary": "street", "unclassified": "minor", "residential": "minor",
    "living_street": "minor", "road": "minor", "service": "service", "pedestrian": "path",
    "footway": "path", "cycleway": "path", "path": "path", "steps": "path", "track": "path",
}  # fmt: skip
_RAILS = ("rail", "light_rail", "subway", "tram", "narrow_gauge")
_WATERS = {"river": "river", "canal": "river", "stream": "stream"}
_GREENS = {
    "leisure": ("park", "garden", "pitch"),
    "landuse": ("forest", "grass", "cemetery", "recreation_ground"),
    "natural": ("wood",),
}
_QUARTERS = ("suburb", "quarter", "neighbourhood", "hamlet", "locality")
_STATION = r'"railway"=>"(?:station|halt)"'

KINDS = frozenset(
    {"motorway", "main", "street", "minor", "service", "path", "rail", "river", "stream", "shore",
     "water", "green", "quarter", "station"}
)  # fmt: skip
"""What a shape may be; assets/map/streets.js says how each is drawn."""

FAR = frozenset({"motorway", "main", "rail", "river", "shore", "water", "station"})
"""What is drawn from afar too."""


class StreetsError(LoaderError):
    """An extract gives no base map; the message is in French."""


@dataclass(frozen=True)
class _Layer:
    """A layer of the driver: which of its features are read, and with what."""

    name: str
    columns: tuple[str, ...]
    where: str


_LAYERS = (
    _Layer(
        "lines",
        ("name", "highway", "railway", "waterway", "other_tags"),
        "highway IS NOT NULL OR railway IS NOT NULL OR waterway IS NOT NULL "
        'OR other_tags LIKE \'%"natural"=>"coastline"%\'',
    ),
    _Layer(
        "multipolygons",
        ("name", "natural", "leisure", "landuse", "other_tags"),
        "natural IN ('water', 'wood') OR leisure IS NOT NULL OR landuse IS NOT NULL "
        'OR other_tags LIKE \'%"waterway"=>"riverbank"%\'',
    ),
    _Layer(
        "points",
        ("name", "place", "other_tags"),
        "place IS NOT NULL OR other_tags LIKE '%\"railway\"=>%'",
    ),
)


def drawn(osm: Path) -> Iterator[gpd.GeoDataFrame]:
    """Yield what is drawn of an extract: `kind` (of `KINDS`), `name` ("" without one), `geometry`.

    Raises StreetsError: the file cannot be read.
    """
    if not osm.is_file():
        raise StreetsError(f"{osm.name} : le fichier ne peut pas être lu (il est introuvable).")
    try:
        check_whole(osm)  # GDAL would not say
    except BlocksError as error:
        raise _damaged(osm) from error
    for layer in _LAYERS:
        try:
            with pyogrio.open_arrow(
                osm, layer=layer.name, columns=list(layer.columns), where=layer.where,
                batch_size=_AT_ONCE, use_pyarrow=True,
            ) as (_, batches):  # fmt: skip
                for batch in batches:
                    yield _kept(batch.to_pandas())
        except (pyogrio.errors.DataSourceError, OSError, RuntimeError) as error:
            raise _damaged(osm) from error


def _damaged(osm: Path) -> StreetsError:
    return StreetsError(
        f"{osm.name} : aucune rue n'a pu en être lue. Le fichier est abîmé, ou n'est pas un "
        "extrait d'OpenStreetMap (.osm.pbf, .osm)."
    )


def _kept(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the rows that are drawn; a broken shape is left out."""
    kinds = kinds_of(rows)
    rows, kinds = rows[kinds != ""], kinds[kinds != ""]
    shapes = shapely.from_wkb(rows["wkb_geometry"].to_numpy(), on_invalid="ignore")
    table = gpd.GeoDataFrame(
        {"kind": kinds.to_numpy(), "name": rows["name"].fillna("").astype(str).to_numpy()},
        geometry=shapes,
        crs="EPSG:4326",
    )
    flat = (shapely.get_dimensions(shapes) == 2) & (shapely.area(shapes) == 0)
    there = table.geometry.notna() & ~table.geometry.is_empty & ~flat
    return table[there].reset_index(drop=True)


def kinds_of(rows: Mapping[str, pd.Series] | pd.DataFrame) -> pd.Series:
    """Return the kind of each row of a layer, "" for one that is not drawn."""
    tags = pd.DataFrame(rows)
    kinds = pd.Series("", index=tags.index, dtype=object)
    other = tags["other_tags"].fillna("").astype(str)
    if "highway" in tags:
        kinds[other.str.contains('"natural"=>"coastline"', regex=False)] = "shore"
        _put(kinds, tags["waterway"].map(_WATERS))
        _put(kinds, tags["railway"].where(tags["railway"].isin(_RAILS)).notna().map({True: "rail"}))
        _put(kinds, tags["highway"].str.removesuffix("_link").map(_ROADS))
        under = other.str.contains('"tunnel"=>"yes"', regex=False)
        kinds[under & kinds.isin(["rail", "path", "stream"])] = ""
        # What one may not enter, and each row of a car park, would only blacken the map.
        kinds[(kinds == "service") & other.str.contains('"service"=>"', regex=False)] = ""
        kinds[(kinds == "path") & other.str.contains('"footway"=>"', regex=False)] = ""
    elif "landuse" in tags:
        for column, values in _GREENS.items():
            _put(kinds, tags[column].isin(values).map({True: "green"}))
        wet = (tags["natural"] == "water") | tags["landuse"].isin(["reservoir", "basin"])
        kinds[wet | other.str.contains('"waterway"=>"riverbank"', regex=False)] = "water"
    else:
        named = tags["name"].fillna("") != ""
        # The names of communes are on the map already.
        kinds[tags["place"].isin(_QUARTERS) & named] = "quarter"
        kinds[other.str.contains(_STATION) & named] = "station"
    return kinds


def _put(kinds: pd.Series, found: pd.Series) -> None:
    """Set the kinds that are found."""
    kinds[found.notna()] = found[found.notna()]
