"""Building a store: the embedded territories, the real courses or else the demonstration."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.courses.graduates import joined
from geodata.guidance.near import BOARDING
from geodata.parts import Runner, one_by_one
from loaders.building.across import gather_across, nothing, read_across, ring_context
from loaders.building.completeness import completeness_of
from loaders.building.fingerprint import fingerprint, unchanged, with_courses
from loaders.building.gathering import Gathered, after, gather, read_files
from loaders.building.homes import with_homes
from loaders.building.overlay import overlay
from loaders.building.protecting import InService, RefusedError, losses, no_course, refuse
from loaders.building.tables import region_tables, with_ring
from loaders.certifications.catalogue import read_certifications
from loaders.embedding.base import Base, read_base
from loaders.errors import SourceError, StoreError
from loaders.files.finding import Found, SetAside, find_files
from loaders.locating.communes import MOVES
from loaders.project_data.profile import Profile, read_profile
from loaders.source import Context
from loaders.store.manifest import Manifest, Meta
from loaders.store.network import travel_model
from loaders.store.quality import differences
from loaders.store.quality import report as quality
from loaders.store.regional import Tables, read_sources, refuse_build, write_store
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
    run: Runner = one_by_one,
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
    run : what runs the times of travel, here or on a cluster (`loaders.building.cluster`)

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
    mark = fingerprint(found, profile)
    current = None if force else unchanged(store_address, mark, found)
    if current is not None:
        progress("Rien n'a changé depuis la dernière construction (--force pour reconstruire).")
        refuse_build(store_address, "")
        return current

    progress(f"Territoires de la région {profile.name}")
    base = read_base(profile.slug)
    gathered, ring = _gathered(base, profile, found, progress, accept)
    aside = (*found.set_aside, *gathered.set_aside)
    _refuse_losses(store_address, gathered, with_courses(found), profile, accept, folders, aside)
    if with_courses(found):
        gathered = _usable(gathered, profile, aside)
    else:
        progress("Aucune source d'offre de formation : offre de démonstration, simulée")
        gathered, ring = _demonstration(base, profile, gathered)
    base, layers = overlay(base, gathered.zonings, profile)
    model = travel_model(profile.slug)
    tables = region_tables(base, profile, gathered, model, progress, run)
    progress("Qualité et état de l'offre")
    tables, state = _compared(tables, gathered, store_address)
    state["quality"]["completeness"] = completeness_of(tables, gathered.origins, profile.code)
    # Last, so that nothing of what is counted above holds a course of another region.
    tables = with_ring(tables, ring, base, profile, model, run)
    tables = with_homes(tables, model, progress, run)
    tables = with_transit(tables, progress, run)
    meta = Meta(
        region=profile.slug,
        region_name=profile.name,
        travel_model=model.name,
        demonstration=bool(gathered.sources["simulated"].any()),
        fingerprint=mark,
        unrecognised=found.unrecognised,
        set_aside=tuple(asdict(one) for one in aside),
        corrections=gathered.corrections,
        layers=layers,
        **state,
    )
    progress("Écriture de la base")
    return _written(store_address, tables, meta)


def _gathered(
    base: Base,
    profile: Profile,
    found: Found,
    progress: Callable[[str], None],
    accept: Collection[str],
) -> tuple[Gathered, Gathered]:
    """Return what the files say of the region, and of the ring around it."""
    context = context_of(base, profile)
    readings = read_files(found.files, context, progress, accept)
    across = ring_context(base, profile, after(context, readings))
    readings, others = read_across(readings, across, progress, accept)
    gathered = gather(readings, context)
    return gathered, gather_across(others, across, gathered)


def _refuse_losses(
    address: str,
    gathered: Gathered,
    real: bool,
    profile: Profile,
    accept: Collection[str],
    folders: Sequence[Path],
    aside: Sequence[SetAside],
) -> None:
    """Raise RefusedError where the store in service would lose most of a source, and note it."""
    before = in_service(address)
    lost = losses(before, gathered.sources, profile.slug, accept)
    try:
        refuse(before, lost, real, accept, folders, aside)
    except RefusedError as error:
        refuse_build(address, str(error))
        raise


def _written(address: str, tables: Tables, meta: Meta) -> Manifest:
    """Write the store; the snapshot that was taken for it goes with a write that failed."""
    try:
        return write_store(address, tables, meta)
    except BaseException:
        if meta.snapshot and meta.snapshot != snapshot_name(address):
            forget(address, meta.snapshot)
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

    Raises SourceError: a folder that someone chose does not exist.
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


def _usable(gathered: Gathered, profile: Profile, aside: Sequence[SetAside]) -> Gathered:
    if gathered.offers.empty:
        raise SourceError(no_course(gathered.rejects, aside, profile))
    return gathered


def _demonstration(base: Base, profile: Profile, real: Gathered) -> tuple[Gathered, Gathered]:
    """Simulate courses of the region, beside what the real files say of other things."""
    from loaders.demonstration.flows import simulated_flows
    from loaders.demonstration.guidance import simulated_guidance
    from loaders.demonstration.labour import simulated_labour
    from loaders.demonstration.offer import demonstrate
    from loaders.demonstration.publics import simulated_trained
    from loaders.demonstration.skills import simulated_skills

    today = dt.date.today()
    sites, offers = demonstrate(base, profile, read_certifications(), today=today)
    count = {"rows_read": len(offers), "rows_kept": len(offers)}
    simulated = pd.DataFrame([{**DEMONSTRATION, **count, "vintage": today.isoformat()}])
    sources = pd.concat([simulated, real.sources], ignore_index=True)
    guides = real.tables.get("guidance", empty_table("guidance"))
    schools = real.tables.get("establishments", empty_table("establishments"))
    boarding = (BOARDING,) if schools["boarding"].fillna(False).astype(bool).any() else ()
    guidance = simulated_guidance(base.communes, guides, f"simulation {today.year}", boarding)
    series = real.tables.get("labour_series", empty_table("labour_series"))
    labour = simulated_labour(base.communes, profile, series, today)
    observed = real.tables.get("flows", empty_table("flows"))
    flows = simulated_flows(base.communes, observed, today)
    cells = real.tables.get("trained", empty_table("trained"))
    trained = simulated_trained(base.communes, cells, today)
    skills = simulated_skills(real.tables.get("skills", empty_table("skills")))
    told = {
        "guidance": guidance,
        "labour_series": labour,
        "flows": flows,
        "trained": trained,
        "skills": skills,
    }
    tables = {**real.tables, **told}
    return replace(real, sites=sites, offers=offers, sources=sources, tables=tables), nothing()


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
    if len(tables.graduates):
        uais = tables.offers["site"].map(tables.sites.set_index("site")["uai"]).fillna("")
        report["graduates"] = joined(tables.graduates, tables.offers, uais)
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
