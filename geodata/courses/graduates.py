"""What became of the graduates of one diploma in one establishment of higher education.

A course is told by its establishment (UAI), the kind of its diploma and the words that name it: the
producers of courses give no code of the ministry's register of diplomas (SISE). A « parcours » is
told by its own row, else by that of its mention, which is about all of its parcours; nothing else
stands in: neither another diploma nor another establishment.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from geodata.folding import fold
from geodata.tables.columns import filled, table, text

KINDS = ("but", "licence-pro", "licence", "master", "ingenieur", "autre")

MEASURES: dict[str, str] = {
    "salarie": "en emploi salarié en France",
    "emploi": "en emploi",
    "inscrits": "en emploi salarié, parmi tous les inscrits",
}
"""What a rate of employment counts, and among whom: those who left, unless it says otherwise."""

MONTHS = (6, 12, 18, 24, 30)

STATUSES = ("", "nd", "ns", "na")
"""Why no rate is given: not published, not significant, not available."""

GRADUATES = table(
    "graduates",
    {
        "uai": pa.Column(str, pa.Check.str_matches(r"^\d{7}[A-Z]$")),
        "kind": pa.Column(str, pa.Check.isin(KINDS)),
        "diploma": text(),  # code of the register SISE, or ""
        "label": filled(),
        "cohort": pa.Column(str, pa.Check.str_matches(r"^\d{4}(-\d{4}|( \d{4})*)$")),
        "graduated": pa.Column(bool),  # about those who got the diploma only
        "measure": pa.Column(str, pa.Check.isin(list(MEASURES))),
        "enrolled": pa.Column("Int64", pa.Check.ge(0), nullable=True),
        "leavers": pa.Column("Int64", pa.Check.ge(0), nullable=True),
        "going_on": pa.Column("Int64", pa.Check.ge(0), nullable=True),
        "going_on_rate": pa.Column("float64", pa.Check.in_range(0, 100), nullable=True),
        **{
            f"{name}_{months}": pa.Column("float64", pa.Check.in_range(0, 100), nullable=True)
            for name in ("employed", "stable")
            for months in MONTHS
        },
        "status": pa.Column(str, pa.Check.isin(STATUSES)),
        "source": text(),
        "vintage": text(),
    },
)
"""A row a diploma, an establishment and a cohort: a year, several together, a school year."""

IDENTITY = ("uai", "kind", "diploma", "label", "cohort")
"""What a row is about."""

_PREFIXES = (
    ("but", r"(?:bachelor universitaire de technologie|but)\b"),
    ("licence-pro", r"licence pro(?:fessionnelle)?\b"),
    ("licence", r"licence\b(?: generale\b)?(?! acces sante)"),
    ("master", r"master\b(?: lmd\b)?"),
)
_FILLERS = re.compile(r"^(?:(?:mention|portail|specialite)\s+)+")
_PARCOURS = re.compile(r"\s+parcours\b.*$")
Key = tuple[str, str, str]


def kind_of(title: str) -> str:
    """Return the kind of diploma that a title begins with, "" for none of those told here."""
    folded = fold(title)
    return next((kind for kind, words in _PREFIXES if re.match(words, folded)), "")


def bare(title: str) -> str:
    """Return the words that name a diploma, folded, without its kind: « informatique »."""
    folded = fold(title)
    for _, words in _PREFIXES:
        if found := re.match(words, folded):
            folded = folded[found.end() :].strip()
            break
    return _FILLERS.sub("", folded)


class Graduates:
    """The rows of a table (schema GRADUATES) by what they are about."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._rows: dict[Key, list[Mapping[str, Any]]] = {}
        for row in table.to_dict("records"):
            key = (row["uai"], row["kind"], bare(row["label"]))
            self._rows.setdefault(key, []).append(row)  # type: ignore[arg-type]
        self.keys = frozenset(self._rows)

    def key(self, uai: str, *titles: str) -> Key | None:
        """Return which diploma tells a course, None where none does for sure.

        Parameters
        ----------
        uai : of the course's establishment
        titles : how the course is named, its own title first
        """
        for cut in (False, True):
            for title in titles:
                kind, words = kind_of(title), bare(title)
                words = _PARCOURS.sub("", words) if cut else words
                if kind and words and (uai, kind, words) in self._rows:
                    return uai, kind, words
        return None

    def newest(self, key: Key) -> Mapping[str, Any]:
        """Return the newest cohort that has a rate, else the newest; one year before several."""
        return max(self._rows[key], key=_rank)


def _rank(row: Mapping[str, Any]) -> tuple[bool, bool, str, int]:
    years = re.findall(r"\d{4}", row["cohort"])
    return has_rate(row), row["graduated"], years[-1], -len(years)


def has_rate(row: Mapping[str, Any]) -> bool:
    """Tell whether a rate of employment is published."""
    return any(not pd.isna(row[f"employed_{months}"]) for months in MONTHS)


def joined(table: pd.DataFrame, offers: pd.DataFrame, uais: Iterable[str]) -> dict[str, int]:
    """Count the diplomas of a table, those that a course has, and these courses.

    Parameters
    ----------
    offers : the courses
    uais : of the establishment of each course, aligned on them, "" where it has none
    """
    graduates = Graduates(table)
    rows = zip(uais, offers["title"], offers["certification"], strict=True)
    found = [key for uai, *titles in rows if uai and (key := graduates.key(uai, *titles))]
    return {"diplomas": len(graduates.keys), "joined": len(set(found)), "courses": len(found)}
