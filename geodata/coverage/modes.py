"""Who can go without a car: coverage mode by mode, and what depends on one."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.coverage.nearest import within
from geodata.places.zoning import Zoning

CAR = "voiture"


@dataclass(frozen=True)
class Ways:
    """How the people of each commune can reach a course, bool (n_communes,) each.

    Attributes
    ----------
    by_mode : communes within the threshold, by mode
    car_only : within it by car, and by no other mode
    none : by no mode at all
    """

    by_mode: Mapping[str, NDArray[np.bool_]]
    car_only: NDArray[np.bool_]
    none: NDArray[np.bool_]


def ways(minutes: Mapping[str, NDArray[np.uint8]], thresholds: Mapping[str, float]) -> Ways:
    """Sort the communes by the modes that reach a course.

    Parameters
    ----------
    minutes : by mode, uint8 (n_communes,) to the nearest matching course by that mode
        (`geodata.coverage.nearest`); only the modes that are loaded
    thresholds : by mode, minutes, the bound included

    Raises
    ------
    KeyError
        No car among the modes, or a mode without a threshold.
    """
    reached = {mode: within(times, thresholds[mode]) for mode, times in minutes.items()}
    others = [which for mode, which in reached.items() if mode != CAR]
    without_car = np.logical_or.reduce([np.zeros_like(reached[CAR]), *others])
    by_car = reached[CAR]
    return Ways(reached, by_car & ~without_car, ~by_car & ~without_car)


def mobility_by_zone(zones: Zoning, found: Ways, people: ArrayLike) -> pd.DataFrame:
    """Count the people whom the lack of a car puts out of reach, by territory.

    Parameters
    ----------
    zones : from `geodata.places.zoning.zoning`
    found : from `ways`
    people : (n_communes,)

    Returns
    -------
    One row a territory, indexed by its code: `population`; `covered_<mode>` for each mode;
    `car_only`, people who reach a course by car and by no other mode; `none`, by no mode (all
    int); `car_only_communes` (int); `car_only_share`, of the population, 0 to 1, NaN where nobody
    lives. These are people who would lack a way if they had no car: how many really have none is
    in no table of the store.
    """
    counts = np.asarray(people, dtype=np.float64)
    columns = {"population": counts}
    columns |= {f"covered_{mode}": counts * which for mode, which in found.by_mode.items()}
    columns |= {"car_only": counts * found.car_only, "none": counts * found.none}
    table = pd.DataFrame(
        {name: zones.sums(values) for name, values in columns.items()},
        index=pd.Index(zones.codes, name="code"),
    ).astype(np.int64)
    table["car_only_communes"] = zones.counts(found.car_only)
    population = table["population"].where(table["population"] > 0)
    table["car_only_share"] = (table["car_only"] / population).astype(np.float64)
    return table


def sites_within(
    matrix: NDArray[np.uint8],
    zones: Zoning,
    threshold: float,
    inhabited: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Tell which sites each territory reaches: from one of its communes at least.

    Parameters
    ----------
    matrix : uint8 (n_sites, n_communes), whole minutes by one mode
    zones : from `geodata.places.zoning.zoning`
    threshold : minutes, the bound included
    inhabited : bool (n_communes,), communes to start from; all by default

    Returns
    -------
    bool (n_sites, n_zones).
    """
    from_there = np.ones(len(zones.of_commune), bool) if inhabited is None else inhabited
    rows = np.flatnonzero(from_there)
    order = rows[np.argsort(zones.of_commune[rows], kind="stable")]
    present, starts = np.unique(zones.of_commune[order], return_index=True)
    reached = np.zeros((len(matrix), len(zones.codes)), dtype=bool)
    if order.size and len(matrix):
        least = np.minimum.reduceat(matrix[:, order], starts, axis=1)
        reached[:, present] = within(least, threshold)
    return reached


def car_dependent_sites(
    by_mode: Mapping[str, NDArray[np.bool_]],
) -> NDArray[np.bool_]:
    """Tell which sites a territory reaches by car only.

    Parameters
    ----------
    by_mode : by mode, bool (n_sites, n_zones), from `sites_within` with the matrix of that mode

    Returns
    -------
    bool (n_sites, n_zones). The courses that depend on a car, for the territory at column z, are
    those at the sites of that column; their number is `courses @ result` (n_zones,).
    """
    others = [reached for mode, reached in by_mode.items() if mode != CAR]
    return by_mode[CAR] & ~np.logical_or.reduce([np.zeros_like(by_mode[CAR]), *others])


@dataclass(frozen=True)
class WaysRound:
    """Courses that do not ask for a daily journey, shown apart: they cover no place.

    Attributes
    ----------
    distance : courses wholly at a distance
    mixed : courses partly at a distance
    boarding : courses at an establishment known to have boarding; None when no source says
    """

    distance: int
    mixed: int
    boarding: int | None


def ways_round(
    which: NDArray[np.bool_],
    modality: NDArray[np.object_],
    boarding: NDArray[np.int8],
) -> WaysRound:
    """Count the ways round a journey among the matching courses.

    Parameters
    ----------
    which : bool (n_offers,), the courses that answer the search
    modality : (n_offers,), keys of `geodata.vocabulary.MODALITIES`
    boarding : (n_offers,), 1 where the establishment has boarding, 0 where not, −1 where unknown
    """
    return WaysRound(
        distance=int((which & (modality == "distance")).sum()),
        mixed=int((which & (modality == "mixte")).sum()),
        boarding=int((which & (boarding == 1)).sum()) if (boarding >= 0).any() else None,
    )
