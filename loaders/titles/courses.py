"""From a producer's title to what the course is: certification, level, NSF, ROME."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.folding import fold
from loaders.titles.accents import COMMON, Accents
from loaders.titles.rules import head_of, level_of, nsf_of
from loaders.titles.shown import shown

_NOISE = re.compile(
    # « BTS - Services - Tourisme », but not « BTS Services informatiques aux organisations »:
    # the family of a BTS is followed by a capital letter or a dash.
    r"^(BTS)\W+(?:Services|Production)\b(?=\s+[A-ZÀ-Ý]|\s*[-–]\s)\s*[-–]?|"
    r"^(Licence)\W+Portail\b(?=\s+[A-ZÀ-Ý]|\s*[-–]\s)\s*[-–]?",
)
_REPEATED = re.compile(r"^Ann[eé]e pr[eé]paratoire\W+(?=Ann[eé]e )", re.IGNORECASE)
_FAMILY = re.compile(r"^BTS\W+(Agricole|Maritime)\b\s*[-–]?", re.IGNORECASE)
_APPRENTICESHIP = re.compile(r"[-–(\s]*\b(?:en|par) apprentissage\b\)?", re.IGNORECASE)
_DISTANCE = re.compile(
    r"[-–(\s]*\b(?:enti[eè]rement|100 ?%)\s+(?:en distanciel|[aà] distance)\b\)?|"
    r"[-–(\s]*\benseignement [aà] distance\b\)?|[-–(\s]*\ben distanciel$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r" (?:option|options|parcours|specialite|specialisation|mineures?|1ere annee|"
    r"1re annee|premiere annee|reserve|l1 amenagee|dominante)\b.*$"
)
_SAME = {
    "techn": "technicien",
    "opt": "option",
    "exploit": "exploitation",
    "audio visuel": "audiovisuel",
    "post production": "postproduction",
}
_ASIDE = re.compile(r"\([^()]*\)")
_APART = frozenset(["option", "specialite", "opt"])  # told or not before the same words
# What two writings of the same certification may or may not have.
_EMPTY = re.compile(
    r"\b(?<!option )(?:de|des|du|d|la|le|les|l|et|en|a|au|aux|mention|portail|ne|trice)\b"
)


@dataclass(frozen=True)
class Reading:
    """What a title says. `certification` is the official title, "" when none is known for sure.

    `before` is the title before `loaders.titles.shown`, "" when that changes nothing.
    """

    title: str
    certification: str = ""
    level: int | None = None
    nsf: str = ""
    romes: str = ""
    rncp: str = ""
    distance: bool = False
    apprenticeship: bool = False
    before: str = ""


class TitleReader:
    """Reads titles with a catalogue of certifications, else with the rules of `title_rules`.

    Parameters
    ----------
    certifications : columns title, short, level, nsf, romes, rncp (texts, level may be empty)
    accents : gives back their accents to titles that lost them; None leaves them as they are
    """

    def __init__(self, certifications: pd.DataFrame, accents: Accents | None = None) -> None:
        self._accents = accents
        self._words = _words(certifications)
        self._known: dict[str, Reading] = {}
        self._shared: dict[str, Reading | None] = {}
        records: Iterable[Any] = certifications.itertuples()
        for row in records:
            reading = _official(row)
            for name in (row.short, row.title):
                self._known.setdefault(_key(fold(name)), reading)
                self._share(_key(_TAIL.sub("", fold(name))), reading)

    def _share(self, key: str, reading: Reading) -> None:
        """Keep under a title without its option what all its options have in common."""
        if key.endswith(": "):
            return  # Nothing is left but the kind of diploma.
        other = self._shared.get(key, reading)
        if other is None or (other.level, other.nsf) != (reading.level, reading.nsf):
            self._shared[key] = None
        elif other is reading:
            self._shared[key] = reading
        else:
            romes = " ".join(dict.fromkeys(f"{other.romes} {reading.romes}".split()))
            self._shared[key] = replace(other, certification="", romes=romes, rncp="")

    def read(self, title: str) -> Reading:
        """Return what a producer's title says."""
        written = " ".join(title.split())
        distance, apprenticeship = (
            bool(_DISTANCE.search(written)),
            bool(_APPRENTICESHIP.search(written)),
        )
        plain = _APPRENTICESHIP.sub("", _DISTANCE.sub("", written)).strip(" -–") or written
        found = self._find(plain)
        before = found.title or self._plain(plain)
        sure = _COMMON.restore
        title = found.title or shown(sure(before), known=self._words, accented=sure)
        before = before if title != before else ""
        if distance:
            title += " (entièrement à distance)"
        return replace(
            found, title=title, before=before, distance=distance, apprenticeship=apprenticeship
        )

    def _find(self, plain: str) -> Reading:
        keys = list(_spellings(plain))
        for key in keys:
            if key in self._known:
                return self._known[key]
        short = [_key(_TAIL.sub("", fold(_unfamily(plain)))), *(_TAIL.sub("", key) for key in keys)]
        for key in short:
            known = self._known.get(key) or self._shared.get(key)
            if known and not key.endswith(": "):
                return replace(known, title="")
        folded = fold(plain)
        return Reading(title="", level=level_of(folded), nsf=nsf_of(folded))

    def _plain(self, plain: str) -> str:
        text = re.sub(r"\s+[-–]\s+", " ", _REPEATED.sub("", _unfamily(plain)))
        return self._accents.restore(text) if self._accents else text


_COMMON = Accents(())
_LANGUAGES = """
    allemand anglais arabe bosniaque croate espagnol hebreu italien majeure mineure montenegrin
    neerlandais polonais portugais russe serbe slaves debutant classiques modernes bilingue
    pluridisciplinaire visuelles singulieres patrimoine interieure musicologie archeologie
    nordiques contextes espaces publics objets exception lieux pratiques portail cursus
"""
"""Words of parcours that no certification bears."""


def _words(certifications: pd.DataFrame) -> frozenset[str]:
    """Return the folded words that titles bear in small letters."""
    small = re.compile(r"[^\W\d_]{4,}")
    texts = " ".join([*certifications["title"], *certifications["short"]])
    return frozenset(
        [
            *(fold(word) for word in set(small.findall(texts)) if word[1:].islower()),
            *fold(COMMON).split(),
            *_LANGUAGES.split(),
        ]
    )


def same_words(title: str) -> tuple[str, frozenset[str]]:
    """Return the diploma and the words, in the singular, that two writings of a title share."""
    head, _, words = _key(fold(_unfamily(_ASIDE.sub(" ", title)))).partition(": ")
    return head, _singular(words)


def stem_words(title: str) -> frozenset[str]:
    """Return the words of a title, as `same_words`, before its option, speciality or parcours."""
    plain = _TAIL.sub("", fold(_unfamily(_ASIDE.sub(" ", title))))
    return _singular(_key(plain).partition(": ")[2])


def _singular(words: str) -> frozenset[str]:
    return frozenset(re.sub(r"(?<=...)[sx]$", "", word) for word in words.split()) - _APART


def says_distance(title: str) -> bool:
    """Tell whether a title says that the course is entirely at a distance."""
    return bool(_DISTANCE.search(title))


def _official(row: Any) -> Reading:
    level = "" if pd.isna(row.level) else str(row.level)
    return Reading(
        # « DCG » alone says nothing to who does not know it.
        title=row.short if " " in row.short else row.title,
        certification=row.title,
        level=int(float(level)) if level else None,
        nsf=row.nsf,
        romes=row.romes,
        rncp=row.rncp,
    )


def _unfamily(plain: str) -> str:
    """Drop the family a producer puts between a diploma and its name; name a BTS agricole BTSA."""
    family = _FAMILY.match(plain)
    if family:
        return f"BTS{family[1][0].upper()} {plain[family.end() :].strip()}"
    return _NOISE.sub(lambda match: f"{match[1] or match[2]} ", plain).replace("  ", " ")


def _spellings(plain: str) -> Iterator[str]:
    for text in (plain, _unfamily(plain)):
        folded = fold(text)
        yield _key(folded)
        yield _key(fold(re.sub(r"\([^()]*\)", "", text)))


@lru_cache(maxsize=20_000)
def _key(folded: str) -> str:
    """Reduce a folded title to its diploma and the words that tell it from others, repeats out."""
    head = head_of(folded)
    rest = head.pattern.sub("", folded, count=1) if head else folded
    for written, meant in _SAME.items():
        rest = re.sub(rf"\b{written}\b", meant, rest)
    words = dict.fromkeys(_EMPTY.sub(" ", rest).split())
    return f"{fold(head.diploma) if head else ''}: {' '.join(words)}"
