"""The table of minutes by road that goes with a store: beside its builds, which it outlives."""

import io
import logging
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from geodata.travel.roads import RoadTimes
from loaders.errors import StoreError
from loaders.store.beside import Beside
from loaders.store.measured import measured_from, plain_measured
from loaders.store.storage import Folder, digest

ROADS = Beside("roads")
_log = logging.getLogger(__name__)


def write_roads(address: str, roads: RoadTimes) -> RoadTimes:
    """Write a table beside the builds of a store and put it in force, in one step.

    Raises StoreError: the store cannot be written.
    """
    content = _packed(roads)
    written = replace(roads, id=digest(content + repr(_facts(roads)).encode())[:12])
    pointer = {
        "id": written.id,
        "file": f"{digest(content)[:16]}.npz",
        "sha256": digest(content),
        **_facts(written),
    }
    try:
        folder = Folder(address)
        with folder.alone():
            if pointer["file"] not in folder.names("roads"):
                folder.write(f"roads/{pointer['file']}", content)
            ROADS.point(folder, pointer)
            ROADS.clean(folder, ".npz", {str(pointer["file"])})
    except OSError as error:
        raise StoreError(f"Les temps routiers ne peuvent pas être écrits : {error}.") from error
    return written


def read_roads(address: str) -> RoadTimes | None:
    """Return the table in force; None without one, or when it is damaged, which is logged."""
    folder = Folder(address)
    pointer = ROADS.pointed(folder)
    if pointer is None:
        return None
    try:
        content = folder.read(f"roads/{pointer['file']}")
        if digest(content) != pointer["sha256"]:
            raise ValueError("its checksum is another")
        with np.load(io.BytesIO(content)) as arrays:
            return RoadTimes(
                id=pointer["id"],
                engine=pointer["engine"],
                extract=pointer["extract"],
                day=date.fromisoformat(pointer["day"]) if pointer["day"] else None,
                xy=arrays["xy"],
                minutes={mode: arrays[mode] for mode in pointer["modes"]},
                network=pointer["network"],
                notes=tuple(pointer["notes"]),
                measured=measured_from(pointer["measured"]) if pointer["measured"] else None,
            )
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        _log.warning("The road times are damaged, the estimate is used: %s", error)
        return None


def _packed(roads: RoadTimes) -> bytes:
    content = io.BytesIO()
    np.savez_compressed(content, xy=roads.xy, **dict(roads.minutes))  # type: ignore[arg-type]
    return content.getvalue()


def _facts(roads: RoadTimes) -> dict[str, Any]:
    return {
        "engine": roads.engine,
        "extract": roads.extract,
        "day": roads.day.isoformat() if roads.day else "",
        "network": roads.network,
        "modes": list(roads.minutes),
        "notes": list(roads.notes),
        "measured": plain_measured(roads.measured) if roads.measured else None,
    }
