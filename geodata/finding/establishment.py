"""Everything known of one establishment: its places, and every course taught at each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.courses.establishments import Fact
from geodata.finding.course import times_from
from geodata.finding.origin import Origin
from geodata.finding.site import CourseSite, establishment_keys, site_of
from geodata.finding.sources import about_site
from geodata.provenance.age import old_courses, old_years
from geodata.provenance.values import sources_of


@dataclass(frozen=True)
class Taught:
    """A course on the page of its establishment; `level` and `start` are None when unknown."""

    offer: str
    title: str
    voie: str
    level: int | None
    modality: str
    provider: str
    start: date | None


@dataclass(frozen=True)
class Place:
    """A place of an establishment: all that is taught under one name in one commune.

    Sources place the courses of a large campus at many points of it.

    Attributes
    ----------
    site : the point with most courses
    about : what sources say of it (`geodata.courses.establishments`), the newest first
    minutes : estimated whole minutes by mode from the person's place, to its nearest point; empty
        without one
    courses : by level, then by title
    """

    site: CourseSite
    about: Mapping[str, tuple[Fact, ...]]
    minutes: Mapping[str, int]
    courses: tuple[Taught, ...]


@dataclass(frozen=True)
class Establishment:
    """An establishment as its page shows it.

    Attributes
    ----------
    key : that of `establishment_keys`
    places : the one with most courses first
    sources : names of the sources of its courses
    old, total_old : years of the data older than their rhythm, "" without any, and of how many
        courses
    """

    key: str
    name: str
    uai: str
    places: tuple[Place, ...]
    sources: tuple[str, ...]
    old: str
    total_old: int

    @property
    def total(self) -> int:
        """Number of its courses."""
        return sum(len(place.courses) for place in self.places)


def establishments_of(atlas: Atlas) -> set[str]:
    """Return the keys of the establishments where courses are taught."""
    taught = np.unique(atlas.columns.site)
    return set(establishment_keys(atlas)[taught[taught >= 0]])


def describe_establishment(
    atlas: Atlas, key: str, today: date, origin: Origin | None = None
) -> Establishment | None:
    """Return what is known of an establishment, None when no course of the atlas is at one."""
    sites = np.flatnonzero(establishment_keys(atlas) == key)
    rows = np.flatnonzero(np.isin(atlas.columns.site, sites))
    if not rows.size:
        return None
    times = times_from(atlas, origin)
    at = atlas.columns.site[rows]
    points = atlas.sites.iloc[at]
    found = pd.Series(rows).groupby([points["name"].to_numpy(), points["commune"].to_numpy()])
    places = [_place(atlas, group.to_numpy(), times, today) for _, group in found]
    places.sort(key=lambda place: (-len(place.courses), place.site.name, place.site.commune))
    ages = old_courses(atlas, today).iloc[rows]
    old = ages[ages != ""]
    return Establishment(
        key=key,
        name=places[0].site.name,
        uai=str(atlas.sites["uai"].iat[at[0]]),
        places=tuple(places),
        sources=_source_names(atlas, atlas.offers["source"].iloc[rows]),
        old=old_years(old) if len(old) else "",
        total_old=len(old),
    )


def _place(atlas: Atlas, rows: np.ndarray, times: Mapping[str, np.ndarray], today: date) -> Place:
    points, n = np.unique(atlas.columns.site[rows], return_counts=True)
    site = int(points[n.argmax()])
    return Place(
        site=site_of(atlas, site),
        about=about_site(atlas, site, today),
        minutes={mode: int(minutes[points].min()) for mode, minutes in times.items()},
        courses=_courses(atlas.offers.iloc[rows]),
    )


def _courses(offers: pd.DataFrame) -> tuple[Taught, ...]:
    # The offers come by title; those without a level are last.
    ordered = offers.sort_values("level", kind="stable", na_position="last")
    records: list[Any] = list(ordered.itertuples(index=False))
    return tuple(
        Taught(
            offer=row.offer,
            title=row.title,
            voie=row.voie,
            level=None if pd.isna(row.level) else int(row.level),
            modality=row.modality,
            provider=row.provider,
            start=None if pd.isna(row.start) else row.start.date(),
        )
        for row in records
    )


def _source_names(atlas: Atlas, sources: pd.Series) -> tuple[str, ...]:
    names = dict(zip(atlas.sources["source"], atlas.sources["name"], strict=True))
    found = {key for source in sources.unique() for key in sources_of(source)}
    return tuple(sorted(names.get(key, key) for key in found))
