"""The diplomas of the BCN: which replaces a closed one, which ones a common year leads to.

A diploma is closed from the day after its closing date. What replaces it is what it says itself,
else the diplomas that say they replace it, else the open one that has its title and its level.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

import pandas as pd

from loaders.source import Context
from loaders.titles.diplomas import stem

_ANCESTORS = 6
"""Renewals followed backwards: more than any diploma had, and never without end."""

# NATURE_FORMATION_DIPLOME: « 4 » classes of collège and lycée, « S » specialities, « Z » errors.
_CLASSES = frozenset("4SZ")

Facts = dict[str, dict[str, Any]]


class Diplomas:
    """The diplomas and the modules (MEF) of the nomenclatures that a context holds.

    Parameters
    ----------
    context : its nomenclatures « mef » and « diplomas » (see `loaders.sources.nomenclatures.bcn`)
        and
        « certif_info », any of which may be missing
    today : the day on which a diploma is open or closed
    """

    def __init__(self, context: Context, today: dt.date | None = None) -> None:
        self._today = pd.Timestamp(today or dt.date.today())
        self._mefs = facts_of(context, "mef", "mef")
        self.facts = facts_of(context, "diplomas", "cfd")
        old = facts_of(context, "certif_info", "cfd")
        self._old = {cfd: str(facts["old_cfd"]) for cfd, facts in old.items()}

    @property
    def known(self) -> bool:
        """Whether there is anything to read codes with."""
        return bool(self._mefs) and bool(self.facts)

    def of_mef(self, mef: str) -> str:
        """Return the CFD that a MEFSTAT11 prepares, "" when it is unknown."""
        return str(self._mefs[mef]["cfd"]) if mef in self._mefs else ""

    def year_of(self, mef: str) -> int:
        """Return the year of the course that a MEFSTAT11 is, 1 when it is not said."""
        year = self._mefs[mef]["year"] if mef in self._mefs else None
        return 1 if year is None or pd.isna(year) or not 1 <= year <= 5 else int(year)

    def is_common(self, cfd: str) -> bool:
        """Whether a code is that of a year common to several diplomas, and no diploma."""
        return cfd in self.facts and bool(self.facts[cfd]["common"])

    def is_class(self, cfd: str) -> bool:
        """Whether a code is that of a class or a speciality, which is no diploma by itself."""
        return cfd in self.facts and self.facts[cfd]["nature"] in _CLASSES

    def closing(self, cfd: str) -> dt.date | None:
        """Return the closing date of a diploma that is closed today, None when it is open."""
        closed = self.facts[cfd]["closed"] if cfd in self.facts else None
        if closed is None or pd.isna(closed) or closed >= self._today:
            return None
        return pd.Timestamp(closed).date()

    def current(self, cfd: str, at_place: Collection[str] = ()) -> str:
        """Return the open diploma that stands for this one, "" when none replaces it.

        Of several that replace it, the first of those taught at the place. The diploma stands
        under its own name when none of several is taught there, or when the nomenclature does not
        describe yet what replaces it.
        """
        seen: set[str] = set()
        while self.closing(cfd) is not None:
            seen.add(cfd)
            named = self._after(cfd)
            after = [code for code in named if code in self.facts and code not in seen]
            there = [code for code in after if code in at_place]
            if len(after) != 1 and not there:
                return cfd if named else ""
            cfd = (there or after)[0]
        return cfd

    def successors(self, cfd: str) -> tuple[str, ...]:
        """Return every diploma that a closed one has led to since, near first.

        All those of a split; those that closed in turn are among them, and what a common year
        leads to follows it.
        """
        found = [cfd]
        for code in found:  # which grows
            after = self._after(code) if self.closing(code) is not None else []
            led = self.members(code) if self.is_common(code) else ()
            found += [one for one in (*after, *led) if one in self.facts and one not in found]
        return tuple(found[1:])

    def is_renewed(self, cfd: str) -> bool:
        """Whether an open diploma has the very title and the level of this one."""
        return bool(self._namesakes.get(self._name(cfd)))

    def members(self, cfd: str) -> tuple[str, ...]:
        """Return the open diplomas that a common year leads to, as far as it is known.

        Those that its comment names, and the options of the diploma that has its very title.
        """
        named = str(self.facts[cfd]["members"]).split() if cfd in self.facts else []
        found = [self.current(code) for code in (*named, *self.options(cfd))]
        return tuple(
            dict.fromkeys(code for code in found if code in self.facts and not self.is_common(code))
        )

    def options(self, cfd: str) -> tuple[str, ...]:
        """Return the options of the diploma that a common year begins, none if there are several.

        A year common to several diplomas (a « famille de métiers ») has none.
        """
        return self._options.get(cfd, ())

    def stem(self, cfd: str) -> str:
        """Return the folded title of a diploma or a common year, without its kind."""
        return stem(str(self.facts[cfd]["title"])) if cfd in self.facts else ""

    def lineage(self, cfd: str) -> Iterator[str]:
        """Yield a diploma, then what a common year leads to, then its predecessors, near first."""
        yield cfd
        if self.is_common(cfd):
            yield from self.members(cfd)
        seen, ring = {cfd}, [cfd]
        for _ in range(_ANCESTORS):
            before = [code for known in ring for code in self._before(known)]
            ring = [code for code in dict.fromkeys(before) if code not in seen]
            seen.update(ring)
            yield from ring

    def _before(self, cfd: str) -> list[str]:
        told = str(self.facts[cfd]["before"]).split() if cfd in self.facts else []
        return [*told, *self._old.get(cfd, "").split()]

    def _after(self, cfd: str) -> list[str]:
        said = str(self.facts[cfd]["after"]).split()
        namesakes = self._namesakes.get(self._name(cfd), [])
        return said or self._replacing.get(cfd, []) or (namesakes if len(namesakes) == 1 else [])

    @cached_property
    def _replacing(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for cfd in dict.fromkeys((*self.facts, *self._old)):
            for old in self._before(cfd):
                if old != cfd:
                    found.setdefault(old, []).append(cfd)
        return {old: list(dict.fromkeys(after)) for old, after in found.items()}

    def _name(self, cfd: str) -> tuple[str, int | None]:
        level = self.facts[cfd]["level"]
        return self.stem(cfd), None if pd.isna(level) else int(level)

    @cached_property
    def _namesakes(self) -> dict[tuple[str, int | None], list[str]]:
        found: dict[tuple[str, int | None], list[str]] = {}
        for cfd in self.facts:
            if self.closing(cfd) is None and not self.is_common(cfd):
                found.setdefault(self._name(cfd), []).append(cfd)
        return found

    @cached_property
    def _options(self) -> dict[str, tuple[str, ...]]:
        """The diplomas of the same kind whose title is a common year's, and an option after."""
        plain = [
            (cfd, facts["kind"], self.stem(cfd))
            for cfd, facts in self.facts.items()
            if not facts["common"]
        ]
        found = {}
        for cfd, facts in self.facts.items():
            if facts["common"] and (common := self.stem(cfd)):
                found[cfd] = tuple(
                    code
                    for code, kind, title in plain
                    if kind == facts["kind"] and title.startswith(f"{common} option")
                )
        return found


def facts_of(context: Context, name: str, key: str) -> Facts:
    """Return the first row of each code of a nomenclature, {} when the context lacks it."""
    table = context.nomenclatures.get(name)
    if table is None:
        return {}
    rows = table[table[key] != ""].drop_duplicates(key)
    return dict(zip(rows[key], rows.to_dict("records"), strict=True))
