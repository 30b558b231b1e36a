"""An upper bound on a maximal covering problem, by Lagrangian relaxation.

« A group is covered only if a chosen candidate covers it » becomes a price on each group, between
0 and its weight. For given prices the best choice is read off at once: the p candidates whose
groups cost most. The value of that choice is an upper bound; the prices move to lower it
(Galvão and ReVelle 1996; steps of Held, Wolfe and Crowder 1974, along directions that remember the
ones before, Camerini, Fratta and Maffioli 1975). The lowest bound is that of the linear relaxation.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.siting.problem import SitingProblem

_STEPS = 2500
_PATIENCE = 40
_SHORTENING = 0.7
_SMALLEST_STEP = 1e-3
_MEMORY = 0.7
_TRIES = 40
"""Choices suggested by the prices that are worth improving."""


@dataclass(frozen=True)
class Relaxation:
    """A bound, and what it says of each candidate.

    Attributes
    ----------
    bound : no choice of p candidates covers more
    profits : float64 (n_useful,), what each candidate is worth at the prices of the bound
    p : how many are chosen
    chosen : a good choice met on the way, positions among the useful candidates
    """

    bound: float
    profits: NDArray[np.float64]
    p: int
    chosen: NDArray[np.int64]

    def possible(self, value: float) -> NDArray[np.bool_]:
        """Candidates that a choice better than `value` may take, bool (n_useful,).

        To take a candidate that the prices leave out lowers the bound by what separates its
        profit from that of the last one in; below `value`, it is of no use.
        """
        if len(self.profits) <= self.p:
            return np.ones(len(self.profits), dtype=bool)
        last_in = np.partition(self.profits, -self.p)[-self.p]
        margin = 1e-9 * max(1.0, self.bound)
        return self.bound - last_in + self.profits >= value - margin


def at_prices(
    problem: SitingProblem, p: int, prices: NDArray[np.float64], chosen: NDArray[np.int64]
) -> Relaxation:
    """Return the bound that any prices (n_groups,) give."""
    kept = np.clip(prices, 0, problem.weights)
    profits = problem.covers @ kept
    top = np.sort(profits)[::-1][:p]
    return Relaxation(float((problem.weights - kept).sum() + top.sum()), profits, p, chosen)


def relax(
    problem: SitingProblem,
    p: int,
    value: float,
    improve: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    over: Callable[[], bool],
) -> Relaxation:
    """Lower the bound until it meets `value`, stops falling, or `over` says so.

    Parameters
    ----------
    problem, p : the problem
    value : what a known choice covers
    improve : makes a choice better; called now and then on those that the prices suggest
    over : asked at every step
    """
    covers, weights = problem.covers, problem.weights
    prices = weights / np.maximum(1, covers.sum(axis=0))
    best, best_prices, chosen = np.inf, prices, np.zeros(0, dtype=np.int64)
    direction, step, waited = np.zeros(len(weights)), 1.0, 0
    seen: set[bytes] = set()
    for _ in range(_STEPS):
        profits = covers @ prices
        top = _largest(profits, p)
        bound = float((weights - prices).sum() + profits[top].sum())
        # A few rows of ones are counted: a product with all of them would double a step's time.
        times = np.bincount(covers[top].indices, minlength=len(weights)).astype(np.float64)
        waited += 1
        if not bound >= best * (1 - 1e-6):
            best, best_prices, waited = bound, prices, 0
            key = np.sort(top).tobytes()
            if weights[times > 0].sum() > 0.98 * value and key not in seen and len(seen) < _TRIES:
                seen.add(key)
                found = improve(top)
                reached = float(weights[covers[found].sum(axis=0) > 0].sum())
                if reached > value:
                    value, chosen = reached, found
        if waited >= _PATIENCE:
            step, waited, prices = step * _SHORTENING, 0, best_prices
        direction = times - (prices < weights) + _MEMORY * direction
        norm = float(direction @ direction)
        if best - value <= 1e-9 * best or step < _SMALLEST_STEP or norm == 0 or over():
            break
        prices = np.clip(prices - step * (bound - value) / norm * direction, 0, weights)
    return at_prices(problem, p, best_prices, chosen)


def _largest(values: NDArray[np.float64], p: int) -> NDArray[np.int64]:
    return np.argpartition(-values, p - 1)[:p] if p < len(values) else np.arange(len(values))
