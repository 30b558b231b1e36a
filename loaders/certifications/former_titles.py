"""The titles that closed diplomas had, and those of the loaded courses that prepare what followed.

The nomenclature of diplomas says what replaced each (`loaders.certifications.diplomas`), however
long ago it closed. A title that is still that of a diploma or of a course is no former title.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pandas as pd

from geodata.search.former_diplomas import FORMER_DIPLOMAS
from geodata.search.lexicon.words import diploma_at, split, stems, terms
from loaders.certifications.codes import Codes
from loaders.source import Context
from loaders.titles.courses import same_words

_KIND_AFTER = re.compile(r"(?P<words>.+?) *\((?P<kind>bep|bepa|bpa|mc)\b[^()]*\)", re.IGNORECASE)
"""A kind that only closed diplomas have: « Structures métalliques (bep) »."""
_LOST_ACCENT = re.compile(r"(?<=\w[ -])a(?=[ -]\w)")


def former_titles(
    context: Context, offers: pd.DataFrame, today: dt.date | None = None
) -> pd.DataFrame:
    """Return the former titles of what courses prepare (FORMER_DIPLOMAS), the last to close first.

    Parameters
    ----------
    context : with the nomenclatures of `loaders.certifications.codes`; without that of diplomas,
        nothing is known
    offers : the courses, with their `cfd` where it is known
    today : the day on which a diploma is open or closed
    """
    columns = list(FORMER_DIPLOMAS.columns)
    codes = Codes(context, today)
    rows: list[tuple[str, str, str]] = []
    if len(offers) and codes.diplomas.facts:
        rows = list(_Followed(codes, offers).rows())
    found = pd.DataFrame(rows, columns=columns).drop_duplicates(["former", "title"])
    return FORMER_DIPLOMAS.validate(found.reset_index(drop=True))


class _Followed:
    """The closed diplomas of nomenclatures, followed to the courses of today."""

    def __init__(self, codes: Codes, offers: pd.DataFrame) -> None:
        self._codes = codes
        self._diplomas = codes.diplomas
        coded = offers["cfd"].fillna("") if "cfd" in offers else pd.Series("", offers.index)
        known = offers.assign(cfd=coded).groupby(["cfd", "title"]).size().sort_values(kind="stable")
        self._by_code = {str(cfd): str(title) for cfd, title in known.index if cfd}
        self._by_words = {same_words(title): str(title) for cfd, title in known.index if not cfd}
        self._loaded = {frozenset(terms(title)) for title in offers["title"].unique()}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield (former title, title of today, day it closed), the last to close first."""
        closed = {cfd: self._diplomas.closing(cfd) for cfd in self._diplomas.facts}
        dated = [(day, cfd) for cfd, day in closed.items() if day is not None]
        for day, cfd in sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1])):
            if self._is_no_diploma(cfd) or not (titles := self._titles_of_today(cfd)):
                continue
            former = written(self._codes.certified(cfd).title)
            if self._is_former(former):
                yield from ((former, title, day.isoformat()) for title in titles)

    def _is_no_diploma(self, cfd: str) -> bool:
        diplomas = self._diplomas
        return diplomas.is_common(cfd) or diplomas.is_class(cfd) or diplomas.is_renewed(cfd)

    def _is_former(self, title: str) -> bool:
        """Whether a title names a diploma of a known kind that no course is named after."""
        known, _ = diploma_at(stems(split(title)), 0)
        return known > 0 and _of_something(title) and frozenset(terms(title)) not in self._loaded

    def _titles_of_today(self, cfd: str) -> list[str]:
        """Return the titles of the courses that prepare what replaced a diploma, open ones first.

        A course may bear the code of a diploma that has just closed.
        """
        after = self._diplomas.successors(cfd)
        current = [code for code in after if self._diplomas.closing(code) is None]
        for some in (current, after):
            titles = dict.fromkeys(map(self._title, some))
            if found := [title for title in titles if _of_something(title)]:
                return found
        return []

    def _title(self, cfd: str) -> str:
        """Return the title that most courses of a diploma have, "" where no course prepares it."""
        if cfd in self._by_code:
            return self._by_code[cfd]
        return self._by_words.get(same_words(self._codes.certified(cfd).title), "")


def _of_something(title: str) -> bool:
    """Whether a title says more than a kind of diploma: « Bac général » does not."""
    words = stems(split(title))
    return diploma_at(words, 0)[0] < len(words)


def written(title: str) -> str:
    """Return the title of a closed diploma as people write it.

    « Soudage (mc au cap) » is « MC Soudage », « moteurs a combustion » has its accent.
    """
    title = _LOST_ACCENT.sub("à", title)
    found = _KIND_AFTER.fullmatch(title)
    return f"{found['kind'].upper()} {found['words']}" if found else title
