"""Where to open p courses so that most people are covered: maximal covering location.

Church R., ReVelle C. (1974), « The maximal covering location problem », Papers of the Regional
Science Association 32, 101–118. Three answers, each better and slower than the one before, all
with an upper bound that no choice can pass:

1. greedy: the candidate that adds most, p times;
2. swaps: exchange one chosen candidate for another while that helps (Teitz and Bart 1968), then
   again from that choice with some of its candidates changed at random (iterated local search,
   Lourenço, Martin and Stützle 2003, in Handbook of Metaheuristics, 320–353);
3. exact: HiGHS on what a Lagrangian bound leaves open (Galvão and ReVelle 1996, « A Lagrangean
   heuristic for the maximal covering location problem », European Journal of Operational
   Research 88, 114–123).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from geodata.asking.siting import MOST_SITES
from geodata.siting.bounds import relax
from geodata.siting.exact import branch_and_bound, linear_relaxation
from geodata.siting.problem import SitingProblem

_ROUNDING = 1e-9

_RESTARTS = 20
"""Choices shaken and improved again: the region's best is nearly always met among the first."""

Chosen = NDArray[np.int64]
"""Positions of chosen candidates among the useful ones of a problem."""


@dataclass(frozen=True)
class Siting:
    """An answer to « where best? ».

    Attributes
    ----------
    candidates : rows in the caller's list of candidates, the one that adds most first. Fewer than
        were asked for when fewer cover all that can be covered.
    gains : what each adds to those before it, in the unit of the problem's weights
    value : what they cover together
    bound : what no choice of as many can exceed
    method : "greedy", "swaps" or "exact"
    stopped : the caller stopped it
    """

    candidates: tuple[int, ...]
    gains: tuple[float, ...]
    value: float
    bound: float
    method: str
    stopped: bool = False

    @property
    def gap(self) -> float:
        """How far from the best this answer may be, as a share of the bound; 0 when proven."""
        missing = self.bound - self.value
        return missing / self.bound if missing > _ROUNDING * max(1.0, self.bound) else 0.0


def greedy(problem: SitingProblem, p: int) -> Siting:
    """Take p times the candidate that adds most; a few milliseconds.

    Its bound is the lowest of three: everything; the p greatest candidates, as if they had
    nothing in common; the greedy choice and the p that would add most to it, likewise (Nemhauser,
    Wolsey and Fisher 1978).
    """
    chosen, still = _greedy(problem, _checked(p))
    alone = float(np.sort(problem.covers @ problem.weights)[::-1][:p].sum())
    value = _value(problem, chosen)
    return _siting(problem, chosen, min(problem.coverable, alone, value + still), "greedy")


def best_sites(
    problem: SitingProblem,
    p: int,
    *,
    seconds: float = 4.0,
    target_gap: float = 0.0,
    should_stop: Callable[[], bool] | None = None,
    progress: Callable[[Siting], None] | None = None,
) -> Siting:
    """Find the p candidates that cover most, with proof or with a gap.

    Parameters
    ----------
    problem : from `geodata.siting.problem.siting_problem`
    p : how many, from 1 to `MOST_SITES`
    seconds : time given to it; the best answer so far is then returned, with its gap
    target_gap : stop as soon as the gap is at most this share (0.01 is 1 %)
    should_stop : asked several times a second; True ends the search with the best answer so far
    progress : told each better answer or bound, the first within some tens of milliseconds

    Raises
    ------
    ValueError
        p is not between 1 and `MOST_SITES`.
    """
    end = time.monotonic() + seconds
    stop = should_stop or (lambda: False)
    search = _Search(p, target_gap, end, stop, progress or (lambda _: None))
    search.better(greedy(problem, p))
    if search.unsettled():
        swapped = swap(problem, _greedy(problem, p)[0])
        search.found(problem, swapped)
    if search.unsettled():
        search.found(problem, shake(problem, swapped, search.over))
    if search.unsettled():
        relaxed = relax(problem, p, search.answer.value, partial(swap, problem), search.over)
        search.found(problem, relaxed.chosen, relaxed.bound)
    if search.unsettled():
        problem = problem.restricted(relaxed.possible(search.answer.value))
        linear = linear_relaxation(problem, p, search.left(), search.over)
        if linear is not None:
            search.found(problem, swap(problem, linear.chosen), linear.bound)
            problem = problem.restricted(linear.possible(search.answer.value))
    if search.unsettled():
        exact = branch_and_bound(problem, p, target_gap, search.left(), search.over)
        search.found(problem, exact.chosen, exact.bound)
    return search.result()


@dataclass
class _Search:
    """The best answer so far, and what tells whether to go on."""

    p: int
    target_gap: float
    end: float
    stop: Callable[[], bool]
    tell: Callable[[Siting], None]
    answer: Siting = Siting((), (), 0.0, np.inf, "greedy")

    def unsettled(self) -> bool:
        return self.answer.gap > self.target_gap and not self.over()

    def over(self) -> bool:
        return self.left() <= 0 or self.stop()

    def left(self) -> float:
        return self.end - time.monotonic()

    def found(self, problem: SitingProblem, chosen: Chosen | None, bound: float = np.inf) -> None:
        """Take a choice if it is better, and a bound if it is lower.

        The bound may be of a problem from which candidates were set aside because they cannot
        beat the answer at hand: that answer is then a bound on what they can do.
        """
        bound = min(self.answer.bound, max(bound, self.answer.value))
        best = replace(self.answer, bound=bound, method="swaps")
        if chosen is not None:
            other = _siting(problem, chosen, bound, "swaps")
            best = other if other.value > best.value else best
        self.better(best)

    def better(self, answer: Siting) -> None:
        self.answer = answer if answer.gap else replace(answer, method="exact")
        self.tell(self.answer)

    def result(self) -> Siting:
        return replace(self.answer, stopped=self.answer.gap > self.target_gap and self.stop())


def swap(problem: SitingProblem, chosen: Chosen) -> Chosen:
    """Exchange one chosen candidate for another while that covers more, the best exchange first."""
    covers, weights = problem.covers, problem.weights
    chosen = chosen.copy()
    while chosen.size:
        rows = covers[chosen].toarray()
        times = rows.sum(axis=0)
        # Without its r-th site, a set loses what only that site covers…
        alone = rows * (weights * (times == 1))
        # … and a candidate then adds what is covered by nobody, or was by that site alone.
        missing = weights * (times == 0)
        after = covers @ (missing[:, None] + alone.T) - alone.sum(axis=1)
        after[chosen] = 0
        best = int(after.argmax())
        candidate, leaving = divmod(best, len(chosen))
        if after.ravel()[best] <= _ROUNDING * max(1.0, problem.coverable):
            break
        chosen[leaving] = candidate
    return chosen


def shake(problem: SitingProblem, chosen: Chosen, over: Callable[[], bool]) -> Chosen:
    """Change some chosen candidates at random, improve the choice, and keep it if it covers more.

    Swaps stop where no single exchange helps; two or more at once may still. The draws are the
    same each time, so that a question has one answer.
    """
    draws = np.random.default_rng(0)
    candidates, p = len(problem.candidate), len(chosen)
    if p < 2 or candidates <= p:
        return chosen
    value = _value(problem, chosen)
    for _ in range(_RESTARTS):
        if over():
            break
        changed = int(draws.integers(2, max(3, p // 2 + 1)))
        kept = draws.permutation(chosen)[changed:]
        others = np.setdiff1d(np.arange(candidates), kept)
        tried = swap(problem, np.concatenate([kept, draws.choice(others, changed, replace=False)]))
        reached = _value(problem, tried)
        if reached >= value:
            chosen, value = tried, reached
    return chosen


def _value(problem: SitingProblem, chosen: Chosen) -> float:
    return float(problem.weights[problem.covers[chosen].sum(axis=0) > 0].sum())


def _checked(p: int) -> int:
    if not 1 <= p <= MOST_SITES:
        raise ValueError(f"p must be from 1 to {MOST_SITES}, got {p}")
    return p


def _greedy(problem: SitingProblem, p: int) -> tuple[Chosen, float]:
    """Chosen candidates, and the most that p others could still add to them."""
    left = problem.weights.copy()
    chosen: list[int] = []
    while len(chosen) < min(p, len(problem.candidate)):
        gains = problem.covers @ left
        best = int(gains.argmax())
        if gains[best] <= _ROUNDING * max(1.0, problem.coverable):
            break
        chosen.append(best)
        left[problem.covers[[best]].indices] = 0
    gains = np.sort(problem.covers @ left)[::-1][:p] if len(problem.candidate) else np.zeros(0)
    return np.array(chosen, dtype=np.int64), float(gains.sum())


def _siting(problem: SitingProblem, chosen: Chosen, bound: float, method: str) -> Siting:
    """Order the chosen candidates by what each adds."""
    left = problem.weights.copy()
    order: list[int] = []
    gains: list[float] = []
    rest = chosen.tolist()
    while rest:
        adds = problem.covers[rest] @ left
        best = int(adds.argmax())
        if adds[best] <= _ROUNDING * max(1.0, problem.coverable):
            break
        order.append(rest.pop(best))
        gains.append(float(adds[best]))
        left[problem.covers[[order[-1]]].indices] = 0
    value = float(sum(gains))
    rows = tuple(int(problem.candidate[position]) for position in order)
    return Siting(rows, tuple(gains), value, max(bound, value), method)
