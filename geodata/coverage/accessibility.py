"""Places within reach per 1,000 people, by the enhanced two-step floating catchment areas.

E2SFCA (Luo and Qi 2009) is the family of methods behind the « accessibilité potentielle
localisée » (APL) that DREES publishes for health care. A site's places are first shared among
the people who can come, the nearer counting more; a commune then adds up the shares it can reach:

    ratio of site j         R_j = places_j / Σ_i people_i · w(t_ij)
    accessibility of i      A_i = 1000 · Σ_j R_j · w(t_ij)

w falls with the minutes t by steps (`Decay`) and is 0 beyond the last. The first denominator does
not depend on which courses are asked for: it is worked out once (`catchments`), and a filter is
one product of a vector by a matrix.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from geodata.coverage.decay import LUO_QI, Decay

Weights: TypeAlias = NDArray[np.float64] | sparse.csr_array
"""w(t) for every pair, float64 (n_sites, n_communes), dense or compressed by rows."""

DENSE_SHARE = 0.75
"""Share of pairs within the last step from which the dense form is the lighter and the faster."""

_ROWS_AT_ONCE = 256


@dataclass(frozen=True)
class Catchments:
    """The side of the demand: what a filter on the courses does not change.

    Attributes
    ----------
    weights : float64 (n_sites, n_communes), dense or sparse
    demand : float64 (n_sites,)
        People who can come to each site, weighted by the decay. 0 where nobody can.
    people : float64 (n_communes,)
    """

    weights: Weights
    demand: NDArray[np.float64]
    people: NDArray[np.float64]

    def with_sites(self, minutes: NDArray[np.uint8], decay: Decay = LUO_QI) -> "Catchments":
        """Add sites below the others, for a what-if.

        The demand of a site does not depend on the others, so nothing else is worked out again.

        Parameters
        ----------
        minutes : uint8 (n_added, n_communes), as a row of a travel matrix
        decay : the decay that the other weights were made with
        """
        compressed = sparse.issparse(self.weights)
        added = decay_weights(minutes, decay, "sparse" if compressed else "dense")
        both = [self.weights, added]
        weights = sparse.vstack(both, format="csr") if compressed else np.vstack(both)
        demand = np.concatenate([self.demand, catchments(added, self.people).demand])
        return Catchments(weights, demand, self.people)


@dataclass(frozen=True)
class Accessibility:
    """What the courses of one filter offer to each commune.

    Attributes
    ----------
    per_thousand : float64 (n_communes,)
        Places within reach per 1,000 people; 0 where no place is. A commune where nobody lives
        has a value too: what someone who settled there would find.
    places : float
        Places of the sites that somebody can reach: Σ people · per_thousand / 1000.
    """

    per_thousand: NDArray[np.float64]
    places: float


def decay_weights(
    matrix: NDArray[np.uint8],
    decay: Decay = LUO_QI,
    form: Literal["auto", "dense", "sparse"] = "auto",
) -> Weights:
    """Turn minutes into weights.

    Parameters
    ----------
    matrix : uint8 (n_sites, n_communes), whole minutes, 255 = out of reach
    decay : steps and weights; see `geodata.coverage.decay`
    form : "auto" takes dense when more than `DENSE_SHARE` of the pairs have a weight

    Returns
    -------
    float64 (n_sites, n_communes), dense or csr. 8 bytes a pair dense, 12 bytes a pair that has a
    weight when sparse: France (4,000 × 35,000) needs the sparse form.

    Raises
    ------
    ValueError
        The matrix is not of whole minutes, in two dimensions.
    """
    if matrix.ndim != 2 or matrix.dtype != np.uint8:
        raise ValueError(f"a matrix of whole minutes is needed, got {matrix.dtype} {matrix.shape}")
    table = decay.table()
    if form == "dense":
        return table[matrix]
    rows = _sparse(matrix, table)
    if form == "auto" and rows.nnz > DENSE_SHARE * matrix.size:
        return table[matrix]
    return rows


def _sparse(matrix: NDArray[np.uint8], table: NDArray[np.float64]) -> sparse.csr_array:
    # A block of rows at a time: the mask of a whole country would weigh as much as its matrix.
    columns, values, counts = [], [], [np.zeros(1, dtype=np.int64)]
    inside = table > 0
    for first in range(0, len(matrix), _ROWS_AT_ONCE):
        block = matrix[first : first + _ROWS_AT_ONCE]
        kept = inside[block]
        at = np.flatnonzero(kept)
        columns.append((at % matrix.shape[1]).astype(np.int32))
        values.append(table[block.reshape(-1)[at]])
        counts.append(np.count_nonzero(kept, axis=1))
    index = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int32)
    data = np.concatenate(values) if values else np.zeros(0)
    starts = np.cumsum(np.concatenate(counts))
    return sparse.csr_array((data, index, starts.astype(np.int32)), shape=matrix.shape)


def catchments(weights: Weights, people: ArrayLike) -> Catchments:
    """Work out the demand at each site, once for a band of age.

    Parameters
    ----------
    weights : float64 (n_sites, n_communes), from `decay_weights`
    people : (n_communes,), people of the band of age concerned, no missing value

    Raises
    ------
    ValueError
        The shapes do not fit, or a number of people is negative or missing.
    """
    counts = np.asarray(people, dtype=np.float64)
    if counts.shape != weights.shape[1:]:
        raise ValueError(f"{counts.shape} populations for weights of shape {weights.shape}")
    if not (counts >= 0).all():
        raise ValueError("a population is negative or missing")
    return Catchments(weights, np.asarray(weights @ counts), counts)


def accessibility(demand: Catchments, places: ArrayLike) -> Accessibility:
    """Share the places of a filter among the people who can come.

    Parameters
    ----------
    demand : from `catchments`
    places : (n_sites,), places of the matching courses at each site, 0 where there is none.
        Courses whose capacity is not known have to be counted apart by the caller (see
        `geodata.coverage.offering`): they are not in this figure.

    Returns
    -------
    Accessibility, in places per 1,000 people. Everything is 0 when nothing is offered.

    Raises
    ------
    ValueError
        The shapes do not fit, or a number of places is negative or missing.

    References
    ----------
    Luo W., Qi Y. (2009), « An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians », Health & Place 15(4),
    1100–1107, doi:10.1016/j.healthplace.2009.06.002.
    Barlet M., Coldefy M., Collin C., Lucas-Gabrielli V. (2012), « L'accessibilité potentielle
    localisée (APL) », Études et résultats 795, DREES.
    """
    supply = np.asarray(places, dtype=np.float64)
    if supply.shape != demand.demand.shape:
        raise ValueError(f"{supply.shape} places for {demand.demand.shape} sites")
    if not (supply >= 0).all():
        raise ValueError("a number of places is negative or missing")
    reached = demand.demand > 0
    ratio = np.divide(supply, demand.demand, out=np.zeros_like(supply), where=reached)
    return Accessibility(
        per_thousand=_sum_of_ratios(demand.weights, ratio) * 1000,
        places=float(supply[reached].sum()),
    )


def _sum_of_ratios(weights: Weights, ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    chosen = np.flatnonzero(ratio)
    # Few sites: their rows alone. Many: gathering rows costs more than the zeros it spares.
    if chosen.size < len(ratio) / 4:
        return np.asarray(weights[chosen].T @ ratio[chosen])
    return np.asarray(weights.T @ ratio)


def mean_accessibility(per_thousand: ArrayLike, people: ArrayLike) -> float:
    """Mean over the people, places per 1,000; NaN where nobody lives."""
    counts = np.asarray(people, dtype=np.float64)
    total = counts.sum()
    return float(np.asarray(per_thousand) @ counts / total) if total else float("nan")


def reachable_courses(
    matrix: NDArray[np.uint8], courses: ArrayLike, threshold: float
) -> NDArray[np.int64]:
    """Count the matching courses that each commune reaches within `threshold` minutes.

    Parameters
    ----------
    matrix : uint8 (n_sites, n_communes), whole minutes, 255 = out of reach
    courses : (n_sites,), number of matching courses at each site
    threshold : minutes, the bound included

    Returns
    -------
    int64 (n_communes,)

    Raises
    ------
    ValueError
        The shapes do not fit, or the threshold is negative or not a number.
    """
    counts = np.asarray(courses)
    if counts.shape != matrix.shape[:1]:
        raise ValueError(f"{counts.shape} numbers of courses for a matrix of {matrix.shape}")
    if not threshold >= 0:
        raise ValueError(f"threshold must be 0 or more, got {threshold}")
    limit = np.uint8(min(np.floor(threshold), 254))
    total = np.zeros(matrix.shape[1], dtype=np.int64)
    for first in range(0, len(matrix), _ROWS_AT_ONCE):
        rows = first + np.flatnonzero(counts[first : first + _ROWS_AT_ONCE])
        # float32 products are the machine's fastest, and exact up to 16 million.
        inside = (matrix[rows] <= limit).astype(np.float32)
        total += (counts[rows].astype(np.float32) @ inside).astype(np.int64)
    return total
