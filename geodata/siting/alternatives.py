"""What else would do nearly as well: each place of a choice exchanged for another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from geodata.coverage.nearest import within

MOST = 3
"""Alternatives to a place, at most."""

NEAR = 0.5
"""Share of what a place adds that an alternative to it adds, at least."""

NEARLY_EQUAL = 0.9
"""Share that makes a town as good as the villages around it, so that it is told for its size."""


@dataclass(frozen=True)
class Alternative:
    """A candidate that may take the place of a chosen one, the others staying.

    Attributes
    ----------
    candidate : row in the caller's list of candidates
    share : what it adds to the others, as a share of what the chosen one adds; 1 at most where
        the choice is the best
    """

    candidate: int
    share: float


def alternatives(
    minutes: NDArray[np.uint8],
    threshold: float,
    weights: ArrayLike,
    covered: NDArray[np.bool_],
    chosen: Sequence[int],
    preference: ArrayLike | None = None,
    *,
    most: int = MOST,
    near: float = NEAR,
) -> list[list[Alternative]]:
    """Return, for each chosen candidate, those that add nearly as much to the other ones.

    A candidate that the search sets aside, because another covers all that it does, is here too.

    Parameters
    ----------
    minutes : uint8 (n_candidates, n_communes)
    threshold : minutes, the bound included
    weights : (n_communes,), what covering each commune is worth
    covered : bool (n_communes,), communes already within the threshold
    chosen : rows of the candidates chosen
    preference : (n_candidates,), people for instance: of those that add as much the greater comes
        first, and where there are too many the last told is the greatest of the others that are
        nearly equal, else of all the others
    most : alternatives to each, at most
    near : the least share that is worth saying

    Returns
    -------
    A list a chosen candidate, in their order; the best alternatives first.
    """
    worth = np.asarray(weights, dtype=np.float64)
    wanted = np.flatnonzero(~covered & (worth > 0))
    reach, worth = within(minutes[:, wanted], threshold), worth[wanted]
    rows = list(chosen)
    if not rows:
        return []
    times = reach[rows].sum(axis=0)
    # What the other chosen ones leave, a column each: one product says all the exchanges.
    left = np.stack([worth * (times - reach[row] == 0) for row in rows], axis=1)
    gains = sparse.csr_array(reach, dtype=np.float64) @ left
    liked = np.zeros(len(minutes)) if preference is None else np.asarray(preference, float)
    return [_nearest(gains[:, rank], row, rows, liked, most, near) for rank, row in enumerate(rows)]


def _nearest(
    gains: NDArray[np.float64],
    row: int,
    chosen: Sequence[int],
    liked: NDArray[np.float64],
    most: int,
    near: float,
) -> list[Alternative]:
    own = float(gains[row])
    if own <= 0:
        return []
    others = gains.copy()
    others[list(chosen)] = -1.0
    order = np.lexsort((-liked, -others))
    order = order[: int((others >= near * own).sum())]
    if len(order) > most:
        # The best are often villages side by side: a town that does nearly as well is told too.
        rest = order[most - 1 :]
        equal = rest[others[rest] >= NEARLY_EQUAL * own]
        towns = equal if len(equal) else rest
        order = np.append(order[: most - 1], towns[liked[towns].argmax()])
    return [Alternative(int(candidate), float(others[candidate] / own)) for candidate in order]
