"""The regional store: written whole by a build, read by the application, followed by a server."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.errors
import pyarrow as pa

from geodata.establishments import ESTABLISHMENTS
from geodata.observation import CROSSWALKS, INDICATORS, OUTCOMES, TENSION
from geodata.provenance import CHANGES, PROVENANCE
from geodata.schema import COMMUNES, OFFERS, REJECTS, ROMES, SITES, SOURCES, ZONES
from geodata.search.everyday import Everyday
from geodata.travel.network import PlaceNetwork
from loaders.errors import StoreError
from loaders.everyday import read_everyday
from loaders.former_communes import former_names
from loaders.pages import read_pages
from loaders.store.manifest import Manifest, Meta, parse_manifest
from loaders.store.network import read_network
from loaders.store.parquet import read_arrow, read_frame, read_geoframe, write_arrow, write_frame
from loaders.store.storage import Folder, digest, display
from loaders.store.watcher import Watcher

__all__ = [
    "Manifest",
    "Meta",
    "Store",
    "StoreError",
    "StoreWatcher",
    "Tables",
    "read_manifest",
    "read_store",
    "write_store",
]

T = TypeVar("T")

REPAIR = "Lancez : python -m loaders build"
SCHEMAS = {
    "communes": COMMUNES,
    "zones": ZONES,
    "sites": SITES,
    "offers": OFFERS,
    "sources": SOURCES,
    "rejects": REJECTS,
    "romes": ROMES,
}
OPTIONAL = {
    "outcomes": OUTCOMES,
    "tension": TENSION,
    "indicators": INDICATORS,
    "crosswalks": CROSSWALKS,
    "provenance": PROVENANCE,
    "changes": CHANGES,
    "establishments": ESTABLISHMENTS,
}
"""Tables that a build may leave empty, and that a store of before them does not have."""

_ALL = {**SCHEMAS, **OPTIONAL}
KEPT_BUILDS = 3
MINIMUM_AGE = timedelta(minutes=10)
"""A build younger than this is never removed: a server may be reading it."""


def empty_table(name: str) -> pd.DataFrame:
    """Return a table of the store without a row, its columns typed."""
    schema = _ALL[name]
    return schema.validate(pd.DataFrame(columns=list(schema.columns)))


@dataclass(frozen=True)
class Tables:
    """The content of a build.

    `travel` has for each mode the whole minutes, uint8 (n_sites, n_communes), 255 out of reach;
    `topology` and `context` are the browser's maps (JSON); `profile` is the region's profile.
    """

    communes: gpd.GeoDataFrame
    zones: gpd.GeoDataFrame
    sites: pd.DataFrame
    offers: pd.DataFrame
    sources: pd.DataFrame
    rejects: pd.DataFrame
    romes: pd.DataFrame
    profile: dict[str, Any]
    travel: dict[str, np.ndarray]
    topology: bytes
    context: bytes
    outcomes: pd.DataFrame = field(default_factory=lambda: empty_table("outcomes"))
    tension: pd.DataFrame = field(default_factory=lambda: empty_table("tension"))
    indicators: pd.DataFrame = field(default_factory=lambda: empty_table("indicators"))
    crosswalks: pd.DataFrame = field(default_factory=lambda: empty_table("crosswalks"))
    provenance: pd.DataFrame = field(default_factory=lambda: empty_table("provenance"))
    changes: pd.DataFrame = field(default_factory=lambda: empty_table("changes"))
    establishments: pd.DataFrame = field(default_factory=lambda: empty_table("establishments"))


@dataclass(frozen=True)
class Store(Tables):
    """A build that was read: its tables, its manifest, and what ships with the project.

    `everyday` are the words of a search, `pages` the prose of pages, `network` the places that
    travel times go by.
    """

    manifest: Manifest = field(kw_only=True)
    everyday: Everyday = field(default_factory=read_everyday, init=False)
    pages: Mapping[str, str] = field(default_factory=read_pages, init=False)
    former_communes: tuple[tuple[str, str], ...] = field(default_factory=former_names, init=False)
    network: PlaceNetwork | None = field(default_factory=read_network, init=False)


def write_store(address: str, tables: Tables, meta: Meta) -> Manifest:
    """Write a build beside the others, then point the store at it, in one step.

    Parameters
    ----------
    address : any fsspec address of a folder
    tables : what to write; the tables are coerced to their schema
    meta : what the tables do not say

    Returns
    -------
    Manifest
        The manifest of the new build, now the current one.

    Raises
    ------
    StoreError
        A table breaks its schema, or the address cannot be written. The store is unchanged.
    """
    tables = checked(tables)
    folder = Folder(address)
    now = datetime.now(UTC)
    # To the microsecond: names are the order of builds, two of which may be of one second.
    name = f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    contents = _encode(tables)
    manifest = Manifest(
        id=name,
        built_at=now.isoformat(timespec="seconds"),
        region=meta.region,
        region_name=meta.region_name,
        travel_model=meta.travel_model,
        demonstration=meta.demonstration,
        counts={table: len(getattr(tables, table)) for table in _ALL},
        fingerprint=meta.fingerprint,
        files={
            file: {"sha256": digest(content), "size": len(content)}
            for file, content in contents.items()
        },
        modes=tuple(tables.travel),
        unrecognised=meta.unrecognised,
        set_aside=meta.set_aside,
        corrections=meta.corrections,
        layers=meta.layers,
        quality=meta.quality,
        snapshot=meta.snapshot,
        snapshot_at=meta.snapshot_at,
    )
    try:
        with folder.alone():
            _sweep(folder)
            _write(folder, name, contents, manifest.to_json())
    except OSError as error:
        raise StoreError(
            f"La base régionale ne peut pas être écrite dans « {display(address)} » : {error}."
        ) from error
    _prune(folder, name, now)
    return manifest


def _write(folder: Folder, name: str, contents: Mapping[str, bytes], manifest: bytes) -> None:
    """Write a build and make it the current one; whatever the failure, nothing is left of it."""
    try:
        for file, content in contents.items():
            folder.write(f"builds/{name}/{file}", content)
        # The build's own copy comes last: a folder without it was never finished.
        folder.write(f"builds/{name}/manifest.json", manifest)
        folder.write("manifest.json", manifest)
    except BaseException:
        with suppress(OSError):
            folder.remove(f"builds/{name}")
        raise


def _sweep(folder: Folder) -> None:
    """Remove what builds that were killed left behind: nobody else writes in a local folder."""
    if not folder.local:
        return
    for name in folder.names("builds"):
        if _is_build(name) and not folder.exists(f"builds/{name}/manifest.json"):
            with suppress(OSError):
                folder.remove(f"builds/{name}")
    folder.remove_parts()


def refuse_build(address: str, why: str) -> None:
    """Note beside the current build why another one was not put in its place, "" to forget it."""
    with suppress(StoreError, OSError):
        manifest = read_manifest(address)
        folder = Folder(address)
        if manifest.refused != why:
            with folder.alone():
                folder.write("manifest.json", replace(manifest, refused=why).to_json())


def read_manifest(address: str) -> Manifest:
    """Return the manifest of the current build (raises StoreError when there is none)."""
    try:
        content = Folder(address).read("manifest.json")
    except FileNotFoundError as error:
        raise StoreError(f"Aucune base régionale dans « {display(address)} ». {REPAIR}") from error
    except OSError as error:
        raise StoreError(
            f"La base régionale « {display(address)} » est injoignable : {error}. {REPAIR}"
        ) from error
    return parse_manifest(content, REPAIR)


def read_sources(address: str) -> tuple[Manifest, pd.DataFrame]:
    """Return the manifest and the sources of the current build, or of the newest older one.

    Raises
    ------
    StoreError
        No build has a table of sources that can be read.
    """
    folder, name = Folder(address), "sources.parquet"
    for manifest in _builds(address):
        with suppress(StoreError, KeyError, ValueError, pa.ArrowException):
            path = f"builds/{manifest.id}/{name}"
            return manifest, read_frame(_verified(folder, path, manifest.files[name]))
    raise StoreError(f"Aucune base régionale lisible dans « {display(address)} ». {REPAIR}")


def read_whole_store(address: str) -> Store:
    """Read the current build or, when it is damaged, the newest older one that is whole.

    Its manifest then says in `refused` that an older build is served.

    Raises
    ------
    StoreError
        No build is whole: the message is about the current one.
    """
    try:
        return read_store(address)
    except StoreError as error:
        fault = error
    for manifest in _builds(address):
        with suppress(StoreError):
            store = _read_build(Folder(address), manifest)
            why = f"{fault} En attendant, la base construite le {manifest.built_at} est servie."
            return replace_manifest(store, replace(manifest, refused=why))
    raise fault


def replace_manifest(store: Store, manifest: Manifest) -> Store:
    """Return a store with another manifest."""
    names = list(Tables.__dataclass_fields__)
    return Store(**{name: getattr(store, name) for name in names}, manifest=manifest)


def _builds(address: str) -> Iterator[Manifest]:
    """Yield the manifests that can be read: the current one, then the others, newest first."""
    current = ""
    with suppress(StoreError):
        manifest = read_manifest(address)
        current = manifest.id
        yield manifest
    folder = Folder(address)
    for name in sorted(filter(_is_build, folder.names("builds")), reverse=True):
        if name != current:
            with suppress(StoreError, OSError):
                yield parse_manifest(folder.read(f"builds/{name}/manifest.json"), REPAIR)


def read_store(address: str) -> Store:
    """Read the current build, checking the version, size and checksum of every file.

    Raises
    ------
    StoreError
        The store is missing, damaged or of another version; the message says what to run.
    """
    return _read_build(Folder(address), read_manifest(address))


def _read_build(folder: Folder, manifest: Manifest) -> Store:
    contents = {
        file: _verified(folder, f"builds/{manifest.id}/{file}", expected)
        for file, expected in manifest.files.items()
    }
    try:
        return _decode(contents, manifest)
    except (KeyError, ValueError, pa.ArrowException) as error:
        raise StoreError(f"La base régionale est abîmée ({error}). {REPAIR}") from error


class StoreWatcher(Watcher[T]):
    """What the application makes of the newest readable build, made again when it changes.

    A server that starts on a damaged build serves the newest older one that is whole.
    """

    def __init__(self, address: str, make: Callable[[Store], T], **options: Any) -> None:
        super().__init__(
            stamp=lambda: _stamp(read_manifest(address)),
            read=lambda: _stamped(read_store(address)),
            first=lambda: _stamped(read_whole_store(address)),
            make=make,
            **options,
        )


def checked(tables: Tables) -> Tables:
    """Return the tables coerced to their schema, once they agree with one another.

    Raises
    ------
    StoreError
        Naming the table and the column at fault.
    """
    valid = {name: _valid(name, getattr(tables, name)) for name in _ALL}
    _check_links(valid, tables.travel)
    return replace(tables, **valid)


def _stamped(store: Store) -> tuple[str, Store]:
    return _stamp(store.manifest), store


def _stamp(manifest: Manifest) -> str:
    """Return what changes when a build, or what is said of it, does."""
    return f"{manifest.id} {manifest.refused}".rstrip()


def _valid(name: str, table: pd.DataFrame) -> Any:
    try:
        return _ALL[name].validate(table, lazy=True)
    except pandera.errors.SchemaErrors as error:
        raise StoreError(
            f"La table « {name} » ne respecte pas son schéma : {_told(error)}. "
            "La base précédente est inchangée."
        ) from error


def faults_in(schema: Any, table: pd.DataFrame) -> str:
    """Say in what a table breaks a schema, "" when it does not."""
    try:
        schema.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return _told(error)
    return ""


def _told(error: pandera.errors.SchemaErrors) -> str:
    cases = error.failure_cases.drop_duplicates(["column", "check"]).head(5)
    return " ; ".join(
        f"{case.column or 'table'} : {case.check} ({case.failure_case!s:.60})"
        for case in cases.itertuples()
    )


def _check_links(tables: Mapping[str, Any], travel: Mapping[str, np.ndarray]) -> None:
    sites, communes = tables["sites"], tables["communes"]
    lost = set(tables["offers"]["site"]) - set(sites["site"]) - {""}
    if lost:
        raise StoreError(f"Des formations renvoient à un lieu inconnu : {sorted(lost)[:3]}.")
    nowhere = set(sites["commune"]) - set(communes["code"]) - {""}
    if nowhere:
        raise StoreError(f"Des lieux sont dans une commune inconnue : {sorted(nowhere)[:3]}.")
    for mode, minutes in travel.items():
        if minutes.shape != (len(sites), len(communes)) or minutes.dtype != np.uint8:
            raise StoreError(f"La table des temps de trajet « {mode} » n'a pas la bonne taille.")


def _encode(tables: Tables) -> dict[str, bytes]:
    contents = {f"{name}.parquet": write_frame(getattr(tables, name)) for name in _ALL}
    for mode, minutes in tables.travel.items():
        contents[f"travel-{mode}.parquet"] = _pack(tables.sites["site"], minutes)
    contents["profile.json"] = json.dumps(tables.profile, ensure_ascii=False, default=str).encode()
    contents["topology.json"] = tables.topology
    contents["context.json"] = tables.context
    return contents


def _decode(contents: Mapping[str, bytes], manifest: Manifest) -> Store:
    tables = {
        name: (read_geoframe if name in ("communes", "zones") else read_frame)(
            contents[f"{name}.parquet"]
        )
        for name in _ALL
        if name in SCHEMAS or f"{name}.parquet" in contents
    }
    return Store(
        **tables,
        profile=json.loads(contents["profile.json"]),
        travel={
            mode: _unpack(contents[f"travel-{mode}.parquet"], len(tables["communes"]))
            for mode in manifest.modes
        },
        topology=contents["topology.json"],
        context=contents["context.json"],
        manifest=manifest,
    )


def _pack(sites: pd.Series, minutes: np.ndarray) -> bytes:
    """Write a matrix as a row a site: its id, and a byte a commune in the table's order."""
    rows = [row.tobytes() for row in np.ascontiguousarray(minutes)]
    table = pa.table({"site": pa.array(sites, pa.string()), "minutes": pa.array(rows, pa.binary())})
    return write_arrow(table, use_dictionary=False)


def _unpack(content: bytes, communes: int) -> np.ndarray:
    rows = read_arrow(content).column("minutes").to_pylist()
    return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), communes)


def _verified(folder: Folder, name: str, expected: Mapping[str, Any]) -> bytes:
    try:
        content = folder.read(name)
    except OSError as error:
        raise StoreError(f"Il manque un fichier à la base régionale ({name}). {REPAIR}") from error
    if len(content) != expected["size"] or digest(content) != expected["sha256"]:
        raise StoreError(f"Un fichier de la base régionale est abîmé ({name}). {REPAIR}")
    return content


def _prune(folder: Folder, current: str, now: datetime) -> None:
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


def _is_build(name: str) -> bool:
    return _instant(name, datetime.max.replace(tzinfo=UTC)).year < datetime.max.year


def _instant(name: str, default: datetime) -> datetime:
    try:
        return datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return default  # Not a build of ours: seen as young, so never removed.
