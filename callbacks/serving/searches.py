"""The searches of the best places that a worker runs: few at a time, each for a few seconds."""

import threading

from geodata.asking.siting import BestQuestion
from geodata.coverage.answer import Covered
from geodata.siting.best_places import BestAnswer, best_answer, best_problem
from geodata.siting.search import best_sites

SECONDS = 4.0
"""Time given to a search once its problem is stated; the best answer so far is then told."""

MOST_AT_ONCE = 2
"""Searches that a worker runs at a time: others keep its threads for the rest of the pages."""

running = threading.BoundedSemaphore(MOST_AT_ONCE)


def solved(covered: Covered, question: BestQuestion) -> BestAnswer:
    """Return the answer to a question, once its turn has come (raises UnknownCode)."""
    stated = best_problem(covered, question)
    with running:
        found = best_sites(stated.problem, question.p, seconds=SECONDS)
    return best_answer(stated, found)
