"""One course known from several sources becomes one row, which says what each source gave.

Two rows of different sources are the same course when they are of the same voie, at the same place
and lead to the same certification:

- place: the same UAI; when one of them has none, the same SIRET, or positions (both at an address)
  within 300 m. Two UAI are two establishments, even at one address: each teaches its own courses,
  unless one is the former code of the other (`loaders.merging.renamed`).
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

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from geodata.provenance.values import JOINER, PROVENANCE, TIDIED
from geodata.tables.schema import FREE_TEXTS
from loaders.merging.absorbing import absorb, join_doors, join_sites, share_numbers
from loaders.merging.renamed import Renamed, renamed, under_new_codes
from loaders.merging.same_course import (
    FILE,
    LESS,
    MORE,
    SHEET,
    Course,
    Row,
    alike,
    cell,
    course_of,
    metres,
)
from loaders.merging.tidied import tidied

PROVENANCE_COLUMNS = list(PROVENANCE.columns)


@dataclass(frozen=True)
class Merged:
    """The courses, one row each, and where what they say comes from.

    `provenance` has a row a course and source: offer, source, original (the id that the source's
    parser gave), vintage, columns (those whose value is its own, separated by spaces), facts (what
    it says otherwise than the values kept, as JSON). `tidied` lists what counts once. `counts` says
    how many rows came in, how many courses came out, how many courses each set of sources knows,
    which codes changed, and how many places were another of the same school.
    """

    offers: pd.DataFrame
    sites: pd.DataFrame
    provenance: pd.DataFrame
    tidied: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(TIDIED.columns)))
    counts: dict[str, Any] = field(default_factory=dict)


def merge(offers: pd.DataFrame, sites: pd.DataFrame) -> Merged:
    """Bring the rows of all the sources together.

    Parameters
    ----------
    offers : rows of every file, each with its `source`; columns of OFFERS, and uai, siret, cfd,
        common where the parser knows them; the same id from two sources is the same course
    sites : the sites they are at (schema SITES)
    """
    if offers.empty:
        nothing = pd.DataFrame(columns=PROVENANCE_COLUMNS)
        return Merged(offers, sites, nothing, counts=_counts(0, []))
    columns = list(offers.columns)
    placed: list[Any] = sites.to_dict("records")
    places: dict[str, Row] = {str(site["site"]): site for site in placed}
    rows = offers.astype(object).where(offers.notna(), None).to_dict("records")
    known = _same_ids([{str(k): v for k, v in row.items()} for row in rows], places)
    changed = renamed(known, places)
    sites = sites.assign(uai=sites["uai"].replace(under_new_codes(known, places, changed)))
    merged = _Merger(places)
    for group in _by_source(known):
        merged.add(group)
    courses = merged.courses
    join_sites(courses, places)
    doors = join_doors(courses, places)
    table = pd.DataFrame([_written(course) for course in courses], columns=columns)
    table = table.astype({name: offers[name].dtype for name in columns if name not in _LOOSE})
    free = [name for name in FREE_TEXTS if name in table]
    table[free] = table[free].astype(object).fillna("").astype(str)
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
        tidied(changed, doors, courses, places),
        _counts(len(offers), courses, changed) | ({"doors": len(doors)} if doors else {}),
    )


_LOOSE = ("source", "vintage", "publics", "site")


def _by_source(courses: Sequence[Course]) -> list[list[Course]]:
    """Return the courses source by source, those of sources that know the diploma's code first."""
    groups: dict[str, list[Course]] = {}
    for course in courses:
        groups.setdefault(FILE.sub("", course.parts[0]["source"]), []).append(course)
    return sorted(groups.values(), key=lambda group: not any(course.cfd for course in group))


def _same_ids(rows: Sequence[Row], places: Mapping[str, Row]) -> list[Course]:
    found: dict[str, Course] = {}
    for row in rows:
        course = course_of(row, places)
        first = found.setdefault(str(row["offer"]), course)
        if first is not course:
            absorb(first, course, places)
    return list(found.values())


class _Merger:
    """The courses known so far, and where to look for those of the next source."""

    def __init__(self, places: Mapping[str, Row]) -> None:
        self._places = places
        self._courses: list[Course | None] = []
        self._by_uai: dict[str, list[int]] = {}
        self._without: list[int] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._by_siret: dict[str, list[int]] = {}

    @property
    def courses(self) -> list[Course]:
        """The courses, in the order they were first met."""
        return [course for course in self._courses if course is not None]

    def add(self, group: Sequence[Course]) -> None:
        """Add the courses of one source."""
        pairs = [
            (score, metres(course, other), rank, index)
            for rank, course in enumerate(group)
            for index in self._near(course)
            if (other := self._courses[index]) is not None and (score := alike(course, other))
        ]
        taken: dict[int, list[int]] = {}
        used = set[int]()
        for score, _, rank, index in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            if score >= SHEET and rank not in taken and index not in used:
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

    def _near(self, course: Course) -> list[int]:
        found = dict.fromkeys(self._by_uai.get(course.uai, ()) if course.uai else ())
        if course.siret:
            found.update(dict.fromkeys(self._by_siret.get(course.siret, ())))
        if course.precise:
            column, line = cell(course)
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    found.update(dict.fromkeys(self._cells.get((column + dx, line + dy), ())))
        return list(found)

    def _take_options(
        self,
        group: Sequence[Course],
        pairs: Sequence[tuple[int, float, int, int]],
        taken: dict[int, list[int]],
        used: set[int],
    ) -> None:
        """Give to each title that says less the courses it stands for."""
        for rank in range(len(group)):
            more = [index for score, _, other, index in pairs if other == rank and score == LESS]
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
            if score == MORE and rank not in taken and index not in used
        }

    def _absorb(self, indexes: Sequence[int], course: Course) -> None:
        targets = [known for index in indexes if (known := self._courses[index])]
        if len(targets) > 1:
            share_numbers(targets, course)
        for target in targets:
            absorb(target, course, self._places)

    def _replace(self, group: Sequence[Course], split: Mapping[int, int]) -> None:
        for index in dict.fromkeys(split.values()):
            known = self._courses[index]
            assert known is not None
            options = [group[rank] for rank, of in split.items() if of == index]
            if len(options) == 1:
                absorb(known, options[0], self._places)
                continue
            share_numbers(options, known)
            self._courses[index] = None
            for option in options:
                absorb(option, known, self._places)
                self._append(option)

    def _append(self, course: Course) -> None:
        index = len(self._courses)
        self._courses.append(course)
        if course.uai:
            self._by_uai.setdefault(course.uai, []).append(index)
        if course.siret:
            self._by_siret.setdefault(course.siret, []).append(index)
        if course.precise:
            self._cells.setdefault(cell(course), []).append(index)


def _written(course: Course) -> Row:
    sources = list(dict.fromkeys(part["source"] for part in course.parts))
    vintages = list(dict.fromkeys(part["vintage"] for part in course.parts if part["vintage"]))
    row = {**course.row, "source": JOINER.join(sources), "vintage": " + ".join(vintages)}
    return {**row, "departement": ""} if row.get("departement") and row.get("site") else row


def _completed_sites(sites: pd.DataFrame, courses: Sequence[Course]) -> pd.DataFrame:
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


def _counts(
    rows: int, courses: Sequence[Course], changed: Sequence[Renamed] = ()
) -> dict[str, Any]:
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
        **({"renamed": [asdict(one) for one in changed]} if changed else {}),
    }
