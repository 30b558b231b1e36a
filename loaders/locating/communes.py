"""Bringing the communes of other years to those of the store: mergers, splits, codes without zero.

The moves of communes come from the embedded base, which knows where each code that disappeared is
today (COG of the store), and from Insee's files of events
(`loaders.sources.zonings.commune_moves`).
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

import pandas as pd

from loaders.reading.values import plain_code
from loaders.source import Context

MOVES = "commune_moves"
"""Name of the table of moves among the nomenclatures: columns old, new, kind."""

BECOMES, SPLIT = "devient", "separee"

_CODE = re.compile(r"(\d\d|2[AB])\d{3}", re.ASCII)
_SHORT = re.compile(r"\d{4}", re.ASCII)


def commune_code(text: str) -> str:
    """Return the INSEE code that a cell says, its lost first zero given back; "" if it is none."""
    code = plain_code(text).upper()
    if _SHORT.fullmatch(code):
        code = f"0{code}"
    return code if _CODE.fullmatch(code) else ""


@dataclass(frozen=True)
class Cog:
    """The communes of the store and what became of those of other years.

    Attributes
    ----------
    today : codes of the store's communes
    successors : for a code that is no longer one, the codes it may be today
    origins : for a commune of today, the commune it was a part of before they were separated
    """

    today: Set[str]
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def current(self, code: str) -> str:
        """Return the commune of today that a code of any year is, "" when it cannot be told.

        A code of today is itself, so that bringing a code twice is bringing it once.
        """
        found = self.candidates(code)
        return found[0] if len(found) == 1 else ""

    def candidates(self, code: str) -> tuple[str, ...]:
        """Return the communes of today that a code may be: several after a split, none if unknown.

        What a code becomes is followed from one event to the next, up to codes of today.
        """
        return tuple(sorted(end for end in self._ends(code) if end in self.today))

    def has_left(self, code: str) -> bool:
        """Tell whether all that is known of a code is that it is now elsewhere than in the store.

        A few communes were merged into one of another region.
        """
        return code in self.successors and not self.candidates(code)

    def _ends(self, code: str) -> set[str]:
        """Return where events lead a code: codes of today, or that nothing follows."""
        ends, seen, waiting = set[str](), {code}, [code]
        while waiting:
            one = waiting.pop()
            following = () if one in self.today else self.successors.get(one, ())
            if not following:
                ends.add(one)
            waiting += set(following) - seen
            seen.update(following)
        return ends

    def inherited(self, present: Set[str]) -> dict[str, str]:
        """Return, for the communes of today that a file has not, the one of the file they were in.

        Parameters
        ----------
        present : codes that the file has
        """
        return {
            new: old
            for new, old in self.origins.items()
            if new in self.today and new not in present and old in present
        }


def cog_of(context: Context) -> Cog:
    """Return the moves of communes that a context knows of."""
    moves = context.nomenclatures.get(MOVES)
    return make_cog(context.communes["code"], moves)


def make_cog(today: Iterable[str], moves: pd.DataFrame | None) -> Cog:
    """Return the moves between other years and today.

    Parameters
    ----------
    today : codes of the store's communes
    moves : `old`, `new` (codes), `kind` ("devient" or "separee"); None for no move. What the first
        rows say of an old code is kept when the next ones also give it another end: the embedded
        base, which is first, says where codes are today and not at some date between.
    """
    codes = frozenset(today)
    successors: dict[str, tuple[str, ...]] = {}
    origins: dict[str, str] = {}
    rows = [] if moves is None else moves[["old", "new", "kind"]].itertuples(index=False)
    for old, new, kind in rows:
        if kind == SPLIT:
            origins.setdefault(new, old)
        elif old not in codes and not codes.intersection(successors.get(old, ())):
            successors[old] = (*successors.get(old, ()), new)
    return Cog(codes, successors, origins)
