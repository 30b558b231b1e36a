"""The regional store: written whole by a build, read by the application, followed by a server."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa

from geodata.places.projection import MAINLAND
from geodata.places.streets import Addresses
from geodata.places.territories import Land
from geodata.region.contract import Contract
from geodata.region.yardsticks import Yardsticks
from geodata.search.lexicon.everyday import Everyday
from geodata.streets import Streets
from geodata.travel.measured import Measured
from geodata.travel.network import PlaceNetwork
from geodata.travel.roads import RoadTimes
from loaders.errors import StoreError
from loaders.project_data.everyday import read_everyday
from loaders.project_data.former_communes import former_names
from loaders.project_data.lands import read_lands
from loaders.project_data.pages import read_pages
from loaders.project_data.regional import read_contracts, read_yardsticks
from loaders.store.addresses import ADDRESSES, read_addresses
from loaders.store.encoding import decode, encode
from loaders.store.housekeeping import build_name, is_build, prune, sweep
from loaders.store.manifest import Manifest, Meta, parse_manifest
from loaders.store.measured import read_measured
from loaders.store.network import network_near
from loaders.store.parquet import read_frame
from loaders.store.roads import ROADS, read_roads
from loaders.store.storage import Folder, digest, display, is_remote
from loaders.store.streets import STREETS, read_streets
from loaders.store.tables import Tables, checked
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


@dataclass(frozen=True)
class Store(Tables):
    """A build that was read: its tables, its manifest, and what ships with the project.

    `everyday` are the words of a search, `lands` the names in use of several territories,
    `pages` the prose of pages,
    `contracts` and `yardsticks` the planning contracts and the published figures of each region by
    its code, `network` the places that
    travel times go by, `measured` what is known of the error of each model, by its name; `roads`
    the table of minutes by road in force, `streets` the base map, `addresses` the streets to start
    from, if there are any.
    """

    manifest: Manifest = field(kw_only=True)
    roads: RoadTimes | None = field(default=None, kw_only=True)
    streets: Streets | None = field(default=None, kw_only=True)
    addresses: Addresses | None = field(default=None, kw_only=True)
    everyday: Everyday = field(default_factory=read_everyday, init=False)
    pages: Mapping[str, str] = field(default_factory=read_pages, init=False)
    contracts: Mapping[str, Contract] = field(default_factory=read_contracts, init=False)
    yardsticks: Mapping[str, Yardsticks] = field(default_factory=read_yardsticks, init=False)
    former_communes: tuple[tuple[str, str], ...] = field(default_factory=former_names, init=False)
    lands: tuple[Land, ...] = field(default_factory=read_lands, init=False)
    network: PlaceNetwork | None = field(init=False)
    measured: Mapping[str, Measured] = field(default_factory=read_measured, init=False)

    def __post_init__(self) -> None:
        """Find the places of the region of the manifest; none where they are of other metres."""
        found = network_near(self.manifest.region)
        overseas = self.communes.crs is not None and self.communes.crs != MAINLAND
        object.__setattr__(self, "network", found if found and found.overseas == overseas else None)
        if overseas:
            object.__setattr__(self, "measured", {})


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
    name = build_name(now)
    contents = encode(tables)
    manifest = Manifest(
        id=name,
        built_at=now.isoformat(timespec="seconds"),
        counts=tables.counts,
        files={
            file: {"sha256": digest(content), "size": len(content)}
            for file, content in contents.items()
        },
        modes=tuple(tables.travel),
        **vars(meta),
    )
    try:
        with folder.alone():
            sweep(folder)
            _write(folder, name, contents, manifest.to_json())
    except OSError as error:
        raise StoreError(
            f"La base régionale ne peut pas être écrite dans « {display(address)} » : {error}."
        ) from error
    prune(folder, name, now)
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

    Raises StoreError: no build has a table of sources that can be read.
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

    Raises StoreError: no build is whole: the message is about the current one.
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
    tables = {name: getattr(store, name) for name in names}
    return Store(
        **tables,
        manifest=manifest,
        roads=store.roads,
        streets=store.streets,
        addresses=store.addresses,
    )


def builds_of(address: str) -> list[Manifest]:
    """Return the manifests of the builds that are there: the current one, then the newest first."""
    return list(_builds(address))


def read_build(address: str, manifest: Manifest) -> Store:
    """Read a build, current or not (raises StoreError when it is not whole)."""
    return _read_build(Folder(address), manifest)


def _builds(address: str) -> Iterator[Manifest]:
    """Yield the manifests that can be read: the current one, then the others, newest first."""
    current = ""
    with suppress(StoreError):
        manifest = read_manifest(address)
        current = manifest.id
        yield manifest
    folder = Folder(address)
    for name in sorted(filter(is_build, folder.names("builds")), reverse=True):
        if name != current:
            with suppress(StoreError, OSError):
                yield parse_manifest(folder.read(f"builds/{name}/manifest.json"), REPAIR)


def read_store(address: str) -> Store:
    """Read the current build, checking the version, size and checksum of every file.

    Raises StoreError: the store is missing, damaged or of another version; the message says what to
    run.
    """
    return _read_build(Folder(address), read_manifest(address))


def _read_build(folder: Folder, manifest: Manifest) -> Store:
    contents = {
        file: _verified(folder, f"builds/{manifest.id}/{file}", expected)
        for file, expected in manifest.files.items()
    }
    try:
        tables = decode(contents, manifest.modes)
        return Store(
            **tables,
            manifest=manifest,
            roads=read_roads(folder.address),
            streets=read_streets(folder.address),
            addresses=read_addresses(folder.address),
        )
    except (KeyError, ValueError, pa.ArrowException) as error:
        raise StoreError(f"La base régionale est abîmée ({error}). {REPAIR}") from error


class StoreWatcher(Watcher[T]):
    """What the application makes of the newest readable build, made again when it changes.

    A server that starts on a damaged build serves the newest older one that is whole.
    """

    def __init__(self, address: str, make: Callable[[Store], T], **options: Any) -> None:
        super().__init__(
            stamp=lambda: _stamp(read_manifest(address), _beside(address)),
            read=lambda: _stamped(read_store(address), _beside(address)),
            first=lambda: _stamped(read_whole_store(address), _beside(address)),
            make=make,
            aside=is_remote(address),
            **options,
        )


def _beside(address: str) -> str:
    """Return what is in force beside the builds: times by road, streets, addresses."""
    return " ".join(filter(None, (one.id(address) for one in (ROADS, STREETS, ADDRESSES))))


def _stamped(store: Store, beside: str) -> tuple[str, Store]:
    return _stamp(store.manifest, beside), store


def _stamp(manifest: Manifest, beside: str) -> str:
    """Return what changes when a build, what is said of it, or what lies beside it does."""
    return f"{manifest.id} {beside} {manifest.refused}".rstrip()


def _verified(folder: Folder, name: str, expected: Mapping[str, Any]) -> bytes:
    try:
        content = folder.read(name)
    except OSError as error:
        raise StoreError(f"Il manque un fichier à la base régionale ({name}). {REPAIR}") from error
    if len(content) != expected["size"] or digest(content) != expected["sha256"]:
        raise StoreError(f"Un fichier de la base régionale est abîmé ({name}). {REPAIR}")
    return content
