"""One course known from several sources becomes one row, which says what each source gave.

Two rows of different sources are the same course when they are of the same voie, at the same place
and lead to the same certification:

- place: the same UAI; when one of them has none, the same SIRET, or positions (both at an address)
  within 300 m. Two UAI are two establishments, even at one address: each teaches its own courses.
- certification: the same diploma (CFD); when one has no CFD, the same official title (folded, in
  the singular, without its small words), else the same RNCP sheet;
- a title that says less than another of the same kind at that place (« BTS Banque » and « BTS
  Banque, conseiller de clientèle ») is the same course when it is alone there; a title without
  option is the same course as each of its options taught there (a first year common to them).

Two rows of one source are two courses: its own parser said so. The first source keeps its values
(those that know the diploma's code come first), the next ones fill what it does not say. A place
that a source gives at an address replaces one that was borrowed from elsewhere, or the centre of
the commune. Places and pupils of a row that stands for several courses are shared out between those
that state none, equally, so that nobody is counted twice.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from geodata.folding import fold
from geodata.provenance import JOINER, PROVENANCE
from loaders.common_years import share_out
from loaders.placing import MARGIN
from loaders.titles import same_words, stem_words

NEAR = 300.0
"""Metres between two positions of one place: geocoders disagree on where a school's door is."""

NUMBERS = ("capacity", "enrolled")
PROVENANCE_COLUMNS = list(PROVENANCE.columns)
_FILE = re.compile(r"-\d+$")
_EXACT, _SHEET, _LESS, _MORE = 4, 3, 2, 1
_FACTS = ("title", "provider", "level", "rncp", *NUMBERS, "start", "end", "url")
_KEPT_APART = frozenset(["offer", "source", "vintage", "uai", "siret", "cfd", "common", "site"])

Row = dict[str, Any]


@dataclass(frozen=True)
class Merged:
    """The courses, one row each, and where what they say comes from.

    `provenance` has a row a course and source: offer, source, original (the id that the source's
    parser gave), vintage, columns (those whose value is its own, separated by spaces), facts (what
    it says otherwise than the values kept, as JSON). `counts` says how many rows came in, how many
    courses came out, and how many courses each set of sources knows.
    """

    offers: pd.DataFrame
    sites: pd.DataFrame
    provenance: pd.DataFrame
    counts: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Course:
    row: Row
    parts: list[Row]
    head: str
    words: frozenset[str]
    stem: frozenset[str]
    uai: str
    siret: str
    x: float
    y: float
    precise: bool

    @property
    def cfd(self) -> str:
        return str(self.row.get("cfd") or "")

    @property
    def sources(self) -> set[str]:
        return {part["source"] for part in self.parts}

    @property
    def families(self) -> set[str]:
        """The sources, whichever of their files the course is in (« lheo-2 » is of « lheo »)."""
        return {_FILE.sub("", source) for source in self.sources}


def merge(offers: pd.DataFrame, sites: pd.DataFrame) -> Merged:
    """Bring the rows of all the sources together.

    Parameters
    ----------
    offers : rows of every file, each with its `source`; columns of OFFERS, and uai, siret, cfd,
        common where the parser knows them; the same id from two sources is the same course
    sites : the sites they are at (schema SITES)
    """
    if offers.empty:
        return Merged(offers, sites, pd.DataFrame(columns=PROVENANCE_COLUMNS), _counts(0, []))
    columns = list(offers.columns)
    placed: list[Any] = sites.to_dict("records")
    places: dict[str, Row] = {str(site["site"]): site for site in placed}
    rows = offers.astype(object).where(offers.notna(), None).to_dict("records")
    known = _same_ids([{str(k): v for k, v in row.items()} for row in rows], places)
    merged = _Merger(places)
    for group in _by_source(known):
        merged.add(group)
    courses = merged.courses
    _joined_sites(courses, places)
    table = pd.DataFrame([_written(course) for course in courses], columns=columns)
    table = table.astype({name: offers[name].dtype for name in columns if name not in _LOOSE})
    used = sites[sites["site"].isin(table["site"])]
    parts = [
        {**part, "offer": course.row["offer"], "columns": " ".join(part["columns"])}
        for course in courses
        for part in course.parts
    ]
    return Merged(
        table,
        _completed_sites(used, courses),
        pd.DataFrame(parts, columns=PROVENANCE_COLUMNS),
        _counts(len(offers), courses),
    )


_LOOSE = ("source", "vintage", "publics", "site")


def _by_source(courses: Sequence[_Course]) -> list[list[_Course]]:
    """Return the courses source by source, those of sources that know the diploma's code first."""
    groups: dict[str, list[_Course]] = {}
    for course in courses:
        groups.setdefault(_FILE.sub("", course.parts[0]["source"]), []).append(course)
    return sorted(groups.values(), key=lambda group: not any(course.cfd for course in group))


def _same_ids(rows: Sequence[Row], places: Mapping[str, Row]) -> list[_Course]:
    found: dict[str, _Course] = {}
    for row in rows:
        course = _course(row, places)
        first = found.setdefault(str(row["offer"]), course)
        if first is not course:
            _absorb(first, course, places)
    return list(found.values())


def _course(row: Row, places: Mapping[str, Row]) -> _Course:
    site = places.get(str(row.get("site") or ""), {})
    head, words = same_words(str(row.get("title") or ""))
    said = [name for name, value in row.items() if not _blank(value) and name not in _KEPT_APART]
    part = {
        "source": str(row["source"]),
        "original": str(row["offer"]),
        "vintage": str(row.get("vintage") or ""),
        "columns": [*said, *(["site"] if site else [])],
        "facts": "",
    }
    return _Course(
        row=dict(row),
        parts=[part],
        head=head,
        words=words,
        stem=stem_words(str(row.get("title") or "")),
        uai=str(row.get("uai") or site.get("uai") or ""),
        siret=str(row.get("siret") or site.get("siret") or ""),
        x=float(site.get("x", math.nan)),
        y=float(site.get("y", math.nan)),
        precise=site.get("precision") == "address",
    )


class _Merger:
    """The courses known so far, and where to look for those of the next source."""

    def __init__(self, places: Mapping[str, Row]) -> None:
        self._places = places
        self._courses: list[_Course | None] = []
        self._by_uai: dict[str, list[int]] = {}
        self._without: list[int] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._by_siret: dict[str, list[int]] = {}

    @property
    def courses(self) -> list[_Course]:
        """The courses, in the order they were first met."""
        return [course for course in self._courses if course is not None]

    def add(self, group: Sequence[_Course]) -> None:
        """Add the courses of one source."""
        pairs = [
            (score, _metres(course, other), rank, index)
            for rank, course in enumerate(group)
            for index in self._near(course)
            if (other := self._courses[index]) is not None and (score := _alike(course, other))
        ]
        taken: dict[int, list[int]] = {}
        used = set[int]()
        for score, _, rank, index in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            if score >= _SHEET and rank not in taken and index not in used:
                taken[rank] = [index]
                used.add(index)
        self._take_options(group, pairs, taken, used)
        split = self._split(pairs, taken, used)
        for rank, course in enumerate(group):
            if rank in taken:
                self._absorb(taken[rank], course)
            elif rank not in split:
                self._append(course)
        self._replace(group, split)

    def _near(self, course: _Course) -> list[int]:
        found = dict.fromkeys(self._by_uai.get(course.uai, ()) if course.uai else ())
        if course.siret:
            found.update(dict.fromkeys(self._by_siret.get(course.siret, ())))
        if course.precise:
            column, line = _cell(course)
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    found.update(dict.fromkeys(self._cells.get((column + dx, line + dy), ())))
        return list(found)

    def _take_options(
        self,
        group: Sequence[_Course],
        pairs: Sequence[tuple[int, float, int, int]],
        taken: dict[int, list[int]],
        used: set[int],
    ) -> None:
        """Give to each title that says less the courses it stands for."""
        for rank in range(len(group)):
            more = [index for score, _, other, index in pairs if other == rank and score == _LESS]
            free = [index for index in more if index not in used]
            if rank in taken or not free:
                continue
            courses = [course for index in free if (course := self._courses[index])]
            if len(free) == 1 or {course.stem for course in courses} == {group[rank].words}:
                taken[rank] = free
                used.update(free)

    def _split(
        self,
        pairs: Sequence[tuple[int, float, int, int]],
        taken: Mapping[int, list[int]],
        used: set[int],
    ) -> dict[int, int]:
        """Return, for each title that says more than a known course, that course."""
        return {
            rank: index
            for score, _, rank, index in pairs
            if score == _MORE and rank not in taken and index not in used
        }

    def _absorb(self, indexes: Sequence[int], course: _Course) -> None:
        targets = [known for index in indexes if (known := self._courses[index])]
        if len(targets) > 1:
            _share_numbers(targets, course)
        for target in targets:
            _absorb(target, course, self._places)

    def _replace(self, group: Sequence[_Course], split: Mapping[int, int]) -> None:
        for index in dict.fromkeys(split.values()):
            known = self._courses[index]
            assert known is not None
            options = [group[rank] for rank, of in split.items() if of == index]
            if len(options) == 1:
                _absorb(known, options[0], self._places)
                continue
            _share_numbers(options, known)
            self._courses[index] = None
            for option in options:
                _absorb(option, known, self._places)
                self._append(option)

    def _append(self, course: _Course) -> None:
        index = len(self._courses)
        self._courses.append(course)
        if course.uai:
            self._by_uai.setdefault(course.uai, []).append(index)
        if course.siret:
            self._by_siret.setdefault(course.siret, []).append(index)
        if course.precise:
            self._cells.setdefault(_cell(course), []).append(index)


def _alike(one: _Course, other: _Course) -> int:
    """Return how surely two rows of two sources are the same course, 0 when they are not."""
    if one.row.get("voie") != other.row.get("voie") or one.families & other.families:
        return 0
    distance = {course.row.get("modality") == "distance" for course in (one, other)}
    if len(distance) > 1 or not _same_place(one, other):
        return 0
    if one.cfd and other.cfd:
        if one.cfd == other.cfd:
            return _EXACT
        return _LESS if other.row.get("common") == one.cfd else 0
    if one.head == other.head and one.words == other.words and one.words:
        return _EXACT
    optional = one.words != one.stem and other.words != other.stem
    sheets = {str(course.row.get("rncp") or "") for course in (one, other)}
    if len(sheets) == 1 and sheets != {""} and not optional:
        return _SHEET
    if not (one.head and one.head == other.head and (one.cfd or other.cfd)):
        return 0
    return _LESS if one.words < other.words else _MORE if one.words > other.words else 0


def _same_place(one: _Course, other: _Course) -> bool:
    if one.uai and other.uai:
        return one.uai == other.uai
    if one.siret and other.siret:
        return one.siret == other.siret
    return one.precise and other.precise and _metres(one, other) <= NEAR


def _metres(one: _Course, other: _Course) -> float:
    away = math.hypot(one.x - other.x, one.y - other.y)
    return math.inf if math.isnan(away) else away


def _cell(course: _Course) -> tuple[int, int]:
    return math.floor(course.x / NEAR), math.floor(course.y / NEAR)


def _share_numbers(targets: Sequence[_Course], course: _Course) -> None:
    """Share a row's places and pupils between the courses it stands for, and take them from it."""
    for name in NUMBERS:
        number = course.row.get(name)
        course.row[name] = None
        if number is None or any(not _blank(target.row.get(name)) for target in targets):
            continue
        for target, share in zip(targets, share_out(int(number), [1] * len(targets)), strict=True):
            target.row[name] = share or None


def _absorb(target: _Course, course: _Course, places: Mapping[str, Row]) -> None:
    """Fill what a course does not say with what another source says of it."""
    first, *others = course.parts
    given = {name for part in target.parts for name in part["columns"]}
    # Numbers that were shared out are in the courses already, and no more in the row.
    filled = [
        name
        for name in NUMBERS
        if name in first["columns"] and name not in given and not _blank(target.row.get(name))
    ]
    facts = _differing(course.row, target.row)
    for name, value in course.row.items():
        if name in ("offer", "source", "vintage", "site") or _blank(value):
            continue
        if name == "publics":
            words = f"{target.row.get(name) or ''} {value}".split()
            whole = " ".join(dict.fromkeys(words))
            if whole != target.row.get(name):
                target.row[name] = whole
                filled.append(name)
        elif _blank(target.row.get(name)):
            target.row[name] = value
            if name not in _KEPT_APART:
                filled.append(name)
    site, own = (places.get(str(row.get("site") or "")) for row in (course.row, target.row))
    if site and (not own or _better(site, own)):
        target.row["site"] = site["site"]
        target.x, target.y = float(site["x"]), float(site["y"])
        target.precise = site["precision"] == "address"
        filled.append("site")
    target.uai, target.siret = target.uai or course.uai, target.siret or course.siret
    if "site" in filled:
        for part in target.parts:
            part["columns"] = [name for name in part["columns"] if name != "site"]
    target.parts += [{**first, "columns": list(dict.fromkeys(filled)), "facts": facts}, *others]


def _differing(row: Row, kept: Row) -> str:
    """Return, as JSON, what a row says otherwise than the row it becomes one with."""
    said = {
        name: str(row[name])
        for name in _FACTS
        if not _blank(row.get(name))
        and not _blank(kept.get(name))
        and fold(str(row[name])) != fold(str(kept[name]))
    }
    return json.dumps(said, ensure_ascii=False) if said else ""


def _better(site: Row, own: Row) -> bool:
    """Whether a place is its source's own and precise, where the course's is borrowed or coarse."""
    if site["precision"] != "address" or _is_borrowed(site):
        return False
    away = math.hypot(site["x"] - own["x"], site["y"] - own["y"])
    near = own["commune"] == site["commune"] or away <= MARGIN
    return near and (own["precision"] != "address" or _is_borrowed(own))


def _is_borrowed(site: Row) -> bool:
    return str(site.get("borrowed")) == "True"  # absent or null in the tables of other sources


def _joined_sites(courses: Sequence[_Course], places: Mapping[str, Row]) -> None:
    """Bring courses at a borrowed place to the school's own place there, when a source gives it.

    The own place is that of the same UAI, within 300 m, or the only one in the commune when the
    borrowed place is but its centre.
    """
    used = dict.fromkeys(str(course.row.get("site") or "") for course in courses)
    own: dict[str, list[Row]] = {}
    for name in used:
        site = places.get(name)
        if site and site["uai"] and site["precision"] == "address" and not _is_borrowed(site):
            own.setdefault(site["uai"], []).append(site)
    for course in courses:
        here = places.get(str(course.row.get("site") or ""))
        if here is None or not _is_borrowed(here):
            continue
        others = own.get(here["uai"], [])
        if here["precision"] == "address":
            found = [one for one in others if _apart(one, here) <= NEAR]
            found.sort(key=lambda one: (_apart(one, here), one["site"]))
        else:
            found = [one for one in others if one["commune"] == here["commune"]]
            found = found if len(found) == 1 else []
        if found:
            course.row["site"] = found[0]["site"]


def _apart(one: Row, other: Row) -> float:
    return math.hypot(one["x"] - other["x"], one["y"] - other["y"])


def _written(course: _Course) -> Row:
    sources = list(dict.fromkeys(part["source"] for part in course.parts))
    vintages = list(dict.fromkeys(part["vintage"] for part in course.parts if part["vintage"]))
    return {**course.row, "source": JOINER.join(sources), "vintage": " + ".join(vintages)}


def _completed_sites(sites: pd.DataFrame, courses: Sequence[_Course]) -> pd.DataFrame:
    """Give the sites the UAI and SIRET that another source of the same course gives."""
    found = sites.copy()
    for name in ("uai", "siret"):
        if name not in found:
            continue
        said: dict[str, str] = {}
        for course in courses:
            if code := getattr(course, name):
                said.setdefault(str(course.row.get("site") or ""), code)
        found[name] = found[name].where(
            found[name] != "", [said.get(site, "") for site in found["site"]]
        )
    return found.reset_index(drop=True)


def _counts(rows: int, courses: Sequence[_Course]) -> dict[str, Any]:
    together: dict[str, int] = {}
    for course in courses:
        if len(course.sources) > 1:
            key = JOINER.join(sorted(course.sources))
            together[key] = together.get(key, 0) + 1
    return {
        "rows": rows,
        "courses": len(courses),
        "merged": sum(together.values()),
        "together": dict(sorted(together.items(), key=lambda pair: -pair[1])),
    }


def _blank(value: Any) -> bool:
    return value is None or value == "" or value != value
