"""People within and beyond a threshold, by territory, and how unequal territories are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.coverage.nearest import within
from geodata.places.zoning import Zoning
from geodata.travel.margin import Uncertainty
from geodata.travel.model import OUT_OF_REACH


def coverage_by_zone(
    zones: Zoning, minutes: NDArray[np.uint8], people: ArrayLike, unsure: Uncertainty
) -> pd.DataFrame:
    """Count the people within and beyond a threshold of minutes to a course, by territory.

    Parameters
    ----------
    zones : from `geodata.places.zoning.zoning`
    minutes : uint8 (n_communes,), from `geodata.coverage.nearest`
    people : (n_communes,), whole numbers: a band of age, or the inhabitants of QPV
    unsure : the threshold, and what the error of the times leaves unsure of it

    Returns
    -------
    One row a territory, indexed by its code, with

    communes, covered_communes : int
    population, covered_population, beyond_population : int, people
    covered_least, covered_most : int, people surely covered, whatever the error of the times, and
        people who may be (`Uncertainty.ends`)
    share : float, covered people in the population, 0 to 1; NaN where nobody lives
    minutes : float, mean time of the people who can reach a course; NaN where nobody can
    without_course : int, people for whom no course can be reached at all, in no time: they are
        beyond the threshold, and not in `minutes`

    Raises
    ------
    ValueError
        The shapes differ, a number of people is negative or missing, or the threshold is
        negative or not a number.
    """
    counts = _people(minutes, people)
    _check(unsure.threshold)
    covered = within(minutes, unsure.threshold)
    reached = minutes != OUT_OF_REACH
    least, most = (within(minutes, end) for end in unsure.ends)
    population = zones.sums(counts)
    inside = zones.sums(counts * covered)
    whole = {
        "communes": zones.counts(),
        "covered_communes": zones.counts(covered),
        "population": population,
        "covered_population": inside,
        "beyond_population": population - inside,
        "covered_least": zones.sums(counts * least),
        "covered_most": zones.sums(counts * most),
        "without_course": zones.sums(counts * ~reached),
    }
    table = pd.DataFrame(whole, index=pd.Index(zones.codes, name="code")).astype(np.int64)
    table["share"] = _ratio(inside, population)
    travelled = zones.sums(counts * np.where(reached, minutes, 0))
    table["minutes"] = _ratio(travelled, zones.sums(counts * reached))
    return table


def mean_by_zone(zones: Zoning, values: ArrayLike, people: ArrayLike) -> pd.Series:
    """Mean of a value over the people of each territory; NaN where nobody lives.

    A missing value (NaN) is left out, with its people.
    """
    given = np.asarray(values, dtype=np.float64)
    counts = np.where(np.isnan(given), 0.0, np.asarray(people, dtype=np.float64))
    means = _ratio(zones.sums(np.nan_to_num(given) * counts), zones.sums(counts))
    return pd.Series(means, index=pd.Index(zones.codes, name="code"))


def cumulative_shares(
    zones: Zoning, minutes: NDArray[np.uint8], people: ArrayLike, longest: int = 120
) -> pd.DataFrame:
    """Share of each territory's people who are within 0, 1, 2… minutes of a course.

    Returns
    -------
    float, one row a minute from 0 to `longest` (at most 254), one column a territory, named by
    its code; never falling, from 0 to 1. NaN for a territory where nobody lives.
    """
    counts = _people(minutes, people)
    n_zones, last = len(zones.codes), min(longest, OUT_OF_REACH - 1)
    cell = zones.of_commune * (OUT_OF_REACH + 1) + minutes
    sums = np.bincount(cell, weights=counts, minlength=n_zones * (OUT_OF_REACH + 1))
    by_minute = sums.reshape(n_zones, OUT_OF_REACH + 1)
    totals = by_minute.sum(axis=1, keepdims=True)
    shares = _ratio(by_minute.cumsum(axis=1), np.broadcast_to(totals, by_minute.shape))
    index = pd.RangeIndex(last + 1, name="minutes")
    return pd.DataFrame(shares[:, : last + 1].T, index=index, columns=list(zones.codes))


def gini(values: ArrayLike, people: ArrayLike) -> float:
    """Gini index of a value over people: 0 if all have the same, near 1 if one has everything.

    Half the mean absolute difference between two people drawn at random, over the mean
    (Gini 1912); it is twice the area between the Lorenz curve and the diagonal. Everyone of a
    commune is given its value, so that differences inside a commune are not seen.

    Parameters
    ----------
    values : (n_communes,), 0 or more: places per 1,000 people, or minutes. NaN is left out, with
        its people: give the minutes of who can reach a course, NaN for the others, and say how
        many they are.
    people : (n_communes,)

    Returns
    -------
    0 to 1; NaN when nobody is left, or when everybody has nothing (nothing to share).

    Raises
    ------
    ValueError
        The shapes differ, or a value or a number of people is negative.
    """
    x, cumulated_people, cumulated_values = _cumulated(values, people)
    if x.size == 0 or cumulated_values[-1] == 0:
        return float("nan")
    shares = cumulated_values / cumulated_values[-1]
    area = float(np.trapezoid(shares, cumulated_people / cumulated_people[-1]))
    return max(0.0, 1 - 2 * area)


@dataclass(frozen=True)
class Gap:
    """How rural and urban communes differ.

    Attributes
    ----------
    rural_share, urban_share : covered people in the population, 0 to 1; NaN where nobody lives
    rural_band, urban_band : the least and the most of each share that the error of the times
        leaves possible (`geodata.travel.margin.Uncertainty.ends`)
    rural_median, urban_median : minutes within which half of the people are; NaN if half cannot
        reach any course
    unknown : people of the communes whose density is not known, in neither
    """

    rural_share: float
    urban_share: float
    rural_band: tuple[float, float]
    urban_band: tuple[float, float]
    rural_median: float
    urban_median: float
    unknown: int

    @property
    def points(self) -> float:
        """Urban share less rural share, in points (negative if the country is better served)."""
        return 100 * (self.urban_share - self.rural_share)


def rural_urban_gap(
    rurality: Zoning, minutes: NDArray[np.uint8], people: ArrayLike, unsure: Uncertainty
) -> Gap:
    """Compare rural and urban communes.

    Parameters
    ----------
    rurality : `zoning(communes, "rurality")`
    minutes, people, unsure : as in `coverage_by_zone`
    """
    counts = _people(minutes, people)
    _check(unsure.threshold)
    least, most = unsure.ends

    def people_of(code: str) -> NDArray[np.float64]:
        known = code in rurality.codes
        return np.where(rurality.communes(code), counts, 0.0) if known else np.zeros_like(counts)

    def share(people: NDArray[np.float64], limit: float) -> float:
        total = people.sum()
        return float(people[within(minutes, limit)].sum() / total) if total else float("nan")

    rural, urban = people_of("rural"), people_of("urbain")
    known = [code for code in rurality.codes if code in ("rural", "urbain")]
    lost = counts.sum() - sum(counts[rurality.communes(code)].sum() for code in known)
    return Gap(
        rural_share=share(rural, unsure.threshold),
        urban_share=share(urban, unsure.threshold),
        rural_band=(share(rural, least), share(rural, most)),
        urban_band=(share(urban, least), share(urban, most)),
        rural_median=median(minutes, rural),
        urban_median=median(minutes, urban),
        unknown=int(lost),
    )


def median(minutes: NDArray[np.uint8], people: ArrayLike) -> float:
    """Minutes within which half of the people have a course; NaN if half of them have none."""
    by_minute = np.bincount(minutes, weights=_people(minutes, people), minlength=OUT_OF_REACH + 1)
    if not by_minute.sum():
        return float("nan")
    half = int(np.searchsorted(by_minute.cumsum(), by_minute.sum() / 2))
    return float("nan") if half == OUT_OF_REACH else float(half)


def _cumulated(values: ArrayLike, people: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x, w = np.asarray(values, dtype=np.float64), np.asarray(people, dtype=np.float64)
    if x.shape != w.shape:
        raise ValueError(f"{x.shape} values for {w.shape} populations")
    kept = ~np.isnan(x) & (w != 0)
    x, w = x[kept], w[kept]
    if (x < 0).any() or not (w > 0).all():
        raise ValueError("a value or a number of people is negative")
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    start = np.zeros(1)
    return x, np.concatenate([start, w.cumsum()]), np.concatenate([start, (x * w).cumsum()])


def _people(minutes: NDArray[np.uint8], people: ArrayLike) -> NDArray[np.float64]:
    counts = np.asarray(people, dtype=np.float64)
    if counts.shape != minutes.shape:
        raise ValueError(f"{minutes.shape} minutes for {counts.shape} populations")
    if not (counts >= 0).all():
        raise ValueError("a population is negative or missing")
    return counts


def _check(threshold: float) -> None:
    if not threshold >= 0:
        raise ValueError(f"threshold must be 0 or more, got {threshold}")


def _ratio(part: np.ndarray, whole: np.ndarray) -> NDArray[np.float64]:
    out = np.full(np.shape(part), np.nan)
    return np.divide(part, whole, out=out, where=whole > 0)
