"""The linear relaxation of a maximal covering problem, and its exact answer, by HiGHS in SciPy."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from geodata.siting.bounds import Relaxation, at_prices
from geodata.siting.problem import SitingProblem

_POLL = 0.05
"""Seconds between two questions to `over`."""


@dataclass(frozen=True)
class Found:
    """The best choice found, None if none was, and the most that any choice can cover."""

    chosen: NDArray[np.int64] | None
    bound: float


def linear_relaxation(
    problem: SitingProblem, p: int, seconds: float, over: Callable[[], bool]
) -> Relaxation | None:
    """Bound the problem by its linear relaxation, which is nearly always whole or almost.

    Interior points, because the simplex method takes ten times longer on these problems.
    Returns None when it was not solved in time. The bound is worked out again from the prices,
    so that a solver's tolerance cannot make it too low.
    """
    n, groups = problem.covers.shape
    covered, number = _constraints(problem)
    result = _waited(
        lambda: linprog(
            np.concatenate([np.zeros(n), -problem.weights]),
            A_ub=sparse.vstack([covered, number], format="csr"),
            b_ub=np.concatenate([np.zeros(groups), [p]]),
            bounds=(0, 1),
            method="highs-ipm",
            options={"presolve": False, "time_limit": max(0.05, seconds)},
        ),
        over,
    )
    if result is None or result.status != 0:
        return None
    top = np.argsort(-result.x[:n], kind="stable")[:p]
    return at_prices(problem, p, -result.ineqlin.marginals[:groups], top)


def branch_and_bound(
    problem: SitingProblem, p: int, gap: float, seconds: float, over: Callable[[], bool]
) -> Found:
    """Choose p candidates so as to cover most, proven within a share `gap` of the best."""
    n, groups = problem.covers.shape
    covered, number = _constraints(problem)
    result = _waited(
        lambda: milp(
            np.concatenate([np.zeros(n), -problem.weights]),
            integrality=np.concatenate([np.ones(n), np.zeros(groups)]),
            bounds=Bounds(0, 1),
            constraints=[
                LinearConstraint(covered, -np.inf, 0),
                LinearConstraint(number, -np.inf, p),
            ],
            # Presolve takes longer than it spares: 20 s against 0.5 s at p = 1.
            options={
                "presolve": False, "time_limit": max(0.05, seconds), "mip_rel_gap": gap,
            },
        ),
        over,
    )  # fmt: skip
    if result is None:
        return Found(None, np.inf)
    dual = getattr(result, "mip_dual_bound", None)
    bound = np.inf if dual is None or not np.isfinite(dual) else -float(dual)
    chosen = None if result.x is None else np.flatnonzero(result.x[:n] > 0.5)
    return Found(chosen, bound)


def _constraints(problem: SitingProblem) -> tuple[sparse.csr_array, NDArray[np.float64]]:
    n, groups = problem.covers.shape
    # A group counts only as much as the chosen candidates that cover it.
    covered = sparse.hstack([-problem.covers.T, sparse.eye_array(groups)], format="csr")
    return covered, np.concatenate([np.ones(n), np.zeros(groups)])[None, :]


def _waited(solve: Callable[[], Any], over: Callable[[], bool]) -> Any:
    """Solve in a thread; None if the caller gave up waiting, and what the solver raises is raised.

    HiGHS cannot be interrupted from here, but it leaves Python free while it works: a solver
    that is given up ends alone, soon after its time limit.
    """
    answers: list[Any] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            answers.append(solve())
        except Exception as error:  # raised again in the caller's thread
            errors.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    while worker.is_alive() and not over():
        worker.join(_POLL)
    if errors:
        raise errors[0]
    return answers[0] if answers else None
