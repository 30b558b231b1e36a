"""Building a store: the embedded territories, the real courses or else the demonstration."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import BaseModel

from geodata.domains import domain_of_nsf
from geodata.places.topology import land, to_topology
from geodata.rev3 import tag_rev3
from geodata.schema import FREE_TEXTS
from geodata.travel.model import TravelModel, matrix
from loaders.building.across import gather_across, nothing, read_across, ring_context
from loaders.building.completeness import completeness_of
from loaders.building.gathering import Gathered, after, gather, read_files
from loaders.building.observing import observed
from loaders.building.overlay import overlay
from loaders.building.protecting import InService, RefusedError, losses, refuse
from loaders.certifications.catalogue import read_certifications
from loaders.certifications.domains import settled
from loaders.embedding.base import Base, read_base
from loaders.errors import SourceError, StoreError
from loaders.files.finding import Found, SetAside, find_files
from loaders.locating.communes import MOVES
from loaders.paths import ROOT
from loaders.project_data.profile import REGIONS, Profile, read_profile
from loaders.reading.joining import together
from loaders.source import Context
from loaders.sources.zonings.declared_zones import declared_profile
from loaders.store.manifest import Manifest, Meta
from loaders.store.network import travel_model
from loaders.store.quality import differences
from loaders.store.quality import report as quality
from loaders.store.regional import Tables, read_sources, read_store, refuse_build, write_store
from loaders.store.snapshots import compare, courses_of, forget, keep, last_snapshot
from loaders.store.tables import empty_table
from loaders.transit.times import with_transit
from settings import Settings

DEMONSTRATION = {
    "source": "demonstration",
    "name": "Offre de démonstration (simulée)",
    "producer": "Atlas Formation",
    "licence": "",
    "vintage": "",
    "perimeter": "formations inventées sur des territoires réels",
    "url": "",
    "file": "",
    "checksum": "",
    "rows_rejected": 0,
    "simulated": True,
}


def _quiet(_message: str) -> None:
    """Say nothing."""


def build(
    sources: Path | Sequence[Path],
    store_address: str,
    region: str,
    *,
    force: bool = False,
    accept: Collection[str] = (),
    progress: Callable[[str], None] = _quiet,
) -> Manifest:
    """Build the store of a region and make it the current one.

    Parameters
    ----------
    sources : folders of the producers' files, read with their sub-folders
    store_address : any fsspec address of a folder
    region : slug, name or code of a region that has a profile
    force : build even when nothing changed since the current build
    accept : sources that may have lost most of their rows, « demonstration », or ACCEPT_ALL
    progress : told in French what is being done

    Returns
    -------
    Manifest
        The manifest of the current build: the new one, or the old one when nothing changed. Its
        `set_aside` names the files that gave nothing.

    Raises
    ------
    RefusedError
        What was built may not replace the store in service (`loaders.building.protecting`).
    LoaderError, ProfileError, EmbeddedError
        In French; the store is then unchanged.
    """
    profile = read_profile(region)
    folders = [sources] if isinstance(sources, Path) else list(sources)
    found = found_in(folders)
    progress(
        f"{len(found.files)} fichier(s) reconnu(s), {len(found.unrecognised)} non reconnu(s) "
        f"dans {', '.join(map(str, folders))}"
    )
    fingerprint = _fingerprint(found, profile)
    current = None if force else _unchanged(store_address, fingerprint, found)
    if current is not None:
        progress("Rien n'a changé depuis la dernière construction (--force pour reconstruire).")
        refuse_build(store_address, "")
        return current

    progress(f"Territoires de la région {profile.name}")
    base = read_base(profile.slug)
    context = context_of(base, profile)
    readings = read_files(found.files, context, progress, accept)
    across = ring_context(base, profile, after(context, readings))
    readings, others = read_across(readings, across, progress, accept)
    gathered = gather(readings, context)
    ring = gather_across(others, across, gathered)
    aside = (*found.set_aside, *gathered.set_aside)
    before, real = in_service(store_address), with_courses(found)
    lost = losses(before, gathered.sources, profile.slug, accept)
    try:
        refuse(before, lost, real, accept, folders, aside)
    except RefusedError as error:
        refuse_build(store_address, str(error))
        raise
    if real:
        gathered = _usable(gathered, profile, aside)
    else:
        progress("Aucune source d'offre de formation : offre de démonstration, simulée")
        gathered, ring = _demonstration(base, profile, gathered)
    base, layers = overlay(base, gathered.zonings, profile)
    model = travel_model()
    tables = _tables(base, profile, gathered, model, progress)
    progress("Qualité et état de l'offre")
    tables, state = _compared(tables, gathered, store_address)
    state["quality"]["completeness"] = completeness_of(tables, gathered.origins, profile.code)
    # Last, so that nothing of what is counted above holds a course of another region.
    tables = with_ring(tables, ring, base, profile, model)
    tables = with_transit(tables, progress)
    progress("Écriture de la base")
    meta = Meta(
        region=profile.slug,
        region_name=profile.name,
        travel_model=model.name,
        demonstration=bool(gathered.sources["simulated"].any()),
        fingerprint=fingerprint,
        unrecognised=found.unrecognised,
        set_aside=tuple(asdict(one) for one in aside),
        corrections=gathered.corrections,
        layers=layers,
        **state,
    )
    try:
        return write_store(store_address, tables, meta)
    except BaseException:
        if meta.snapshot and meta.snapshot != snapshot_name(store_address):
            forget(store_address, meta.snapshot)
        raise


def snapshot_name(address: str) -> str:
    """Return the name of the snapshot of the store in service, "" without any."""
    before = in_service(address)
    return before.manifest.snapshot if before else ""


def in_service(address: str) -> InService | None:
    """Return the store that a build would replace, None when there is none."""
    try:
        return InService(*read_sources(address))
    except StoreError:
        return None


def found_in(folders: Sequence[Path]) -> Found:
    """Return the files of the folders.

    Raises
    ------
    SourceError
        A folder that someone chose does not exist.
    """
    for folder in folders:
        if not folder.is_dir() and str(folder) != Settings.model_fields["sources"].default:
            raise SourceError(
                f"Le dossier des sources « {folder} » n'existe pas. Corrigez --sources ou "
                "ATLAS_SOURCES."
            )
    return find_files([folder for folder in folders if folder.is_dir()])


def context_of(base: Base, profile: Profile) -> Context:
    """Return what the parsers may know of a region."""
    known = (base.communes, read_certifications(), base.romes, profile, base.lycees)
    return Context(*known, nomenclatures={MOVES: base.moves})


def with_courses(found: Found) -> bool:
    """Tell whether a file gives courses, so that no course is simulated."""
    return any("offers" in file.source.gives for file in found.files)


def _usable(gathered: Gathered, profile: Profile, aside: Sequence[SetAside]) -> Gathered:
    if gathered.offers.empty:
        reasons = gathered.rejects["reason"].value_counts().head(3)
        why = " ; ".join(
            [f"{reason} ({count})" for reason, count in reasons.items()]
            + [one.text() for one in aside if one.fault]
        )
        why = why or "elles sont de régions voisines"
        raise SourceError(
            f"Aucune formation des fichiers reconnus n'est utilisable en {profile.name} : {why}. "
            "La base précédente est inchangée."
        )
    return gathered


def _demonstration(base: Base, profile: Profile, real: Gathered) -> tuple[Gathered, Gathered]:
    """Simulate courses of the region, beside what the real files say of other things."""
    from loaders.demonstration.guidance import simulated_guidance
    from loaders.demonstration.offer import demonstrate

    today = dt.date.today()
    sites, offers = demonstrate(base, profile, read_certifications(), today=today)
    count = {"rows_read": len(offers), "rows_kept": len(offers)}
    simulated = pd.DataFrame([{**DEMONSTRATION, **count, "vintage": today.isoformat()}])
    sources = pd.concat([simulated, real.sources], ignore_index=True)
    told = real.tables.get("guidance", empty_table("guidance"))
    guidance = simulated_guidance(base.communes, told, f"simulation {today.year}")
    tables = {**real.tables, "guidance": guidance}
    return replace(real, sites=sites, offers=offers, sources=sources, tables=tables), nothing()


def _tables(
    base: Base,
    profile: Profile,
    gathered: Gathered,
    model: TravelModel,
    progress: Callable[[str], None],
) -> Tables:
    progress("Domaines et filières rev3")
    offers = tagged(gathered.offers, profile)
    travel = {}
    for mode in model.modes:
        progress(f"Temps de trajet : {mode}")
        travel[mode] = _minutes(model, base.communes, gathered.sites, mode)
    progress("Carte pour le navigateur")
    observation, account = observed(gathered.tables, base.zones, profile.slug)
    observation["provenance"] = gathered.provenance
    return Tables(
        communes=base.communes,
        zones=base.zones,
        sites=gathered.sites,
        offers=offers,
        sources=pd.concat([base.sources, account, gathered.sources], ignore_index=True),
        rejects=gathered.rejects,
        romes=base.romes,
        profile=plain(asdict(profile))
        | declared_profile(profile.slug, base.communes["code"], base.moves),
        travel=travel,
        topology=_json(to_topology(base.communes)),
        context=_json(land(base.context)),
        **observation,
    )


def with_ring(
    tables: Tables, ring: Gathered, base: Base, profile: Profile, model: TravelModel
) -> Tables:
    """Return the tables with the courses of the ring, their sites and their times."""
    if base.ring.empty:
        return tables
    travel = {
        mode: np.concatenate([minutes, _minutes(model, base.communes, ring.sites, mode)])
        for mode, minutes in tables.travel.items()
    }
    offers = tagged(ring.offers, profile) if len(ring.offers) else ring.offers
    told = ring.tables.get("establishments", pd.DataFrame())
    # The region is the last to be drawn.
    parts = [base.context.iloc[:-1], _ring_land(base), base.context.iloc[-1:]]
    return replace(
        tables,
        sites=together([tables.sites, ring.sites]),
        offers=_with_texts(together([tables.offers, offers])),
        provenance=together([tables.provenance, ring.provenance]),
        establishments=together([tables.establishments, told]),
        travel=travel,
        ring=base.ring,
        context=_json(land(gpd.GeoDataFrame(pd.concat(parts, ignore_index=True)))),
    )


def _with_texts(offers: pd.DataFrame) -> pd.DataFrame:
    """Fill the columns that the courses of one side of the border alone have."""
    free = [name for name in FREE_TEXTS if name in offers]
    return offers.assign(**{name: offers[name].fillna("") for name in free})


def _ring_land(base: Base) -> gpd.GeoDataFrame:
    """Return the land of the ring, a row a region (`kind` « ring », `name`)."""
    return (
        base.ring[["region", "geometry"]]
        .dissolve("region")
        .reset_index(names="name")
        .assign(kind="ring")
    )


def tagged(offers: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Fill the domain (from the NSF, else the other codes) and the rev3 filière of the courses."""
    domains = offers["nsf"].map(domain_of_nsf)
    unknown = (domains == "") & (offers["domain"] == "")
    domains[unknown] = [
        settled(f"{row.formacodes} {row.romes}", row.title)[1]
        for row in offers[unknown].itertuples()
    ]
    rev3 = tag_rev3(offers, profile.rev3)
    return offers.assign(
        domain=offers["domain"].where(offers["domain"] != "", domains),
        rev3=offers["rev3"].where(offers["rev3"] != "", rev3),
    )


def _compared(tables: Tables, gathered: Gathered, address: str) -> tuple[Tables, dict[str, Any]]:
    """Return the tables with what changed since the build before, and the manifest's report."""
    report = quality(
        tables.offers,
        tables.sites,
        tables.communes,
        tables.sources,
        gathered.rhythms,
        gathered.merging,
    )
    before = last_snapshot(address)
    if bool(gathered.sources["simulated"].any()):
        # A simulation opens and closes nothing: the last real offer stays the one to compare with.
        kept = {"snapshot": before.name, "snapshot_at": before.built_at} if before else {}
        return tables, {"quality": report, **kept}
    courses = courses_of(tables.offers, tables.sites, tables.communes)
    changes = tables.changes if before is None else compare(before.courses, courses)
    name, taken = keep(address, courses, before)
    report["differences"] = differences(changes, before)
    state = {"quality": report, "snapshot": name, "snapshot_at": taken}
    return replace(tables, changes=changes), state


def _minutes(
    model: TravelModel, communes: pd.DataFrame, sites: pd.DataFrame, mode: str
) -> np.ndarray:
    from_xy, to_xy = (table[["x", "y"]].to_numpy(dtype=np.float64) for table in (communes, sites))
    return matrix(model, from_xy, to_xy, mode)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """Return a value made of what JSON can write: sets become sorted lists, paths their name."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, BaseModel):
        return plain(value.model_dump())
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.name if isinstance(value, Path) else value


def _unchanged(address: str, fingerprint: str, found: Found) -> Manifest | None:
    """Return the manifest of the current build when it is whole and was made of the same things."""
    try:
        manifest = read_store(address).manifest
    except StoreError:
        return None
    if manifest.fingerprint != fingerprint:
        return None
    return replace(manifest, unrecognised=found.unrecognised, refused="")


def _fingerprint(found: Found, profile: Profile) -> str:
    """Return a SHA-256 of all that a build depends on: files, embedded base, profile and code."""
    digest = hashlib.sha256()
    inputs = [
        *sorted((ROOT / "data" / "embedded" / profile.slug).rglob("*")),
        *sorted((ROOT / "data" / "embedded" / "france").rglob("*")),
        *sorted((ROOT / "data" / "demonstration").rglob("*")),
        ROOT / "data" / "titles.toml",
        *sorted((ROOT / "data" / "indicators").glob(f"{profile.slug}*")),
        *sorted((ROOT / "data" / "nomenclatures").rglob("*")),
        *sorted(REGIONS.glob(f"{profile.slug}*")),
        *sorted((ROOT / "loaders").rglob("*.py")),
        *sorted((ROOT / "geodata").rglob("*.py")),
    ]
    if profile.spel_file is not None:
        inputs.append(profile.spel_file)
    for path in inputs:
        if path.is_file():
            digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    for file in found.files:
        digest.update(f"{file.name}\0{file.checksum}\0".encode())
    for one in found.set_aside:
        digest.update(f"{one.text()}\0".encode())
    # Sessions that are over leave a real offer; those of the demonstration are of their month.
    digest.update(f"{dt.date.today():{'%Y-%m-%d' if with_courses(found) else '%Y-%m'}}".encode())
    return digest.hexdigest()
