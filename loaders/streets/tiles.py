"""Tiles of streets: two files in the PMTiles format, from afar and from near, made by GDAL.

One file a range of zooms, since GDAL draws all that a file has at each of its zooms. A browser
reads parts of a file, so that no address says which place it looks at.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import pyogrio

from loaders.streets.extract import FAR, StreetsError, drawn

LAYER = "streets"
"""The only layer of a file: `kind` says what each shape is."""


@dataclass(frozen=True)
class Range:
    """The zooms of a file, and what it draws.

    Attributes
    ----------
    first, last : zooms of its tiles; the last is drawn larger beyond
    kinds : what it has, everything if None
    """

    first: int
    last: int
    kinds: frozenset[str] | None = None


RANGES = {"far": Range(9, 12, FAR), "near": Range(13, 14)}
"""The files by name; a tile of 512 pixels is shown one zoom later than its own."""


@dataclass(frozen=True)
class Made:
    """The files of an extract, by name, and the box of what they draw.

    Attributes
    ----------
    bounds : west, south, east, north, in degrees
    """

    files: dict[str, bytes]
    bounds: tuple[float, float, float, float]
    shapes: int


def tiles_of(osm: Path | Sequence[Path], say: Callable[[str], None]) -> Made:
    """Make the tiles of an extract, or of several.

    Raises StreetsError: the file cannot be read, or has nothing that is drawn.
    """
    files_read = [osm] if isinstance(osm, Path) else list(osm)
    with tempfile.TemporaryDirectory(prefix="streets") as name:
        folder = Path(name)
        gathered = folder / "streets.gpkg"
        count, boxes = 0, []
        for part in chain.from_iterable(map(drawn, files_read)):
            if len(part):
                pyogrio.write_dataframe(
                    part, gathered, driver="GPKG", layer=LAYER, geometry_type="Unknown",
                    append=gathered.exists(), SPATIAL_INDEX="NO",
                )  # fmt: skip
                count += len(part)
                boxes.append(part.total_bounds)
                say(f"Rues : {count} tracés lus")
        if not count:
            raise StreetsError(
                f"{', '.join(one.name for one in files_read)} : aucune rue ne s'y trouve."
            )
        files = {}
        for range_name, zooms in RANGES.items():
            say(f"Rues : tuiles des niveaux {zooms.first} à {zooms.last}")
            files[range_name] = _written(gathered, folder / f"{range_name}.pmtiles", zooms)
    low, high = np.min(boxes, axis=0)[:2], np.max(boxes, axis=0)[2:]
    bounds = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    return Made(files, bounds, count)


def _written(gathered: Path, path: Path, zooms: Range) -> bytes:
    """Write the tiles of a range, and return them; b"" when it draws nothing."""
    where = None
    if zooms.kinds is not None:
        where = f"kind IN ({', '.join(repr(kind) for kind in sorted(zooms.kinds))})"
    with pyogrio.open_arrow(gathered, layer=LAYER, where=where, use_pyarrow=True) as (meta, reader):
        pyogrio.write_arrow(
            reader, path, driver="PMTiles", layer=LAYER, geometry_type="Unknown",
            geometry_name=meta["geometry_name"] or "wkb_geometry", crs="EPSG:4326",
            MINZOOM=zooms.first, MAXZOOM=zooms.last, NAME="Rues",
        )  # fmt: skip
    return path.read_bytes() if path.exists() else b""
