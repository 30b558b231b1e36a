"""The tiles of streets that go with a store: beside its builds, which they outlive."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from geodata.streets import Streets
from loaders.errors import StoreError
from loaders.store.beside import Beside
from loaders.store.storage import Folder, digest

STREETS = Beside("streets")
_log = logging.getLogger(__name__)


def write_streets(
    address: str,
    extract: str,
    files: Mapping[str, bytes],
    bounds: tuple[float, float, float, float],
) -> Streets:
    """Write tiles beside the builds of a store and put them in force, in one step.

    The files of the base map before it stay until the next: a page that is open still reads them.

    Raises StoreError: the store cannot be written.
    """
    pointer = {
        "id": digest("".join(digest(content) for content in files.values()).encode())[:16],
        "extract": extract,
        "bounds": list(bounds),
        "files": {
            name: {"file": f"{digest(content)[:16]}.pmtiles", "size": len(content)}
            for name, content in files.items()
        },
    }
    try:
        folder = Folder(address)
        with folder.alone():
            before = _files_of(folder)
            for name, content in files.items():
                folder.write(f"streets/{pointer['files'][name]['file']}", content)  # type: ignore[index]
            STREETS.point(folder, pointer)
            STREETS.clean(folder, ".pmtiles", before | _files_of(folder))
    except OSError as error:
        raise StoreError(f"Les rues ne peuvent pas être écrites : {error}.") from error
    return _streets(folder, pointer)


def read_streets(address: str) -> Streets | None:
    """Return the base map in force; None without one, or when it is damaged, which is logged."""
    folder = Folder(address)
    pointer = STREETS.pointed(folder)
    if pointer is None:
        return None
    try:
        found = _streets(folder, pointer)
        for name, size in found.sizes.items():
            if len(found.read(name, max(0, size - 1), size)) != min(1, size):
                raise ValueError(f"« {name} » is shorter than it was")
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("The base map of streets is damaged, it is not shown: %s", error)
        return None
    return found


def _streets(folder: Folder, pointer: Mapping[str, Any]) -> Streets:
    files = {name: str(one["file"]) for name, one in pointer["files"].items()}
    west, south, east, north = map(float, pointer["bounds"])
    return Streets(
        id=str(pointer["id"]),
        extract=str(pointer["extract"]),
        sizes={name: int(one["size"]) for name, one in pointer["files"].items()},
        bounds=(west, south, east, north),
        read=lambda name, start, end: folder.part(f"streets/{files[name]}", start, end),
    )


def _files_of(folder: Folder) -> set[str]:
    """Return the names of the files in force."""
    with suppress(KeyError, TypeError, AttributeError):
        return {str(one["file"]) for one in (STREETS.pointed(folder) or {})["files"].values()}
    return set()
