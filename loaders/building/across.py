"""The ring: courses of neighbouring regions, read from the same files as if it were a region.

The files are read a second time with what is known of the ring. The region's reading knows nothing
of it, so that no total of the region can hold one of its rows; the rows that the ring takes are no
longer refused, but counted with those that are elsewhere.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import pandas as pd

from geodata.tables.schema import OFFERS, SITES
from loaders.building.gathering import Gathered, Reading, gather, read_files
from loaders.embedding.base import Base
from loaders.locating.communes import MOVES
from loaders.locating.courses import KNOWN_PLACES, STREETS
from loaders.project_data.profile import Profile
from loaders.source import Context
from loaders.store.tables import empty_table

READ_AGAIN = frozenset({"sites", "places", KNOWN_PLACES, "establishments"})
"""What a source gives for its files to be read for the ring: a course at no place is not in it."""

_OF_THE_REGION = frozenset({KNOWN_PLACES, STREETS, MOVES})


def ring_context(base: Base, profile: Profile, region: Context) -> Context | None:
    """Return the context of the ring's own reading, None where there is no ring.

    Parameters
    ----------
    region : what is known once the files are read for the region (`loaders.building.gathering`)
    """
    if base.ring.empty:
        return None
    regions, departements = (
        tuple(sorted(set(base.ring[name]))) for name in ("region", "departement")
    )
    shared = {
        name: table for name, table in region.nomenclatures.items() if name not in _OF_THE_REGION
    }
    return replace(
        region,
        communes=base.ring.assign(bmo_basin=""),
        lycees=base.ring_lycees,
        profile=replace(profile, neighbours=regions, departements=departements),
        nomenclatures={**shared, MOVES: base.ring_moves},
        places=pd.DataFrame(columns=list(SITES.columns)),
    )


def read_across(
    readings: Sequence[Reading],
    ring: Context | None,
    progress: Callable[[str], None] = lambda _: None,
    accepted: Collection[str] = (),
) -> tuple[list[Reading], list[Reading]]:
    """Read for the ring the files that gave courses or places of the region.

    Parameters
    ----------
    readings : what the files gave of the region
    ring : from `ring_context`

    Returns
    -------
    The readings of the region, without the refusals of what the ring takes, and those of the ring.
    """
    if ring is None:
        return list(readings), []
    again = [
        rank
        for rank, reading in enumerate(readings)
        if reading.error is None and not READ_AGAIN.isdisjoint(reading.file.source.gives)
    ]
    files = [readings[rank].file for rank in again]
    across = read_files(files, ring, lambda _: progress("Voisinage de la région"), accepted)
    own = list(readings)
    for rank, there in zip(again, across, strict=True):
        own[rank] = without_taken(own[rank], there)
    return own, across


def gather_across(across: Sequence[Reading], context: Context | None, region: Gathered) -> Gathered:
    """Return the ring's courses that are at a place, and their sites, none of them the region's.

    Parameters
    ----------
    across, context : the readings of the ring, and what it knows, from `ring_context`
    region : what the files gave of the region
    """
    if context is None or not across:
        return nothing()
    ring = gather(across, context)
    if ring.offers.empty:
        return nothing()
    own_sites, own_offers = (
        set(table[name]) if len(table) else set[str]()
        for table, name in ((region.sites, "site"), (region.offers, "offer"))
    )
    offers = ring.offers[
        ring.offers["site"].isin(set(ring.sites["site"]) - own_sites)
        & ~ring.offers["offer"].isin(own_offers)
        & (ring.offers["modality"] != "distance")
    ]
    sites = ring.sites[ring.sites["site"].isin(set(offers["site"]))]
    said = ring.provenance[ring.provenance["offer"].isin(set(offers["offer"]))]
    return replace(
        ring,
        sites=sites.reset_index(drop=True),
        offers=offers.reset_index(drop=True),
        provenance=said.reset_index(drop=True),
    )


def nothing() -> Gathered:
    """Return what is gathered where there is no ring."""
    sites, offers = (pd.DataFrame(columns=list(schema.columns)) for schema in (SITES, OFFERS))
    return Gathered(sites, offers, empty_table("sources"), empty_table("rejects"))


def without_taken(reading: Reading, ring: Reading) -> Reading:
    """Return the region's reading of a file, less the refusals of the rows that the ring keeps."""
    if ring.rows_kept <= 0 or "offers" not in ring.parsed.tables:
        return reading
    refused = reading.rejects
    taken = refused["reason"].str.contains("région", regex=False) & (refused["row"] > 0)
    taken &= ~refused["row"].isin(set(ring.rejects["row"]))
    taken &= taken.cumsum() <= ring.rows_kept
    aside = reading.aside if reading.aside and reading.aside.fault else None
    parsed = replace(reading.parsed, elsewhere=reading.parsed.elsewhere + int(taken.sum()))
    return replace(reading, parsed=parsed, rejects=refused[~taken], aside=aside)
