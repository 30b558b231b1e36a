"""The tag « rev3 », given to a course by the published rules of a region's profile.

The contract asks that courses of the filières of the ecological, energy and digital transition be
marked (requirement C-20) and gives no list of them: what is marked is therefore a rule that
anyone can read, never a guess.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Protocol

import pandas as pd

from geodata.folding import fold


class Rule(Protocol):
    """A filière: its `label`, and the ROME codes, NSF groups and words that belong to it."""

    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def romes(self) -> Collection[str]: ...  # noqa: D102
    @property
    def nsf(self) -> Collection[str]: ...  # noqa: D102
    @property
    def words(self) -> Collection[str]: ...  # noqa: D102


def tag_rev3(offers: pd.DataFrame, rules: Sequence[Rule]) -> pd.Series:
    """Label of the filière each course belongs to.

    Parameters
    ----------
    offers : pd.DataFrame
        `title`, `certification`, `nsf` (group of three digits, a longer code is cut) and `romes`
        (codes separated by spaces).
    rules : sequence of Rule
        In order of precedence. A course fits a rule when one of its ROME codes or its NSF group
        is named there, or when its title or certification contains one of the rule's words
        (whole words; accents and capitals ignored).

    Returns
    -------
    pd.Series of str
        Label of the first rule that fits, "" when none does; aligned on the index of `offers`.
    """
    folded = [(rule, tuple(f" {fold(word)} " for word in rule.words)) for rule in rules]

    # A diploma is offered in many places: what its title says is worked out once.
    @cache
    def label(title: str, certification: str, nsf: str, romes: str) -> str:
        return _label(f" {fold(title)} {fold(certification)} ", nsf[:3], set(romes.split()), folded)

    columns = offers[["title", "certification", "nsf", "romes"]]
    found = [label(*row) for row in columns.itertuples(index=False, name=None)]
    return pd.Series(found, index=offers.index, dtype=str)


def _label(
    text: str, nsf: str, romes: set[str], rules: Sequence[tuple[Rule, tuple[str, ...]]]
) -> str:
    for rule, words in rules:
        if (
            nsf in rule.nsf
            or not romes.isdisjoint(rule.romes)
            or any(word in text for word in words)
        ):
            return rule.label
    return ""
