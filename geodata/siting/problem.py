"""A maximal covering problem, reduced to what can change its answer."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from geodata.coverage.nearest import within
from geodata.folding import fold

_LARGEST_COMPARISON = 3e10
"""Products beyond which looking for dominated candidates costs more than it spares."""


@dataclass(frozen=True)
class SitingProblem:
    """Which groups of communes each candidate would bring within the threshold.

    Attributes
    ----------
    covers : float64 (n_useful, n_groups), csr of ones
    weights : float64 (n_groups,), what covering each group is worth; all positive
    candidate : int64 (n_useful,), row of each useful candidate in the caller's list
    coverable : float
        What all the candidates together would cover.
    out_of_reach : float
        What is uncovered now, and that no candidate would cover.
    """

    covers: sparse.csr_array
    weights: NDArray[np.float64]
    candidate: NDArray[np.int64]
    coverable: float
    out_of_reach: float

    def restricted(self, kept: NDArray[np.bool_]) -> "SitingProblem":
        """Keep some useful candidates only, bool (n_useful,), and join the groups again.

        With fewer candidates many groups are covered by the same ones: joining them is what
        makes the exact answer quick.
        """
        reach = self.covers[np.flatnonzero(kept)].toarray() > 0
        some = reach.any(axis=0)
        reach, weights = _merged(reach[:, some], self.weights[some])
        covers = sparse.csr_array(reach, dtype=np.float64)
        lost = self.coverable - float(weights.sum())
        return SitingProblem(
            covers, weights, self.candidate[kept], self.coverable - lost, self.out_of_reach + lost
        )


def siting_problem(
    minutes: NDArray[np.uint8],
    threshold: float,
    weights: ArrayLike,
    covered: NDArray[np.bool_] | None = None,
    preference: ArrayLike | None = None,
) -> SitingProblem:
    """State a maximal covering problem, and drop what cannot change its answer.

    Communes already covered or worth nothing, and those that no candidate covers, are left out;
    communes that the same candidates cover are merged; a candidate that covers nothing more than
    another is dropped. The best value is that of the full problem.

    Parameters
    ----------
    minutes : uint8 (n_candidates, n_communes)
        Whole minutes to each candidate as a row of a travel matrix (`geodata.travel.model.matrix`
        with
        the candidates as sites).
    threshold : minutes, the bound included
    weights : (n_communes,), what covering each commune is worth: people (see
        `priority_weights`), 0 or more
    covered : bool (n_communes,), communes already within the threshold of a course
    preference : (n_candidates,), breaks ties between candidates that cover the same communes, the
        greater first (people, for instance); by default the lower row

    Raises
    ------
    ValueError
        The shapes do not fit, the threshold is negative, or a weight is negative or missing.
    """
    worth = np.asarray(weights, dtype=np.float64)
    if minutes.ndim != 2 or worth.shape != minutes.shape[1:]:
        raise ValueError(f"{worth.shape} weights for minutes of shape {minutes.shape}")
    if not (worth >= 0).all():
        raise ValueError("a weight is negative or missing")
    if not threshold >= 0:
        raise ValueError(f"threshold must be 0 or more, got {threshold}")
    wanted = worth > 0
    if covered is not None:
        wanted &= ~covered
    columns = np.flatnonzero(wanted)
    reach = within(minutes[:, columns], threshold)
    coverable = reach.any(axis=0)
    out_of_reach = float(worth[columns[~coverable]].sum())
    reach, worth = _merged(reach[:, coverable], worth[columns[coverable]])
    rows = _useful(reach, _order(len(minutes), preference))
    reach, worth = _merged(reach[rows], worth)
    covers = sparse.csr_array(reach, dtype=np.float64)
    return SitingProblem(covers, worth, rows, float(worth.sum()), out_of_reach)


def priority_weights(
    people: ArrayLike, priorities: list[tuple[NDArray[np.bool_], float]]
) -> NDArray[np.float64]:
    """Weigh people, those of priority communes more.

    Parameters
    ----------
    people : (n_communes,)
    priorities : (communes, factor) pairs, such as (in ZRR, 2.0); factors multiply where they meet

    Raises
    ------
    ValueError
        A factor is negative or not a number.
    """
    weights = np.array(people, dtype=np.float64)
    for which, factor in priorities:
        if not factor >= 0:
            raise ValueError(f"a factor must be 0 or more, got {factor}")
        weights[which] *= factor
    return weights


def candidate_rows(
    communes: pd.DataFrame, site_communes: ArrayLike, kind: str = "centre"
) -> tuple[str, NDArray[np.int64]]:
    """Choose the communes where a course may be opened.

    Parameters
    ----------
    communes : schema COMMUNES, with `centrality` where the centrality grid (ANCT, Insee) is
        loaded
    site_communes : codes of the communes that have a site
    kind : "centre" (those the grid calls centres, of any size), "site" or "all". With free choice
        the best places are often villages that no training would go to.

    Returns
    -------
    (kind, rows) : the kind really used, and the rows of the communes. "centre" falls back on
        "site" where the grid is not loaded, and "site" on "all" where there is no site.

    Raises
    ------
    KeyError
        An unknown kind.
    """
    if kind not in ("centre", "site", "all"):
        raise KeyError(kind)
    if kind == "centre" and "centrality" in communes:
        grid = {text: _is_centre(str(text)) for text in communes["centrality"].unique()}
        rows = np.flatnonzero(communes["centrality"].map(grid).to_numpy(dtype=bool))
        if rows.size:
            return "centre", rows
    if kind != "all":
        known = set(np.asarray(site_communes, dtype=object).tolist())
        rows = np.flatnonzero(communes["code"].isin(known).to_numpy(dtype=bool))
        if rows.size:
            return "site", rows
    return "all", np.arange(len(communes))


def _is_centre(text: str) -> bool:
    words = fold(text)
    return bool(words) and not words.startswith(("commune non centre", "communes non centre", "0"))


def _order(n: int, preference: ArrayLike | None) -> NDArray[np.int64]:
    """Rows of the candidates, the preferred first."""
    if preference is None:
        return np.arange(n)
    return np.argsort(-np.asarray(preference, dtype=np.float64), kind="stable")


def _merged(
    reach: NDArray[np.bool_], worth: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Join the columns that are alike, in the order of their first."""
    if reach.size == 0:
        return reach, worth
    packed = np.ascontiguousarray(np.packbits(reach, axis=0).T)
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return reach[:, first], np.bincount(group.ravel(), weights=worth).astype(np.float64)


def _useful(reach: NDArray[np.bool_], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows that no other row contains; of two equal rows, the first in `order`."""
    sizes = reach.sum(axis=1)
    rows = order[sizes[order] > 0]
    if len(rows) ** 2 * reach.shape[1] > _LARGEST_COMPARISON:
        return np.sort(rows)
    # float32 products count exactly up to 16 million, and are the machine's fastest.
    ones = reach[rows].astype(np.float32)
    contained = (ones @ ones.T) >= sizes[rows].astype(np.float32)[:, None]
    size = sizes[rows]
    larger = size[None, :] > size[:, None]
    earlier = np.tri(len(rows), k=-1, dtype=bool)
    dominated = (contained & (larger | ((size[None, :] == size[:, None]) & earlier))).any(axis=1)
    return np.sort(rows[~dominated])
