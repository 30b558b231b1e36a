"""What a build holds: its tables, each of a schema, and how they agree with one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.errors

from geodata.courses.certificates import CERTIFICATES
from geodata.courses.establishments import ESTABLISHMENTS
from geodata.courses.graduates import GRADUATES
from geodata.flows.table import FLOWS
from geodata.guidance.table import GUIDANCE
from geodata.month.table import LABOUR_SERIES
from geodata.places.homes import HOMES, homes_of
from geodata.provenance.values import CHANGES, PROVENANCE, TIDIED
from geodata.publics.table import TRAINED
from geodata.search.former_diplomas import FORMER_DIPLOMAS
from geodata.search.lexicon.appellations import APPELLATIONS
from geodata.skills.table import SKILLS
from geodata.tables.observation import CROSSWALKS, INDICATORS, OUTCOMES, PROSPECTS, TENSION
from geodata.tables.schema import COMMUNES, OFFERS, REJECTS, RING, ROMES, SITES, SOURCES, ZONES
from geodata.transit import schema as transit
from loaders.errors import StoreError

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
    "graduates": GRADUATES,
    "tension": TENSION,
    "prospects": PROSPECTS,
    "indicators": INDICATORS,
    "labour_series": LABOUR_SERIES,
    "flows": FLOWS,
    "trained": TRAINED,
    "crosswalks": CROSSWALKS,
    "provenance": PROVENANCE,
    "changes": CHANGES,
    "tidied": TIDIED,
    "establishments": ESTABLISHMENTS,
    "certificates": CERTIFICATES,
    "guidance": GUIDANCE,
    "skills": SKILLS,
    "appellations": APPELLATIONS,
    "former_diplomas": FORMER_DIPLOMAS,
    "ring": RING,
    "transit_feeds": transit.FEEDS,
    "transit_stops": transit.STOPS,
    "transit_runs": transit.RUNS,
    "transit_calls": transit.CALLS,
    "transit_changes": transit.CHANGES,
    "transit_times": transit.TIMES,
    "homes": HOMES,
}
"""Tables that a build may leave empty, and that a store of before them does not have."""

ALL = {**SCHEMAS, **OPTIONAL}
"""Every table, by its name: its schema."""


def empty_table(name: str) -> pd.DataFrame:
    """Return a table of the store without a row, its columns typed."""
    return _empty(name).copy()


@cache
def _empty(name: str) -> pd.DataFrame:
    schema = ALL[name]
    return schema.validate(pd.DataFrame(columns=list(schema.columns)))


@dataclass(frozen=True)
class Tables:
    """The content of a build.

    `travel` has for each mode the whole minutes, uint8 (n_sites, n_communes), 255 out of reach;
    `home_travel` has the same from the points of `homes` (`geodata.places.homes`), uint8
    (n_sites, n_homes), empty where nobody's home is known;
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
    graduates: pd.DataFrame = field(default_factory=lambda: empty_table("graduates"))
    tension: pd.DataFrame = field(default_factory=lambda: empty_table("tension"))
    prospects: pd.DataFrame = field(default_factory=lambda: empty_table("prospects"))
    indicators: pd.DataFrame = field(default_factory=lambda: empty_table("indicators"))
    labour_series: pd.DataFrame = field(default_factory=lambda: empty_table("labour_series"))
    flows: pd.DataFrame = field(default_factory=lambda: empty_table("flows"))
    trained: pd.DataFrame = field(default_factory=lambda: empty_table("trained"))
    crosswalks: pd.DataFrame = field(default_factory=lambda: empty_table("crosswalks"))
    provenance: pd.DataFrame = field(default_factory=lambda: empty_table("provenance"))
    changes: pd.DataFrame = field(default_factory=lambda: empty_table("changes"))
    tidied: pd.DataFrame = field(default_factory=lambda: empty_table("tidied"))
    establishments: pd.DataFrame = field(default_factory=lambda: empty_table("establishments"))
    certificates: pd.DataFrame = field(default_factory=lambda: empty_table("certificates"))
    guidance: pd.DataFrame = field(default_factory=lambda: empty_table("guidance"))
    skills: pd.DataFrame = field(default_factory=lambda: empty_table("skills"))
    appellations: pd.DataFrame = field(default_factory=lambda: empty_table("appellations"))
    former_diplomas: pd.DataFrame = field(default_factory=lambda: empty_table("former_diplomas"))
    ring: pd.DataFrame = field(default_factory=lambda: empty_table("ring"))
    transit_feeds: pd.DataFrame = field(default_factory=lambda: empty_table("transit_feeds"))
    transit_stops: pd.DataFrame = field(default_factory=lambda: empty_table("transit_stops"))
    transit_runs: pd.DataFrame = field(default_factory=lambda: empty_table("transit_runs"))
    transit_calls: pd.DataFrame = field(default_factory=lambda: empty_table("transit_calls"))
    transit_changes: pd.DataFrame = field(default_factory=lambda: empty_table("transit_changes"))
    transit_times: pd.DataFrame = field(default_factory=lambda: empty_table("transit_times"))
    homes: pd.DataFrame = field(default_factory=lambda: empty_table("homes"))
    home_travel: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of the region each table has; `ring_offers`, the courses of the ring."""
        across = self.sites["commune"].isin(set(self.ring["code"]))
        there = self.offers["site"].isin(set(self.sites["site"][across]))
        rows = {name: len(getattr(self, name)) for name in ALL}
        rows["sites"] -= int(across.sum())
        rows["offers"] -= int(there.sum())
        return {**rows, "ring_offers": int(there.sum())}


def checked(tables: Tables) -> Tables:
    """Return the tables coerced to their schema, once they agree with one another.

    Raises StoreError, naming the table and the column at fault.
    """
    valid = {name: _valid(name, getattr(tables, name)) for name in ALL}
    _check_links(valid, tables.travel)
    _check_homes(valid, tables.home_travel)
    return replace(tables, **valid)


def _valid(name: str, table: pd.DataFrame) -> Any:
    if name in OPTIONAL and _is_without_a_row(name, table):
        return table
    try:
        return ALL[name].validate(table, lazy=True)
    except pandera.errors.SchemaErrors as error:
        raise StoreError(
            f"La table « {name} » ne respecte pas son schéma : {_told(error)}. "
            "La base précédente est inchangée."
        ) from error


def _is_without_a_row(name: str, table: pd.DataFrame) -> bool:
    """Tell whether a table is as `empty_table` makes it, which its schema has already accepted."""
    return table.empty and list(table.dtypes.items()) == list(_empty(name).dtypes.items())


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
    nowhere = set(sites["commune"]) - {*communes["code"], *tables["ring"]["code"], ""}
    if nowhere:
        raise StoreError(f"Des lieux sont dans une commune inconnue : {sorted(nowhere)[:3]}.")
    for mode, minutes in travel.items():
        if minutes.shape != (len(sites), len(communes)) or minutes.dtype != np.uint8:
            raise StoreError(f"La table des temps de trajet « {mode} » n'a pas la bonne taille.")


def _check_homes(tables: Mapping[str, Any], travel: Mapping[str, np.ndarray]) -> None:
    homes = homes_of(tables["homes"], tables["communes"])
    expected = (len(tables["sites"]), len(homes.xy) if homes else 0)
    if any(minutes.shape != expected or minutes.dtype != np.uint8 for minutes in travel.values()):
        raise StoreError("Les temps depuis les lieux de vie n'ont pas la bonne taille.")
