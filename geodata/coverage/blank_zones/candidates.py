"""« Zones blanches » as the planner reads them: computed, declared, and what each lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.blank_zones.contiguous import BlankZones, blank_zones, missing_kinds
from geodata.coverage.blank_zones.declared import (
    Declared,
    compare_declared,
    read_declared,
    undeclared,
)
from geodata.coverage.nearest import nearest, within
from geodata.domains import DOMAINS
from geodata.finding.answer import match
from geodata.places.adjacency import adjacency, within_groups

_SQUARE_KM = 1e6


@dataclass(frozen=True)
class Uncovered:
    """The zones of one question.

    Attributes
    ----------
    zones : the computed zones
    computed : DataFrame, a row a computed zone, the most populous first: columns of
        `BlankZones.table`, `declared_communes`, `undeclared_population`, and
        sure_population (people beyond the threshold whatever the error of the times),
        name (of its two most populous communes, and how many others), spel (name of the SPEL
        where most of its people live), spels (how many it is over), km2, place (name of the site
        that is the nearest for most of its people and its commune, "" if none or if it is a
        simulated opening), codes (of its communes, separated by a space), lon_min, lat_min,
        lon_max, lat_max (degrees, of its town halls)
    declared : the partners' list, its codes brought to the current communes
    compared : DataFrame, a row a declared zone, from
        `geodata.coverage.blank_zones.declared.compare_declared`, with
        codes and the same bounds in degrees
    """

    zones: BlankZones
    computed: pd.DataFrame
    declared: Declared
    compared: pd.DataFrame


def neighbours(atlas: Atlas) -> sparse.csr_array:
    """Return which communes touch, worked out once a store."""
    return atlas.cached("neighbours", lambda: adjacency(atlas.communes.geometry.to_numpy()))


def neighbours_in_spel(atlas: Atlas) -> sparse.csr_array:
    """Return which communes of a same SPEL touch, worked out once a store."""
    spel = atlas.communes["spel"].to_numpy(dtype=object)
    return atlas.cached("neighbours in spel", lambda: within_groups(neighbours(atlas), spel))


def uncovered(
    covered: Covered,
    listed: Sequence[Mapping[str, object]] | None = None,
    by_spel: bool = False,
) -> Uncovered:
    """Find the zones beyond the threshold, and set the declared ones beside them.

    Parameters
    ----------
    covered : from `geodata.coverage.answer.cover`
    listed : a list of one's own, rows of `zone`, `commune` and `note`; by default the list of the
        region's profile
    by_spel : end the zones at the limits of the SPEL: where most of the region is out of reach,
        one zone from end to end says nothing to anybody
    """
    atlas, asked = covered.atlas, covered.asked
    zones = blank_zones(
        neighbours_in_spel(atlas) if by_spel else neighbours(atlas),
        covered.minutes,
        covered.nearest_site,
        covered.people,
        atlas.communes["code"],
        asked.threshold,
    )
    declared = declared_zones(atlas, listed)
    compared = compare_declared(declared, zones, covered.minutes, covered.people, asked.threshold)
    groups = dict(list(declared.table.groupby("zone", sort=False)["row"]))
    said = [groups[name].to_numpy() for name in compared["zone"]]
    computed = undeclared(zones, declared, covered.people)
    return Uncovered(
        zones,
        _described(covered, zones, computed),
        declared,
        pd.concat([compared, _extents(atlas, said)], axis=1),
    )


def declared_zones(atlas: Atlas, listed: Sequence[Mapping[str, object]] | None = None) -> Declared:
    """Read the partners' list, the region's or one's own, with today's commune codes."""
    rows = list(atlas.profile.get("declared_zones", []) if listed is None else listed)  # type: ignore[call-overload]
    table = pd.DataFrame(rows) if rows else pd.DataFrame(columns=["zone", "commune"], dtype=str)
    return read_declared(table, atlas.communes["code"], successors(atlas))


def successors(atlas: Atlas) -> Mapping[str, str]:
    """Return the commune of today that each code of another year has become."""
    return atlas.profile.get("commune_successors", {})  # type: ignore[return-value]


def missing_domains(covered: Covered, zones: BlankZones, today: date) -> list[dict[str, float]]:
    """Say which domains each zone lacks, the other filters unchanged.

    Only domains with a matching course somewhere in the region are looked at: one that is offered
    nowhere is not what makes a zone.

    Returns
    -------
    For each zone, domains (keys of `DOMAINS`) and the share of its people within the threshold of
    one, as `geodata.coverage.blank_zones.contiguous.missing_kinds`.
    """
    minutes = _minutes_by_domain(covered, today)
    return missing_kinds(zones, minutes, covered.people, covered.asked.threshold)


def nearest_courses(covered: Covered, zones: BlankZones, today: date) -> list[str]:
    """Name the matching courses of each zone's `main_site`: the first by name, and how many others.

    "" where there is none, as when a simulated opening is the nearest, or for places that help.
    """
    if covered.asked.kind:
        return [""] * len(zones.table)
    atlas = covered.atlas
    which, _ = match(atlas, covered.asked.query, today)
    columns = atlas.columns
    here = which & (columns.site >= 0) & ~columns.is_distance
    titles = atlas.columns.title
    wanted = zones.table["main_site"].to_numpy()
    of_site = {
        int(site): sorted(set(titles[here & (columns.site == site)]))
        for site in np.unique(wanted)
        if site >= 0
    }
    return [_first_and_others(of_site.get(int(site), [])) for site in wanted]


def _first_and_others(titles: Sequence[str]) -> str:
    if len(titles) < 2:
        return "".join(titles)
    others = len(titles) - 1
    return f"{titles[0]} et {others} autre{'s' if others > 1 else ''}"


def _minutes_by_domain(covered: Covered, today: date) -> dict[str, NDArray[np.uint8]]:
    atlas, query = covered.atlas, covered.asked.query
    which, _ = match(atlas, query.without("domain"), today)
    site = atlas.columns.site
    placed = which & (site >= 0) & ~atlas.columns.is_distance
    shut = covered.offer.mask & ~covered.open_sites
    domain = atlas.offers["domain"].to_numpy(dtype=object)
    found = {}
    for key in DOMAINS:
        mask = np.zeros(len(atlas.sites), dtype=bool)
        mask[site[placed & (domain == key)]] = True
        if not mask.any():
            continue
        minutes = nearest(atlas.travel[covered.asked.mode], mask & ~shut)
        if covered.change is not None and key in query.domain:
            minutes = np.minimum(minutes, covered.change.opened.min(axis=0, initial=255))
        found[key] = minutes
    return found


def _described(covered: Covered, zones: BlankZones, table: pd.DataFrame) -> pd.DataFrame:
    atlas = covered.atlas
    groups = _groups(zones)
    sure = ~within(covered.minutes, covered.uncertainty.ends[1])
    areas = atlas.cached("commune_km2", lambda: atlas.communes.area.to_numpy() / _SQUARE_KM)
    sites = atlas.sites
    where = sites["commune"].map(atlas.commune_names).fillna("")
    places = np.append((sites["name"] + ", " + where).to_numpy(dtype=object), "")
    spel = atlas.communes["spel"].to_numpy(dtype=object)
    communes = atlas.communes["name"].to_numpy(dtype=object)
    described = table.assign(
        name=[_name(communes[rows], covered.people[rows]) for rows in groups],
        sure_population=[int(covered.people[rows][sure[rows]].sum()) for rows in groups],
        spel=[_main_spel(covered, rows) for rows in groups],
        spels=[len(set(spel[rows])) for rows in groups],
        km2=[float(areas[rows].sum()) for rows in groups],
        place=places[table["main_site"].to_numpy()],
    )
    return pd.concat([described, _extents(atlas, groups)], axis=1)


def _name(communes: NDArray[np.object_], people: NDArray[np.int64]) -> str:
    """Say where a zone is: its two most populous communes, and how many others."""
    first = [str(name) for name in communes[np.lexsort([communes.astype(str), -people])][:2]]
    others = len(communes) - len(first)
    if not others:
        return " et ".join(first)
    return f"{', '.join(first)} et {others} autre{'s' if others > 1 else ''}"


def _groups(zones: BlankZones) -> list[NDArray[np.int64]]:
    order = np.argsort(zones.of_commune, kind="stable")
    starts = np.searchsorted(zones.of_commune[order], np.arange(len(zones.table) + 1))
    return [order[a:b] for a, b in pairwise(starts)]


def _main_spel(covered: Covered, rows: NDArray[np.int64]) -> str:
    spel = covered.atlas.communes["spel"].to_numpy(dtype=object)[rows]
    codes, of_row = np.unique(spel.astype(str), return_inverse=True)
    weights = covered.people[rows] + 1  # where nobody lives, the communes count
    code = codes[int(np.bincount(of_row, weights=weights).argmax())]
    return covered.atlas.zone_names.get(("spel", str(code)), "")


def _extents(atlas: Atlas, groups: Sequence[NDArray[np.int64]]) -> pd.DataFrame:
    codes = atlas.communes["code"].to_numpy(dtype=object)
    lon, lat = (atlas.communes[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    return pd.DataFrame(
        [
            {
                "codes": " ".join(codes[rows]),
                "lon_min": lon[rows].min(),
                "lat_min": lat[rows].min(),
                "lon_max": lon[rows].max(),
                "lat_max": lat[rows].max(),
            }
            for rows in groups
        ],
        columns=["codes", "lon_min", "lat_min", "lon_max", "lat_max"],
    )
