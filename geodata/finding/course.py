"""Everything known of one course, with the time to it from a person's place by each mode."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.courses.certificates import Certificate, certificate_of
from geodata.courses.establishments import Fact
from geodata.finding.origin import Origin, minutes_to_sites
from geodata.finding.site import CourseSite, departement_name, site_of
from geodata.finding.sources import CourseSource, about_course, sources_of_course, web_address
from geodata.provenance.age import age_of_course
from geodata.travel.model import OUT_OF_REACH

OTHERS_SHOWN = 5
"""Other sessions or places of the same course that are named; the rest is counted."""

_REMEMBERED = 300
"""Courses remembered as they are described without an origin, some kilobytes each."""


@dataclass(frozen=True)
class OtherCourse:
    """The same course at another place or time; `minutes` is None without an origin or a site."""

    offer: str
    voie: str
    site: str
    commune: str
    minutes: int | None
    start: date | None
    distance: bool


@dataclass(frozen=True)
class Course:
    """A course as its sheet shows it: a missing text is "", a missing number or date None.

    Attributes
    ----------
    romes : tuple of (code, label)
    url : str
        A web address, or "" when the source gives none that a browser may open.
    minutes : mapping
        Estimated whole minutes by mode, 255 out of reach; empty without an origin or a site.
    duration, cost, pace : str
        As their source writes them: « 2 ans », « 525 euros en 2024 ».
    about : mapping
        What sources say of the establishment (`geodata.courses.establishments`), the newest first;
        the sources and their dates are in words.
    departement : str
        Name of the département of a course without a site, "" when it is not known.
    certificate : Certificate, optional
        What France compétences says of the certification, None where no file does.
    old : str
        What the data are of when they are older than their rhythm: « de la rentrée 2020 ».
    others, total_others :
        The first same-title courses, nearest first when an origin is known, and how many.
    """

    offer: str
    title: str
    certification: str
    rncp: str
    level: int | None
    voie: str
    domain: str
    nsf: str
    formacodes: tuple[str, ...]
    romes: tuple[tuple[str, str], ...]
    modality: str
    conventionnee: bool | None
    funder: str
    rev3: str
    capacity: int | None
    enrolled: int | None
    start: date | None
    end: date | None
    entry_level: int | None
    publics: tuple[str, ...]
    url: str
    provider: str
    vintage: str
    sources: tuple[CourseSource, ...]
    site: CourseSite | None
    minutes: Mapping[str, int]
    others: tuple[OtherCourse, ...]
    total_others: int
    duration: str = ""
    cost: str = ""
    pace: str = ""
    departement: str = ""
    about: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    certificate: Certificate | None = None
    old: str = ""

    @property
    def source(self) -> CourseSource:
        """The first of its sources."""
        return self.sources[0]


def describe(
    atlas: Atlas,
    offer: str,
    origin: Origin | None = None,
    today: date | None = None,
    times: Mapping[str, np.ndarray] | None = None,
) -> Course | None:
    """Return what is known of a course, or None when the atlas has no such id.

    Parameters
    ----------
    offer : str
        Id of the course.
    origin : Origin, optional
        Where the person starts from.
    today : date, optional
        The day on which data are old or not.
    times : mapping, optional
        `times_from` the origin, where several courses are described from it.
    """
    row = atlas.offer_position.get(offer)
    if row is None:
        return None
    today = today or date.today()
    times = times_from(atlas, origin) if times is None else times
    if times:
        return _described(atlas, row, times, today)
    # The page of a course and what its document says of it ask the same.
    return atlas.remembered(
        "courses", (row, today), lambda: _described(atlas, row, {}, today), _REMEMBERED
    )


def _described(atlas: Atlas, row: int, times: Mapping[str, np.ndarray], today: date) -> Course:
    facts = atlas.offers.iloc[row]
    offer = facts["offer"]
    site = int(atlas.columns.site[row])
    placed = site >= 0 and facts["modality"] != "distance"
    rows = _same_title(atlas, row)
    others = _sorted(atlas, rows, times)[:OTHERS_SHOWN]
    return Course(
        offer=offer,
        title=facts["title"],
        certification=facts["certification"],
        rncp=facts["rncp"],
        level=_whole(facts["level"]),
        voie=facts["voie"],
        domain=facts["domain"],
        nsf=facts["nsf"],
        formacodes=tuple(facts["formacodes"].split()),
        romes=tuple((code, atlas.rome_labels.get(code, "")) for code in facts["romes"].split()),
        modality=facts["modality"],
        conventionnee=None if pd.isna(facts["conventionnee"]) else bool(facts["conventionnee"]),
        funder=facts["funder"],
        rev3=facts["rev3"],
        capacity=_whole(facts["capacity"]),
        enrolled=_whole(facts["enrolled"]),
        start=_day(facts["start"]),
        end=_day(facts["end"]),
        entry_level=_whole(facts["entry_level"]),
        publics=tuple(facts["publics"].split()),
        url=web_address(facts["url"]),
        provider=facts["provider"],
        vintage=facts["vintage"],
        sources=sources_of_course(atlas, offer, facts["source"]),
        site=site_of(atlas, site) if site >= 0 else None,
        minutes={mode: int(minutes[site]) for mode, minutes in times.items()} if placed else {},
        others=tuple(_other(atlas, int(other), times) for other in others),
        total_others=len(rows),
        duration=facts.get("duration", ""),
        cost=facts.get("cost", ""),
        pace=facts.get("pace", ""),
        departement=departement_name(atlas, atlas.columns.departement[row]),
        certificate=certificate_of(atlas.certificates, facts["rncp"]),
        about=about_course(atlas, offer, site, placed, today),
        old=age_of_course(atlas, facts["source"], facts["vintage"], today),
    )


def times_from(atlas: Atlas, origin: Origin | None) -> dict[str, np.ndarray]:
    """Return the minutes to every site, uint8 (n_sites,), by mode; none without an origin."""
    # To every site at once, as the list does: both then show the same minute.
    if origin is None:
        return {}
    return {mode: minutes_to_sites(atlas, origin, mode) for mode in atlas.model.modes}


def _same_title(atlas: Atlas, row: int) -> np.ndarray:
    same: Any = atlas.cached("rows-by-title", lambda: atlas.offers.groupby("title").indices)
    rows: np.ndarray = same[atlas.offers["title"].iat[row]]
    return rows[rows != row]


def _sorted(atlas: Atlas, rows: np.ndarray, times: Mapping[str, np.ndarray]) -> np.ndarray:
    """Sort by the first mode's time; courses at no place come last."""
    sites = atlas.columns.site[rows]
    nowhere = (sites < 0) | atlas.columns.is_distance[rows]
    keys = [rows, nowhere]
    if times:
        first = next(iter(times.values()))
        keys.insert(1, np.append(first, OUT_OF_REACH)[sites])
    return rows[np.lexsort(keys)]


def _other(atlas: Atlas, row: int, times: Mapping[str, np.ndarray]) -> OtherCourse:
    # Each of these columns is read of many rows: Pandas looks for it by its name each time.
    offers, voies, starts = atlas.cached(
        "columns of others",
        lambda: tuple(atlas.offers[name].array for name in ("offer", "voie", "start")),
    )
    site = int(atlas.columns.site[row])
    distance = bool(atlas.columns.is_distance[row])
    known = bool(times) and site >= 0 and not distance
    place = site_of(atlas, site) if site >= 0 else None
    return OtherCourse(
        offer=offers[row],
        voie=voies[row],
        site=place.name if place else "",
        commune=place.commune if place else "",
        minutes=int(next(iter(times.values()))[site]) if known else None,
        start=_day(starts[row]),
        distance=distance,
    )


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]
