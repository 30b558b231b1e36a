"""Who could go without a car, and which courses could not be reached."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from geodata.asking.scenario import resolve
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.modes import (
    CAR,
    Ways,
    WaysRound,
    car_dependent_sites,
    mobility_by_zone,
    sites_within,
    ways,
    ways_round,
)
from geodata.coverage.nearest import nearest
from geodata.coverage.order import BY_CAR_ONLY
from geodata.places.zoning import Zoning, zone_label, zoning
from geodata.travel.model import OUT_OF_REACH, SPEED_LAWS
from geodata.vocabulary import TRANSIT

BICYCLE = "velo"
DEFAULT_KILOMETRES = 10
LONGEST_KILOMETRES = 50


@dataclass(frozen=True)
class WithoutCar:
    """What the panel shows.

    Attributes
    ----------
    found : which communes each mode covers
    table : a row a territory, those that depend most on a car first: `name`, the columns of
        `geodata.coverage.modes.mobility_by_zone`, each number of people with `_least` and `_most`
        (int), and `courses`, `car_courses` (int), the matching courses within the threshold of
        one of its communes by car, and those of them that no other mode reaches
    whole : the region's row: the columns of `mobility_by_zone`, and the same bounds
    communes : the communes whose only way is a car, the most populous first: `code`, `name`,
        `departement`, `population`, and minutes by each mode (null out of reach)
    round : courses that ask for no daily journey
    lost_returns : communes that could go by public transport within the threshold, but not come
        back after 17:00, and that have no other course so: `code`, `name`, `population`, the most
        populous first
    """

    kilometres: int
    found: Ways
    table: pd.DataFrame
    whole: pd.Series
    communes: pd.DataFrame
    round: WaysRound
    lost_returns: pd.DataFrame


def without_car(
    covered: Covered,
    which: NDArray[np.bool_],
    level: str,
    kilometres: int = DEFAULT_KILOMETRES,
) -> WithoutCar:
    """Compare a car with the other modes, for the threshold asked for.

    Parameters
    ----------
    which : bool (n_offers,), the matching courses
    level : a key of `geodata.places.zoning.GROUPINGS`
    kilometres : whole, the longest way by bicycle
    """
    minutes = minutes_by_mode(covered, kilometres)
    threshold = covered.asked.threshold
    found = ways(minutes, dict.fromkeys(minutes, threshold))
    # A longer way by every mode, and a shorter one: what depends on a car alone may grow with
    # either, so that the band is that of the three answers.
    ends = {mode: covered.unsure_by(mode).ends for mode in minutes}
    apart = [ways(minutes, {mode: end[side] for mode, end in ends.items()}) for side in (0, 1)]
    region = zoning(covered.atlas.communes, "region")
    modality = covered.atlas.offers["modality"].to_numpy(dtype=object)
    return WithoutCar(
        kilometres=kilometres,
        found=found,
        table=_by_zone(covered, found, apart, level, kilometres),
        whole=_with_bands(covered.homes.zones(region), found, apart, covered.home_people).iloc[0],
        communes=_car_only(covered, found, minutes),
        round=ways_round(which, modality, covered.atlas.columns.boarding),
        lost_returns=_lost_returns(covered, found),
    )


def _lost_returns(covered: Covered, found: Ways) -> pd.DataFrame:
    communes = covered.atlas.communes
    table = communes[["code", "name"]].assign(population=covered.people)
    times = covered.atlas.transit_times
    if times.empty or TRANSIT not in found.by_mode:
        return table.iloc[:0]
    sites = set(covered.atlas.sites["site"][covered.open_sites])
    lost = times[
        times["back"].isna() & (times["go"] <= covered.asked.threshold) & times["site"].isin(sites)
    ]
    there = np.isin(np.arange(len(communes)), _communes(covered, found.by_mode[TRANSIT]))
    which = communes["code"].isin(set(lost["commune"])) & ~there
    which &= covered.people > 0
    return table[which].sort_values("population", ascending=False, ignore_index=True)


def minutes_by_mode(covered: Covered, kilometres: int) -> dict[str, NDArray[np.uint8]]:
    """Minutes to the nearest matching course by each mode, after the scenario, (n_homes,)."""
    atlas, scenario = covered.atlas, covered.asked.scenario
    changes = resolve(scenario, atlas.communes["code"], atlas.sites["site"])
    towns = atlas.commune_xy[changes.opened]
    found = {}
    for mode in atlas.travel:
        minutes = nearest(_times(atlas, mode, kilometres, covered.open_sites), _all(covered))
        if len(towns):
            opened = atlas.minutes_from_homes(towns, mode)
            if mode == BICYCLE:
                opened[_kilometres(covered.homes.xy, towns) > kilometres] = OUT_OF_REACH
            minutes = np.minimum(minutes, opened.min(axis=0))
        found[mode] = minutes
    return found


def _communes(covered: Covered, homes: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rows of the communes that have some of the points of a mask."""
    return np.unique(covered.homes.of_commune[homes])


def _all(covered: Covered) -> NDArray[np.bool_]:
    return np.ones(int(covered.open_sites.sum()), dtype=bool)


def _times(atlas: Atlas, mode: str, kilometres: int, sites: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Minutes from the sites of a mask, those by bicycle within a distance."""
    times = atlas.lived.times(mode)[sites]
    if mode != BICYCLE:
        return times
    apart = atlas.cached(
        "kilometres by bicycle", lambda: _kilometres(atlas.lived.homes.xy, atlas.site_xy)
    )
    return np.where(apart[sites] <= kilometres, times, np.uint8(OUT_OF_REACH))


def _kilometres(communes: NDArray[np.float64], sites: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Kilometres by bicycle, rounded up so that « at most n » is exact for a whole n; 255 if far.

    Shape (n_sites, n_communes). The distance is as the crow flies, times the mode's detour index.
    """
    metres = cdist(sites, communes) * SPEED_LAWS[BICYCLE].detour
    return np.minimum(np.ceil(np.nan_to_num(metres, nan=np.inf) / 1000), 255).astype(np.uint8)


def _with_bands(
    zones: Zoning, found: Ways, apart: Sequence[Ways], people: NDArray[np.int64]
) -> pd.DataFrame:
    """Count people by territory, and the least and the most of each count among other answers."""
    table = mobility_by_zone(zones, found, people)
    answers = [table, *(mobility_by_zone(zones, other, people) for other in apart)]
    for name in ["car_only", "none", *(f"covered_{mode}" for mode in found.by_mode)]:
        counts = np.stack([answer[name].to_numpy() for answer in answers])
        table[f"{name}_least"], table[f"{name}_most"] = counts.min(axis=0), counts.max(axis=0)
    return table


def _by_zone(
    covered: Covered, found: Ways, apart: Sequence[Ways], level: str, kilometres: int
) -> pd.DataFrame:
    atlas, threshold = covered.atlas, covered.asked.threshold
    zones = zoning(atlas.communes, level)
    of_homes = covered.homes.zones(zones)
    table = _with_bands(of_homes, found, apart, covered.home_people)
    table["car_only_communes"] = [
        int((zones.of_commune[_communes(covered, found.car_only)] == rank).sum())
        for rank in range(len(zones.codes))
    ]
    names = [zone_label(level, code, atlas.zone_names) for code in table.index]
    table.insert(0, "name", names)
    inhabited = covered.home_people > 0
    reached = {
        mode: sites_within(
            _times(atlas, mode, kilometres, covered.open_sites), of_homes, threshold, inhabited
        )
        for mode in atlas.travel
    }
    courses = covered.offer.courses[covered.open_sites]
    table["courses"] = courses @ reached[CAR]
    table["car_courses"] = courses @ car_dependent_sites(reached)
    return BY_CAR_ONLY.of(table)


def _car_only(covered: Covered, found: Ways, minutes: dict[str, NDArray[np.uint8]]) -> pd.DataFrame:
    communes = covered.atlas.communes
    rows = _communes(covered, found.car_only)
    table = communes.iloc[rows][["code", "name", "departement"]].reset_index(drop=True)
    people = covered.home_people * found.car_only
    table["population"] = covered.homes.sums(people).astype(np.int64)[rows]
    for mode, times in minutes.items():
        values = covered.homes.mean(times)[rows].astype(np.int64)
        table[mode] = pd.Series(values, dtype="Int64").mask(values == OUT_OF_REACH)
    return table.sort_values("population", ascending=False, kind="stable", ignore_index=True)
