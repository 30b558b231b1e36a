"""Who asks with one word for a whole family sees its levels and its titles in turn."""

import numpy as np
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.search.ranking import TITLE

_UNKNOWN_LEVEL = 99

FIRST = 300
"""Courses that take turns: nobody reads farther, and an answer stays light."""


def in_turn(
    atlas: Atlas, relevance: NDArray[np.float32], family: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the first rows of a family in the order in which its levels take turns, int (n,).

    « Mécanique »: the first course of each level, the lowest first, then the second of each; a
    title comes back once the others of its level have come. The titles that have the word go before
    those that everyday words give, then those of the most courses.

    Parameters
    ----------
    relevance : (n_offers,)
    family : bool (n_offers,), the courses that take turns
    """
    rows = np.flatnonzero(family)
    titles, counts = atlas.cached("codes of titles", lambda: _titles(atlas))
    levels = atlas.cached("levels in turn", lambda: _levels(atlas))[rows]
    worth = relevance[rows]
    best = np.lexsort((rows, -counts[titles[rows]], -worth))
    # The n-th course of its title, then the n-th of its level.
    nth = _nth(titles[rows][best])
    turns = best[np.lexsort((np.arange(len(best)), nth))]
    turn = _nth(levels[turns])
    said = {level: worth[levels == level].max() < TITLE for level in np.unique(levels)}
    later = np.array([said[level] for level in levels[turns]], dtype=bool)
    order: NDArray[np.int64] = rows[turns[np.lexsort((levels[turns], later, turn))]]
    return order[:FIRST]


def _levels(atlas: Atlas) -> NDArray[np.int64]:
    return atlas.offers["level"].fillna(_UNKNOWN_LEVEL).to_numpy(dtype=np.int64)


def _titles(atlas: Atlas) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of each course's title, (n_offers,), and how many courses have each."""
    _, codes, counts = np.unique(
        atlas.offers["title"].astype(str), return_inverse=True, return_counts=True
    )
    return codes, counts


def _nth(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many times each value was met before, int (n,)."""
    order = np.argsort(values, kind="stable")
    sorted_values = values[order]
    starts = np.flatnonzero(np.r_[True, sorted_values[1:] != sorted_values[:-1]])
    lengths = np.diff(np.append(starts, len(values)))
    met = np.empty(len(values), dtype=np.int64)
    met[order] = np.arange(len(values)) - np.repeat(starts, lengths)
    return met
