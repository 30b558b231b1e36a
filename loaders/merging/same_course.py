"""When two rows of two sources are the same course: voie, place, certification.

`loaders.merging.courses` says the rule in full.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.places.departements import departement_of
from loaders.titles.courses import same_words, stem_words

NEAR = 300.0
"""Metres between two positions of one place: geocoders disagree on where a school's door is."""

EXACT, SHEET, LESS, MORE = 4, 3, 2, 1
"""How two titles compare: the same, of one RNCP sheet, the first says less, or more."""

FILE = re.compile(r"-\d+$")
KEPT_APART = frozenset(["offer", "source", "vintage", "uai", "siret", "cfd", "common", "site"])

Row = dict[str, Any]


@dataclass
class Course:
    """A course and what each of its sources gave; metres are NaN without a place."""

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
    departement: str = ""

    @property
    def cfd(self) -> str:
        """The diploma's code, "" when its source does not know it."""
        return str(self.row.get("cfd") or "")

    @property
    def sources(self) -> set[str]:
        """The keys of the files that know the course."""
        return {part["source"] for part in self.parts}

    @property
    def families(self) -> set[str]:
        """The sources, whichever of their files the course is in (« lheo-2 » is of « lheo »)."""
        return {FILE.sub("", source) for source in self.sources}


def course_of(row: Row, places: Mapping[str, Row]) -> Course:
    """Return the course that a row of one source is; `places` are the sites by their id."""
    site = places.get(str(row.get("site") or ""), {})
    head, words = same_words(str(row.get("title") or ""))
    said = [name for name, value in row.items() if not blank(value) and name not in KEPT_APART]
    part = {
        "source": str(row["source"]),
        "original": str(row["offer"]),
        "vintage": str(row.get("vintage") or ""),
        "columns": [*said, *(["site"] if site else [])],
        "facts": "",
    }
    return Course(
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
        departement=str(row.get("departement") or "") or departement_of(site.get("commune")),
    )


def alike(one: Course, other: Course) -> int:
    """Return how surely two rows of two sources are the same course, 0 when they are not."""
    if one.row.get("voie") != other.row.get("voie") or one.families & other.families:
        return 0
    distance = {course.row.get("modality") == "distance" for course in (one, other)}
    if len(distance) > 1 or not _same_place(one, other):
        return 0
    if one.cfd and other.cfd:
        if one.cfd == other.cfd:
            return EXACT
        return LESS if other.row.get("common") == one.cfd else 0
    if one.head == other.head and one.words == other.words and one.words:
        return EXACT
    optional = one.words != one.stem and other.words != other.stem
    sheets = {str(course.row.get("rncp") or "") for course in (one, other)}
    if len(sheets) == 1 and sheets != {""} and not optional:
        return SHEET
    if not (one.head and one.head == other.head and (one.cfd or other.cfd)):
        return 0
    return LESS if one.words < other.words else MORE if one.words > other.words else 0


def _same_place(one: Course, other: Course) -> bool:
    if one.uai and other.uai:
        return one.uai == other.uai
    if one.siret and other.siret:
        # An organism gives the same course in several départements.
        apart = one.departement and other.departement and one.departement != other.departement
        return one.siret == other.siret and not apart
    return one.precise and other.precise and metres(one, other) <= NEAR


def metres(one: Course, other: Course) -> float:
    """Return the distance between two courses, infinite when one has no place."""
    away = math.hypot(one.x - other.x, one.y - other.y)
    return math.inf if math.isnan(away) else away


def cell(course: Course) -> tuple[int, int]:
    """Return the square of `NEAR` metres that a course is in: what is near is in it or beside."""
    return math.floor(course.x / NEAR), math.floor(course.y / NEAR)


def blank(value: Any) -> bool:
    """Tell whether a value says nothing."""
    return value is None or value == "" or value != value
