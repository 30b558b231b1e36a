"""What the offer was at each build, kept for good, and what changed since the one before.

A snapshot is a small table (Parquet) in the folder `snapshots/` of the store, named by the date and
hour of its build: a row a course, with the few facts that openings and closures are followed by. It
is never pruned. A build whose courses are those of the last snapshot keeps that one and writes
none. The manifest names the snapshot of its build: one that a killed build left is never compared.

A course is the same from one build to the next by its id; when its id changed (another source now
knows it first), by its establishment, its voie, its title and its commune.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from geodata.folding import fold
from geodata.provenance.values import CHANGES
from loaders.errors import StoreError
from loaders.store.manifest import Manifest
from loaders.store.parquet import read_frame, write_frame
from loaders.store.regional import read_manifest
from loaders.store.storage import Folder

FOLDER = "snapshots"
COLUMNS = [
    *("offer", "title", "certification", "level", "voie", "modality", "capacity", "provider"),
    *("uai", "commune", "commune_name", "departement", "source"),
]
COMPARED = {
    "title": "intitulé",
    "certification": "certification",
    "level": "niveau",
    "modality": "modalité",
    "capacity": "places",
    "commune": "commune",
}
"""What makes a course « changed », with the name a reader sees."""

NEW, GONE, CHANGED = "ouverte", "fermée", "modifiée"
CHANGE_COLUMNS = list(CHANGES.columns)


@dataclass(frozen=True)
class Snapshot:
    """The courses of a build; `name` is the file's, `built_at` the instant of the build."""

    name: str
    built_at: str
    courses: pd.DataFrame


def courses_of(offers: pd.DataFrame, sites: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Return the facts of the courses that a snapshot keeps, ordered by id."""
    places = sites.set_index("site")[["uai", "commune"]]
    towns = communes.set_index("code")[["name", "departement"]]
    kept = offers[[name for name in COLUMNS if name in offers.columns and name != "uai"]]
    found = places.reindex(offers["site"]).fillna("")
    named = towns.reindex(found["commune"]).fillna("")
    kept = kept.assign(
        uai=found["uai"].to_numpy(),
        commune=found["commune"].to_numpy(),
        commune_name=named["name"].to_numpy(),
        departement=named["departement"].to_numpy(),
    )
    numbers = {name: kept[name].astype("Int64") for name in ("level", "capacity")}
    return kept.assign(**numbers)[COLUMNS].sort_values("offer", ignore_index=True)


def last_snapshot(address: str) -> Snapshot | None:
    """Return the snapshot of the store's last build of real courses, None when there is none."""
    try:
        manifest: Manifest = read_manifest(address)
        if not manifest.snapshot:
            return None
        courses = read_frame(Folder(address).read(f"{FOLDER}/{manifest.snapshot}"))
    except (StoreError, OSError, ValueError, KeyError):
        return None  # A store that cannot be read has nothing to be compared with.
    if not set(COLUMNS) <= set(courses.columns):
        return None
    return Snapshot(manifest.snapshot, manifest.snapshot_at, courses)


def keep(address: str, courses: pd.DataFrame, before: Snapshot | None) -> tuple[str, str]:
    """Keep the courses of a build; return the snapshot's name and the instant it was taken.

    Raises StoreError: the address cannot be written.
    """
    if before is not None and _alike(before.courses, courses):
        return before.name, before.built_at
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.parquet"
    folder = Folder(address)
    try:
        with folder.alone():
            folder.write(f"{FOLDER}/{name}", write_frame(courses))
    except OSError as error:
        raise StoreError(f"L'état de l'offre ne peut pas être gardé : {error}.") from error
    return name, now.isoformat(timespec="seconds")


def forget(address: str, name: str) -> None:
    """Remove a snapshot that was taken for a build that failed."""
    with suppress(OSError):
        Folder(address).remove(f"{FOLDER}/{name}")


def names(address: str) -> list[str]:
    """Return the names of the snapshots of a store, the oldest first."""
    return Folder(address).names(FOLDER)


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the courses that are new, gone or changed, one row each (CHANGE_COLUMNS)."""
    old = _by_id(before)
    new = _by_id(after)
    gone = {code: row for code, row in old.items() if code not in new}
    renamed: dict[tuple[str, ...], list[str]] = {}
    for code, row in gone.items():
        renamed.setdefault(_identity(row), []).append(code)
    found = []
    for code, row in new.items():
        earlier = old.get(code)
        if earlier is None and (codes := renamed.get(_identity(row))):
            earlier = gone.pop(codes.pop(0))
        if earlier is None:
            found.append(_change(NEW, row, ""))
        elif detail := _detail(earlier, row):
            found.append(_change(CHANGED, row, detail))
    found += [_change(GONE, row, "") for row in gone.values()]
    return pd.DataFrame(found, columns=CHANGE_COLUMNS)


def _by_id(courses: pd.DataFrame) -> dict[str, dict[str, Any]]:
    rows: Iterable[dict[Any, Any]] = courses.to_dict("records")
    return {str(row["offer"]): {str(k): v for k, v in row.items()} for row in rows}


def _identity(row: dict[str, Any]) -> tuple[str, ...]:
    who = str(row["uai"]) or fold(str(row["provider"]))
    return who, str(row["voie"]), fold(str(row["title"])), str(row["commune"])


def _detail(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return in French what changed of a course, "" when nothing did."""
    changes = [
        f"{name} : {_text(before[column])} → {_text(after[column])}"
        for column, name in COMPARED.items()
        if _text(before[column]) != _text(after[column])
    ]
    return " ; ".join(changes)


def _text(value: Any) -> str:
    return "non précisé" if pd.isna(value) or value == "" else str(value)


def _change(kind: str, row: dict[str, Any], detail: str) -> dict[str, Any]:
    return {
        **{name: row.get(name, "") for name in CHANGE_COLUMNS},
        "change": kind,
        "detail": detail,
    }


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    if len(one) != len(other):
        return False
    texts = [table[COLUMNS].astype(object).map(_text).to_numpy() for table in (one, other)]
    return bool((texts[0] == texts[1]).all())
