"""Several extracts of OpenStreetMap as one file, which is what OSRM reads.

A region and its ring are several files of Geofabrik, whose neighbours share the ways that cross
their border, maybe as they were on different days. `osmium merge` writes what all of them have, and
`osmium time-filter` keeps the last version of each (osmcode.org/osmium-tool).
"""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from loaders.roads.blocks import BlocksError, check_whole

PROGRAM = "osmium"

_MISSING = (
    "Pour réunir plusieurs extraits d'OpenStreetMap, il faut osmium-tool : « make routing » "
    "l'installe, ou « apt-get install osmium-tool »."
)
_LONGEST_NAME = 120


def installed() -> bool:
    """Tell whether extracts can be joined here."""
    return shutil.which(PROGRAM) is not None


def one_file(files: Sequence[Path], folder: Path, progress: Callable[[str], None]) -> Path:
    """Return the only file, or the one made of several, which is kept in a folder.

    Raises BlocksError: a file is damaged; or there are several, and nothing here can join them.
    """
    for osm in files:
        check_whole(osm)
    if len(files) == 1:
        return files[0]
    names = "+".join(osm.name.split(".")[0].removesuffix("-latest") for osm in files)
    target = folder / f"{names[:_LONGEST_NAME]}.osm.pbf"
    newest = max(osm.stat().st_mtime for osm in files)
    if not target.exists() or target.stat().st_mtime < newest:
        progress(f"Réunion de {len(files)} extraits")
        joined(files, target)
    return target


def joined(files: Sequence[Path], target: Path) -> Path:
    """Write several files as one, each object once, in its last version; return it.

    Raises BlocksError: a file cannot be read, or osmium is not installed.
    """
    if not installed():
        raise BlocksError(_MISSING)
    target.parent.mkdir(parents=True, exist_ok=True)
    stem = target.name.removesuffix(".osm.pbf")
    versions = target.with_name(f"{stem}.part.osh.pbf")
    part = target.with_name(f"{stem}.part.osm.pbf")
    try:
        _run("merge", "--with-history", *map(str, files), "--output", str(versions))
        _run("time-filter", str(versions), "--output", str(part))
        part.replace(target)
    finally:
        versions.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return target


def _run(*arguments: str) -> None:
    done = subprocess.run(
        [PROGRAM, *arguments, "--overwrite"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["sans message"])[-1]
        raise BlocksError(f"Les extraits n'ont pas pu être réunis (osmium : {told}).")
