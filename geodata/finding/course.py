"""Everything known of one course, with the time to it from a person's place by each mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.courses.certificates import Certificate, certificate_of
from geodata.courses.establishments import Fact, facts_of, open_days_to_come
from geodata.finding.answer import Origin, minutes_to_sites
from geodata.provenance.age import age_of_course, in_words
from geodata.provenance.values import sources_of
from geodata.travel.model import OUT_OF_REACH

OTHERS_SHOWN = 5
"""Other sessions or places of the same course that are named; the rest is counted."""

_REMEMBERED = 300
"""Courses remembered as they are described without an origin, some kilobytes each."""

_HALF_SPAN = 0.07
"""Degrees: a course's map shows some fifteen kilometres at least, to name the towns around."""


@dataclass(frozen=True)
class CourseSite:
    """Where a course takes place.

    `establishment` is the key of its establishment (`establishment_keys`); `lon` and `lat` are
    degrees (WGS84); `precision` is a key of `vocabulary.PRECISIONS`; `commune` and `departement`
    are names, "" when the region does not have them.
    """

    establishment: str
    name: str
    commune: str
    departement: str
    lon: float
    lat: float
    precision: str


@dataclass(frozen=True)
class CourseSource:
    """A file that a course was read from, and whether it is a simulation.

    `gave` names the columns of the course whose value is this source's.
    """

    key: str
    name: str
    producer: str
    licence: str
    vintage: str
    perimeter: str
    url: str
    simulated: bool
    gave: tuple[str, ...] = ()


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
    source: CourseSource
    site: CourseSite | None
    minutes: Mapping[str, int]
    others: tuple[OtherCourse, ...]
    total_others: int
    sources: tuple[CourseSource, ...] = ()
    duration: str = ""
    cost: str = ""
    pace: str = ""
    departement: str = ""
    about: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    certificate: Certificate | None = None
    old: str = ""


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
        source=(known := _sources(atlas, offer, facts["source"]))[0],
        sources=known,
        site=site_of(atlas, site) if site >= 0 else None,
        minutes={mode: int(minutes[site]) for mode, minutes in times.items()} if placed else {},
        others=tuple(_other(atlas, int(other), times) for other in others),
        total_others=len(rows),
        duration=facts.get("duration", ""),
        cost=facts.get("cost", ""),
        pace=facts.get("pace", ""),
        departement=departement_name(atlas, atlas.columns.departement[row]),
        certificate=certificate_of(atlas.certificates, facts["rncp"]),
        about=_about_course(atlas, offer, site, placed, today),
        old=age_of_course(atlas, facts["source"], facts["vintage"], today),
    )


def bounds_around(site: CourseSite | None, origin: Origin | None) -> list[list[float]]:
    """Return the corners of a map that shows a site and where the person starts from.

    Returns
    -------
    South-west and north-east corners, latitudes and longitudes in degrees; empty without a site.
    """
    if site is None:
        return []
    points = [(site.lat, site.lon)]
    if origin and origin.place:
        points.append((origin.place.lat, origin.place.lon))
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    span = float(np.max(high - low))
    margin = max(0.25 * span, _HALF_SPAN - span / 2)
    return [(low - margin).round(5).tolist(), (high + margin).round(5).tolist()]


def establishment_keys(atlas: Atlas) -> np.ndarray:
    """Return the key of the establishment of each site, object (n_sites,): its UAI, else its id."""

    def make() -> np.ndarray:
        uai = atlas.sites["uai"]
        return uai.where(uai != "", atlas.sites["site"]).to_numpy(dtype=object)

    return atlas.cached("establishment-keys", make)


def web_address(text: str) -> str:
    """Return an address that a page may link to, or "": a file may hold anything, even a script."""
    text = text.strip()
    scheme, _, rest = text.partition("://")
    safe = scheme.lower() in ("http", "https") and rest and not any(c.isspace() for c in text)
    return text if safe else ""


def about_site(atlas: Atlas, position: int, today: date) -> dict[str, tuple[Fact, ...]]:
    """Return what is known of the establishment at a site, its sources in words.

    Open days that are over are no help: they are left out.
    """
    site = atlas.sites.iloc[position]
    return _about(atlas, site["uai"] or site["site"], site["commune"], today)


def _about_course(
    atlas: Atlas, offer: str, site: int, placed: bool, today: date
) -> dict[str, tuple[Fact, ...]]:
    """Return what is known of who gives a course: at its place, else by its organism."""
    if placed:
        return about_site(atlas, site, today)
    return _about(atlas, offer, "", today) if site < 0 else {}


def _about(atlas: Atlas, key: str, commune: str, today: date) -> dict[str, tuple[Fact, ...]]:
    found = facts_of(atlas.establishments, key, commune)
    days = [(fact, open_days_to_come(fact.value, today)) for fact in found.pop("open_days", ())]
    if to_come := tuple(replace(fact, value=text) for fact, text in days if text):
        found["open_days"] = to_come
    return {
        name: tuple(
            replace(fact, source=_source(atlas, fact.source).name, vintage=in_words(fact.vintage))
            for fact in facts
        )
        for name, facts in found.items()
    }


def departement_name(atlas: Atlas, code: str) -> str:
    """Return the name of a département, its code where no zone names it."""
    return str(atlas.zone_names.get(("departement", code), code))


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
    facts: Any = atlas.offers
    site = int(atlas.columns.site[row])
    distance = facts["modality"].iat[row] == "distance"
    known = bool(times) and site >= 0 and not distance
    place = site_of(atlas, site) if site >= 0 else None
    return OtherCourse(
        offer=facts["offer"].iat[row],
        voie=facts["voie"].iat[row],
        site=place.name if place else "",
        commune=place.commune if place else "",
        minutes=int(next(iter(times.values()))[site]) if known else None,
        start=_day(facts["start"].iat[row]),
        distance=distance,
    )


def site_of(atlas: Atlas, position: int) -> CourseSite:
    """Return where a site is, in words and degrees."""
    facts: Any = atlas.sites
    commune, departement = _towns(atlas).get(facts["commune"].iat[position], ("", ""))
    return CourseSite(
        establishment=str(establishment_keys(atlas)[position]),
        name=facts["name"].iat[position],
        commune=commune,
        departement=departement,
        lon=float(facts["lon"].iat[position]),
        lat=float(facts["lat"].iat[position]),
        precision=facts["precision"].iat[position],
    )


def _towns(atlas: Atlas) -> Mapping[str, tuple[str, str]]:
    """Return the names of each commune and of its département, of the ring its region, by code."""

    def make() -> dict[str, tuple[str, str]]:
        names = {
            code: (name, f"{region}, hors de {atlas.region_name}")
            for code, name, region in atlas.ring.reindex(columns=["code", "name", "region"]).values
        }
        for code, name, departement in atlas.communes[["code", "name", "departement"]].values:
            names[code] = name, atlas.zone_names.get(("departement", departement), "")
        return names

    return atlas.cached("towns", make)


def _sources(atlas: Atlas, offer: str, source: str) -> tuple[CourseSource, ...]:
    """Return every source that knows a course, each with the facts whose value is its own."""
    parts = atlas.provenance
    of = parts[parts["offer"] == offer] if len(parts) else parts
    gave = dict(zip(of["source"], of["columns"], strict=True)) if len(of) else {}
    return tuple(
        replace(_source(atlas, key), gave=tuple(str(gave.get(key, "")).split()))
        for key in sources_of(source)
    )


def _source(atlas: Atlas, key: str) -> CourseSource:
    return atlas.cached(("course-source", key), lambda: _read_source(atlas, key))


def _read_source(atlas: Atlas, key: str) -> CourseSource:
    rows = atlas.sources.loc[atlas.sources["source"] == key]
    if rows.empty:
        return CourseSource(key, key, "", "", "", "", "", atlas.demonstration)
    facts = rows.iloc[0]
    return CourseSource(
        key=key,
        name=facts["name"],
        producer=facts["producer"],
        licence=facts["licence"],
        vintage=facts["vintage"],
        perimeter=facts["perimeter"],
        url=web_address(facts["url"]),
        simulated=bool(facts["simulated"]),
    )


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]
