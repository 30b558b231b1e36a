"""The establishments known without a UAI, such as FINESS's schools: whose courses are theirs.

An establishment is that of a place of training of the same SIRET, or of the UAI that another list
gives to that SIRET; failing that, of the only place of exactly its name in its commune; failing
that, of the courses of no known place whose organism has its SIRET. Such a place at the centre of
its commune is moved to the establishment's address. What belongs to nobody is left out, counted.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.folding import fold

_MOVED = ("lon", "lat", "x", "y")


@dataclass(frozen=True)
class Joined:
    """The establishments under the key of their places or courses, the places, and the counts.

    `counts`: `listed` establishments without a UAI, found by `siret`, by `name`, by `organism`;
    `moved` places.
    """

    establishments: pd.DataFrame
    sites: pd.DataFrame
    counts: dict[str, int]


def joined_to_courses(
    establishments: pd.DataFrame, sites: pd.DataFrame, offers: pd.DataFrame, places: pd.DataFrame
) -> Joined:
    """Say whose the establishments without a UAI are.

    Parameters
    ----------
    establishments : schema ESTABLISHMENTS, those of every source
    sites, offers : places of training and courses, once merged
    places : columns of SITES, where the sources put their establishments
    """
    own = establishments["uai"] != ""
    rest = establishments[~own]
    if rest.empty:
        return Joined(establishments, sites, {})
    keys = _Keys(establishments[own], sites, offers)
    rows: list[Any] = rest.to_dict("records")
    found = list[dict[str, Any]]()
    named = dict[str, Any]()
    counts = {"listed": len(rows), "siret": 0, "name": 0, "organism": 0, "moved": 0}
    for row in rows:
        how, codes = keys.of(row)
        if how:
            counts[how] += 1
        found += [{**row, "uai": code} for code in codes]
        if how == "name":
            named |= dict.fromkeys(codes, row)
    moved = _moved(sites, named, places)
    counts["moved"] = int((moved["precision"] != sites["precision"]).sum())
    told = pd.DataFrame(found, columns=list(rest.columns)).astype(rest.dtypes.to_dict())
    both = pd.concat([establishments[own], told], ignore_index=True)
    return Joined(both, moved, counts)


class _Keys:
    """What tells an establishment's places and courses."""

    def __init__(self, told: pd.DataFrame, sites: pd.DataFrame, offers: pd.DataFrame) -> None:
        self._sirets: dict[str, set[str]] = {}
        for siret, uai, site in sites[["siret", "uai", "site"]].itertuples(index=False):
            self._sirets.setdefault(siret, set()).add(uai or site)
        taught = set(sites["uai"])
        for siret, uai in told[["siret", "uai"]].itertuples(index=False):
            if uai in taught:
                self._sirets.setdefault(siret, set()).add(uai)
        self._names: dict[tuple[str, str], set[str]] = {}
        columns = ["name", "commune", "uai", "site"]
        for name, commune, uai, site in sites[columns].itertuples(index=False):
            self._names.setdefault((fold(name), commune), set()).add(uai or site)
        self._organisms: dict[str, list[str]] = {}
        if "siret" in offers:
            nowhere = offers[(offers["site"] == "") & (offers["siret"] != "")]
            for siret, offer in nowhere[["siret", "offer"]].itertuples(index=False):
                self._organisms.setdefault(siret, []).append(offer)

    def of(self, row: dict[str, Any]) -> tuple[str, list[str]]:
        """Return how an establishment was found, "" when it was not, and its keys."""
        siret = row["siret"]
        organism = self._organisms.get(siret, []) if siret else []
        if siret and (codes := self._sirets.get(siret)):
            return "siret", [*sorted(codes), *organism]
        if len(codes := self._names.get((fold(row["name"]), row["commune"]), set())) == 1:
            return "name", [*codes, *organism]
        return ("organism" if organism else ""), organism


def _moved(sites: pd.DataFrame, named: dict[str, Any], places: pd.DataFrame) -> pd.DataFrame:
    """Put the places that a name tells at the address of their establishment."""
    keys = sites["uai"].where(sites["uai"] != "", sites["site"])
    coarse = sites[keys.isin(list(named)) & (sites["precision"] != "address")]
    if coarse.empty or places.empty:
        return sites
    moved = sites.copy()
    exact = places[places["precision"] == "address"]
    there = {(fold(place["name"]), place["commune"]): place for place in exact.to_dict("records")}
    for rank in coarse.index.tolist():
        place = there.get((fold(str(sites.at[rank, "name"])), sites.at[rank, "commune"]))
        if place:
            for name in _MOVED:
                moved.at[rank, name] = place[name]
            moved.at[rank, "precision"] = "address"
    return moved
