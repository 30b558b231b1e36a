"""The folders of builds: how they are named, and which of them are removed."""

import re
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from loaders.store.storage import Folder

KEPT_BUILDS = 3
MINIMUM_AGE = timedelta(minutes=10)
"""A build younger than this is never removed: a server may be reading it."""

_NAME = re.compile(r"(\d{8}T\d{6})(?:\d{6})?-[0-9a-f]{6}")


def build_name(now: datetime) -> str:
    """Return a new name of a build: in the order of builds, to the microsecond."""
    return f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"


def prune(folder: Folder, current: str, now: datetime) -> None:
    """Remove old builds: all but the last complete ones and the young ones."""
    names = folder.names("builds")
    complete = [name for name in names if folder.exists(f"builds/{name}/manifest.json")]
    kept = {current, *complete[-KEPT_BUILDS:]}
    for name in names:
        if name in kept or now - _instant(name, now) < MINIMUM_AGE:
            continue
        try:
            folder.remove(f"builds/{name}")
        except OSError:
            continue  # Another build is removing it too, or it is not ours to remove.


def is_build(name: str) -> bool:
    """Tell whether a folder of the store is named as a build is."""
    return _instant(name, datetime.max.replace(tzinfo=UTC)).year < datetime.max.year


def _instant(name: str, default: datetime) -> datetime:
    try:
        written = _NAME.fullmatch(name)[1]  # type: ignore[index]
        return datetime.strptime(written, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return default  # Not a build of ours: seen as young, so never removed.


def sweep(folder: Folder) -> None:
    """Remove what builds that were killed left behind: nobody else writes in a local folder."""
    if not folder.local:
        return
    for name in folder.names("builds"):
        if is_build(name) and not folder.exists(f"builds/{name}/manifest.json"):
            with suppress(OSError):
                folder.remove(f"builds/{name}")
    folder.remove_parts()
