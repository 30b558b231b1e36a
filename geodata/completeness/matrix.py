"""The matrix voie × level × département of the courses that are known, with a grade each.

A cell is *complete* when sources that together lack nothing are loaded whole, *absent* when no
course is known and no source tells that there is none, else *partial*. A source is whole in a
département when it has courses there, and enough of them in the region (`Covers.least`). Counts of
people are published for the region only: a cell whose voie has fewer than one known course for
`PEOPLE_A_COURSE` people is *thin*, and never complete, in whichever département.

A level that a voie does not lead to (`covers.POSSIBLE`), but that some course gives, is
*unknown*: nothing says how many there should be. A simulated offer is the whole of its own
universe: all its cells are complete, and it says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from geodata.completeness.covers import POSSIBLE, Declared, Published

COMPLETE, PARTIAL, ABSENT, UNKNOWN = "complete", "partial", "absent", "unknown"
GRADES: dict[str, str] = {
    COMPLETE: "complète",
    PARTIAL: "partielle",
    ABSENT: "absente",
    UNKNOWN: "inconnue",
}
"""What is known of an offer, as a reader sees it."""

PEOPLE_A_COURSE = 250
"""People enrolled for each known course, above which courses are plainly missing: the offers known
to be whole have 90 to 150."""

REGION = ""
"""Code that stands for the region among the départements."""


def completeness(
    offers: pd.DataFrame,
    departement: pd.Series,
    people: Mapping[str, int],
    declared: Sequence[Declared],
    published: Sequence[Published],
    simulated: bool,
) -> dict[str, Any]:
    """Return the matrix and what it rests on, made of what JSON can write.

    Parameters
    ----------
    offers : columns `voie`, `level`, and `keys`, the keys of the declared sources of each course
    departement : code for each course, "" where it has no place; aligned on offers
    people : inhabitants of each département of the region
    declared : every source that can be read and covers courses, loaded or not
    """
    level = offers["level"].fillna(0).astype(int)
    table = offers.assign(level=level, departement=departement.to_numpy())
    whole = _Whole(table, people, declared)
    thin = _thin(table, published)
    cells = []
    for voie, step in _steps(table):
        here = table[(table["voie"] == voie) & (table["level"] == step)]
        of = {code: int((here["departement"] == code).sum()) for code in people}
        rows = [_cell(voie, step, code, of[code], whole, thin, simulated) for code in people]
        cells += [_region(voie, step, len(here), rows), *rows]
    return {
        "simulated": simulated,
        "cells": cells,
        "published": [dict(one.as_data()) for one in published],
        "sources": [whole.account(one) for one in declared],
    }


def _steps(table: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """Yield the voies and levels that may have courses, and those that do have some."""
    seen = set(zip(table["voie"], table["level"], strict=True))
    for voie, levels in POSSIBLE.items():
        more = {level for name, level in seen if name == voie and level}
        yield from ((voie, level) for level in sorted({*levels, *more}))


class _Whole:
    """Which declarations hold, département by département."""

    def __init__(
        self, table: pd.DataFrame, people: Mapping[str, int], declared: Sequence[Declared]
    ) -> None:
        self.declared = declared
        self.courses: dict[str, int] = {}
        self.held: dict[tuple[str, int], set[str]] = {}
        inhabitants = sum(people.values())
        for source in declared:
            own = table[table["keys"].map(lambda keys, key=source.key: key in keys).astype(bool)]
            self.courses[source.key] = len(own)
            for rank, covers in enumerate(source.covers):
                told = own[own["voie"].isin(covers.voies) & own["level"].isin(covers.levels)]
                enough = len(told) >= max(1.0, covers.least * inhabitants / 100_000)
                self.held[source.key, rank] = set(told["departement"]) if enough else set()

    def lacks(self, voie: str, level: int, departement: str) -> set[str] | None:
        """Return the parts that no source loaded whole has, None when none is loaded whole."""
        found: set[str] | None = None
        for source in self.declared:
            for rank, covers in enumerate(source.covers):
                if covers.has(voie, level) and departement in self.held[source.key, rank]:
                    found = set(covers.lacks) if found is None else found & set(covers.lacks)
        return found

    def account(self, source: Declared) -> dict[str, Any]:
        """Return what a source covers, its courses, and whether they are an extract."""
        covers = [
            {**one.as_data(), "whole": bool(self.held[source.key, rank])}
            for rank, one in enumerate(source.covers)
        ]
        return {
            "source": source.key,
            "name": source.name,
            "page": source.page,
            "courses": self.courses[source.key],
            "covers": covers,
        }


def _thin(table: pd.DataFrame, published: Sequence[Published]) -> set[tuple[str, int]]:
    """Return the voies and levels with too few courses for the people counted in them."""
    found = set()
    for one in published:
        known = ((table["voie"] == one.voie) & table["level"].isin([0, *one.levels])).sum()
        if one.people > PEOPLE_A_COURSE * known:
            found |= {(one.voie, level) for level in one.levels}
    return found


def _cell(
    voie: str,
    level: int,
    departement: str,
    courses: int,
    whole: _Whole,
    thin: set[tuple[str, int]],
    simulated: bool,
) -> dict[str, Any]:
    lacks = whole.lacks(voie, level, departement)
    too_few = (voie, level) in thin and not simulated
    expected = level in POSSIBLE[voie]
    if simulated or (lacks is not None and not lacks and not too_few):
        grade = COMPLETE
    elif not expected:
        grade = UNKNOWN
    else:
        grade = PARTIAL if courses else ABSENT
    return {
        "voie": voie,
        "level": level,
        "departement": departement,
        "courses": courses,
        "grade": grade,
        "thin": grade == PARTIAL and (too_few or lacks is None),
        "lacks": sorted(lacks or ()) if grade == PARTIAL else [],
    }


def _region(
    voie: str, level: int, courses: int, rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the cell of the region: what its départements have, courses without a place too."""
    grades = {row["grade"] for row in rows}
    if len(grades) == 1 and not grades & {PARTIAL, ABSENT}:
        grade = next(iter(grades))
    else:
        grade = PARTIAL if courses or COMPLETE in grades else ABSENT
    known = [row for row in rows if row["grade"] == PARTIAL]
    return {
        "voie": voie,
        "level": level,
        "departement": REGION,
        "courses": courses,
        "grade": grade,
        "thin": grade == PARTIAL and all(row["thin"] for row in known) and COMPLETE not in grades,
        "lacks": sorted(set.intersection(*(set(row["lacks"]) for row in known)) if known else ()),
    }
