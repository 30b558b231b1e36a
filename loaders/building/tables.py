"""The tables of a build: courses with their domains, times to every site, the browser's maps."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import BaseModel

from geodata.domains import domain_of_nsf
from geodata.parts import Runner, one_by_one
from geodata.places.topology import land, to_topology
from geodata.region.rev3 import tag_rev3
from geodata.tables.schema import FREE_TEXTS
from geodata.travel.model import TravelModel, matrix
from loaders.building.gathering import Gathered
from loaders.building.observing import observed
from loaders.certifications.domains import settled
from loaders.embedding.base import Base
from loaders.project_data.profile import Profile
from loaders.reading.joining import together
from loaders.sources.zonings.declared_zones import declared_profile
from loaders.store.regional import Tables


def region_tables(
    base: Base,
    profile: Profile,
    gathered: Gathered,
    model: TravelModel,
    progress: Callable[[str], None],
    run: Runner = one_by_one,
) -> Tables:
    """Return the tables of a region: what was gathered, with domains, times and maps.

    Parameters
    ----------
    base : its territories, once the files have spoken of them (`loaders.building.overlay`)
    progress : told in French what is being done
    run : what runs the long part (`loaders.building.cluster`)
    """
    progress("Domaines et filières rev3")
    offers = tagged(gathered.offers, profile)
    travel = {}
    for mode in model.modes:
        progress(f"Temps de trajet : {mode}")
        travel[mode] = _minutes(model, base.communes, gathered.sites, mode, run)
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
        home_travel={},
        **observation,
    )


def with_ring(
    tables: Tables,
    ring: Gathered,
    base: Base,
    profile: Profile,
    model: TravelModel,
    run: Runner = one_by_one,
) -> Tables:
    """Return the tables with the courses of the ring, their sites and their times."""
    if base.ring.empty:
        return tables
    travel = {
        mode: np.concatenate([minutes, _minutes(model, base.communes, ring.sites, mode, run)])
        for mode, minutes in tables.travel.items()
    }
    offers = tagged(ring.offers, profile) if len(ring.offers) else ring.offers
    told = ring.tables.get("establishments", pd.DataFrame())
    leads = together([tables.certificates, ring.tables.get("certificates", pd.DataFrame())])
    former = together([tables.former_diplomas, ring.tables.get("former_diplomas", pd.DataFrame())])
    # The region is the last to be drawn.
    parts = [base.context.iloc[:-1], _ring_land(base), base.context.iloc[-1:]]
    return replace(
        tables,
        sites=together([tables.sites, ring.sites]),
        offers=_with_texts(together([tables.offers, offers])),
        provenance=together([tables.provenance, ring.provenance]),
        establishments=together([tables.establishments, told]),
        certificates=leads.drop_duplicates("rncp") if len(leads) else tables.certificates,
        former_diplomas=former.drop_duplicates() if len(former) else tables.former_diplomas,
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


def _minutes(
    model: TravelModel, communes: pd.DataFrame, sites: pd.DataFrame, mode: str, run: Runner
) -> np.ndarray:
    from_xy, to_xy = (table[["x", "y"]].to_numpy(dtype=np.float64) for table in (communes, sites))
    return matrix(model, from_xy, to_xy, mode, run)


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
