"""The table of minutes by road that goes with a store: beside its builds, which it outlives."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from geodata.travel.roads import RoadTimes
from loaders.errors import StoreError
from loaders.store.measured import measured_from, plain_measured
from loaders.store.storage import Folder, digest

POINTER = "roads/current.json"
_log = logging.getLogger(__name__)


def write_roads(address: str, roads: RoadTimes) -> RoadTimes:
    """Write a table beside the builds of a store and put it in force, in one step.

    Raises
    ------
    StoreError
        The store cannot be written.
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
            old = [name for name in folder.names("roads") if name.endswith(".npz")]
            if pointer["file"] not in old:
                folder.write(f"roads/{pointer['file']}", content)
            folder.write(POINTER, json.dumps(pointer, ensure_ascii=False, indent=1).encode())
            for name in old:
                if name != pointer["file"]:
                    with suppress(OSError):
                        folder.remove(f"roads/{name}")
    except OSError as error:
        raise StoreError(f"Les temps routiers ne peuvent pas être écrits : {error}.") from error
    return written


def remove_roads(address: str) -> bool:
    """Put the estimate back in force; False when it was."""
    folder = Folder(address)
    if not folder.exists(POINTER):
        return False
    with folder.alone():
        folder.remove("roads")
    return True


def roads_id(address: str) -> str:
    """Return the identity of the table in force, "" without one."""
    with suppress(OSError, ValueError, KeyError, StoreError):
        return str(json.loads(Folder(address).read(POINTER))["id"])
    return ""


def read_roads(address: str) -> RoadTimes | None:
    """Return the table in force; None without one, or when it is damaged, which is logged."""
    folder = Folder(address)
    try:
        pointer: dict[str, Any] = json.loads(folder.read(POINTER))
    except (OSError, ValueError):
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
