"""What the title of a course says by itself, when no certification of the catalogue bears it.

The tables are in `data/titles.toml`: levels from the beginning of a title, levels from years of
study, NSF groups from words. All are written on folded texts.
"""

import re
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Head(_Line):
    """A kind of diploma as titles begin: its short name, its level (None: no level), patterns.

    `before` is what must follow them, when the level depends on it.
    """

    diploma: str
    level: int | None = None
    begins: tuple[str, ...]
    before: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a folded title of this kind begins with."""
        return re.compile(rf"(?:{'|'.join(self.begins)})(?: |$)(?={self.before})")


class _Years(_Line):
    level: int
    pattern: re.Pattern[str]


class _Rules(_Line):
    heads: tuple[Head, ...]
    years: tuple[_Years, ...]
    subjects: dict[str, tuple[str, ...]]
    fallbacks: dict[str, tuple[str, ...]]


_RULES = read_checked(DATA / "titles.toml", _Rules, "des règles de titres")

HEADS = _RULES.heads
"""Read from first to last: the first that fits wins."""


def _by_words(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {words: nsf for nsf, every in groups.items() for words in every}


SUBJECTS: dict[str, str] = _by_words(_RULES.subjects)
"""Words of a title (one word, or several in a row) -> NSF group."""

FALLBACKS: dict[str, str] = _by_words(_RULES.fallbacks)
"""Words too wide to decide when another subject is named: read only when none is."""


def head_of(folded: str) -> Head | None:
    """Return the kind of diploma that a folded title begins with, or None."""
    return next((head for head in HEADS if head.pattern.match(folded)), None)


def level_of(folded: str) -> int | None:
    """Return the level that a folded title says, or None."""
    head = head_of(folded)
    if head is not None:
        return head.level
    return next((line.level for line in _RULES.years if line.pattern.search(folded)), None)


def nsf_of(folded: str) -> str:
    """Return the NSF group of what a folded title is about, "" when no rule knows."""
    return next(iter(nsfs_of(folded)), "")


def nsfs_of(folded: str) -> list[str]:
    """Return the NSF groups that a folded title names, the likeliest first.

    The longest words win (« sciences de la vie » over « sciences »), then those read first.
    """
    return list(dict.fromkeys([*_named(folded, SUBJECTS), *_named(folded, FALLBACKS)]))


def _named(folded: str, table: dict[str, str]) -> list[str]:
    padded = f" {folded} "
    found = [
        (-len(words.split()), padded.index(f" {words} "), nsf)
        for words, nsf in table.items()
        if f" {words} " in padded
    ]
    return [nsf for *_, nsf in sorted(found)]
