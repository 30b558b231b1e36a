"""Establishments whose code (UAI) changed: an older source has the former, newer ones the new.

Two codes of one commune are one establishment when no source has both, when at least `LEAST`
courses and `SHARE` of those of the smaller are those of the other, and when their names have a word
of their own in common (« Val d'Authie », « de l'Authie »). Two schools that teach the same things
under two names stay two.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from geodata.folding import fold
from loaders.merging.same_course import Course, Row

LEAST = 3
SHARE = 0.8

_KINDS_LIST = """
    lycee professionnel polyvalent prive privee general technologique agricole metiers college ecole
    institut institution ensemble scolaire centre formation lieu apprentis campus site universite
    saint sainte notre dame mont bois
"""
_KINDS = frozenset(_KINDS_LIST.split())
_LETTERS = 4
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class Renamed:
    """An establishment whose code changed, its names, and how many courses were under both."""

    former: str
    code: str
    former_name: str
    name: str
    courses: int


@dataclass
class _School:
    code: str
    commune: str
    name: str
    courses: set[tuple[object, ...]] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    year: str = ""

    @property
    def words(self) -> set[str]:
        """The words of its name that are its own."""
        return {word for word in fold(self.name).split() if len(word) >= _LETTERS} - _KINDS


def renamed(courses: Sequence[Course], places: Mapping[str, Row]) -> list[Renamed]:
    """Return the establishments of which one code is the former, each former code once."""
    towns: dict[str, list[_School]] = {}
    for school in _schools(courses, places).values():
        if len(school.courses) >= LEAST:
            towns.setdefault(school.commune, []).append(school)
    found: dict[str, Renamed] = {}
    for schools in towns.values():
        for one, other in combinations(schools, 2):
            common = len(one.courses & other.courses)
            fewest = min(len(one.courses), len(other.courses))
            if (
                common >= max(LEAST, SHARE * fewest)
                and not one.families & other.families
                and one.words & other.words
            ):
                old, new = sorted((one, other), key=lambda it: (it.year, len(it.courses)))
                pair = Renamed(old.code, new.code, old.name, new.name, common)
                found.setdefault(old.code, pair)
    return [pair for pair in found.values() if pair.code not in found]


def _schools(courses: Sequence[Course], places: Mapping[str, Row]) -> dict[str, _School]:
    found: dict[str, _School] = {}
    for course in courses:
        site = places.get(str(course.row.get("site") or ""))
        if not course.uai or site is None:
            continue
        key = f"{course.uai} {site['commune']}"
        school = found.setdefault(key, _School(course.uai, site["commune"], site["name"]))
        school.courses.add((course.row.get("voie"), course.head, course.words))
        school.families |= course.families
        years = _YEAR.findall(" ".join(part["vintage"] for part in course.parts))
        school.year = max([school.year, *years])
    return found


def under_new_codes(
    courses: Sequence[Course], places: Mapping[str, Row], pairs: Sequence[Renamed]
) -> dict[str, str]:
    """Write the new codes in courses and places; return them by the former."""
    codes = {pair.former: pair.code for pair in pairs}
    for course in courses:
        if course.uai in codes:
            course.uai = codes[course.uai]
            course.row["uai"] = course.uai
    for site in places.values():
        site["uai"] = codes.get(site["uai"], site["uai"])
    return codes
