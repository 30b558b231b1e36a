"""The planner's question answered: minutes of each commune, people covered by territory."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.coverage import CoverageQuery
from geodata.asking.reading import UnknownCode, check_mode
from geodata.asking.scenario import resolve
from geodata.atlas import Atlas
from geodata.completeness.verdict import Verdict, judged
from geodata.coverage.accessibility import (
    Catchments,
    accessibility,
    catchments,
    decay_weights,
    reachable_courses,
)
from geodata.coverage.aggregation import coverage_by_zone
from geodata.coverage.decay import LUO_QI
from geodata.coverage.nearest import nearest, nearest_site, within
from geodata.coverage.offering import Offering, known_capacity, offering
from geodata.coverage.what_if import (
    WhatIf,
    accessibility_before_after,
    nearest_site_after,
    what_if,
)
from geodata.finding.answer import match
from geodata.guidance.coverage import kind_verdict, seen_from
from geodata.places.homes import Homes
from geodata.places.zoning import zone_label, zoning
from geodata.travel.margin import Uncertainty


@dataclass(frozen=True)
class Covered:
    """The answer to a question of coverage.

    Attributes
    ----------
    offer : Offering
        The matching courses by site, and those that have no place on the map.
    home_change : WhatIf or None
        The offer before and after the scenario, when there is one, by point where people live
        (`geodata.places.homes`).
    open_sites : bool (n_sites,)
        Sites with a matching course that the scenario does not close.
    home_minutes : uint8 (n_homes,)
        Whole minutes to the nearest matching course, after the scenario; 255 = out of reach.
    people : int64 (n_communes,)
        Inhabitants of the band of age asked for.
    """

    asked: CoverageQuery
    atlas: Atlas
    offer: Offering
    home_change: WhatIf | None
    open_sites: NDArray[np.bool_]
    home_minutes: NDArray[np.uint8]
    people: NDArray[np.int64]

    def table(self, level: str) -> pd.DataFrame:
        """Return people within and beyond by territory of a level, with their `name`.

        Columns are those of `geodata.coverage.aggregation.coverage_by_zone`.
        """
        zones = zoning(self.atlas.communes, level)
        of_homes = self.homes.zones(zones)
        table = coverage_by_zone(of_homes, self.home_minutes, self.home_people, self.uncertainty)
        if not self.homes.halls:
            table["communes"] = zones.counts()
            table["covered_communes"] = zones.counts(within(self.minutes, self.asked.threshold))
        names = [zone_label(level, code, self.atlas.zone_names) for code in table.index]
        table.insert(0, "name", names)
        return table

    @property
    def homes(self) -> Homes:
        """Where people live: the town halls of the communes where nothing else is known."""
        return self.atlas.lived.homes

    @cached_property
    def home_people(self) -> NDArray[np.int64]:
        """Inhabitants of the band of age asked for, by point where they live, int64 (n_homes,)."""
        return self.atlas.cached(
            ("home people", self.asked.population), lambda: self.homes.people(self.people)
        )

    @cached_property
    def minutes(self) -> NDArray[np.uint8]:
        """Minutes to the nearest matching course by commune, the mean of its people.

        uint8 (n_communes,), after the scenario; 255 = out of reach.
        """
        return self.homes.mean(self.home_minutes)

    @cached_property
    def change(self) -> WhatIf | None:
        """The offer before and after the scenario, when there is one, by commune."""
        return self.home_change and self.home_change.by_commune(self.homes)

    @cached_property
    def verdict(self) -> Verdict:
        """What is known of the offer that the question is about."""
        if self.asked.kind:
            return kind_verdict(self.atlas, self.asked.kind)
        return judged(self.atlas, self.asked.query)

    @property
    def silent(self) -> bool:
        """Whether no course is known of an offer that is not all loaded: no figure may be told."""
        return self.verdict.silent(self.offer.placed)

    @cached_property
    def uncertainty(self) -> Uncertainty:
        """What the error of the times leaves unsure, by the mode asked for."""
        return self.unsure_by(self.asked.mode)

    def unsure_by(self, mode: str) -> Uncertainty:
        """Return what the error of the times leaves unsure, by another mode."""
        courses = np.where(self.open_sites, self.offer.reaching, 0)
        return self.atlas.uncertainty(self.asked.threshold, mode, courses)

    @property
    def whole(self) -> pd.Series:
        """The region's row of the table."""
        return self.table("region").iloc[0]

    @cached_property
    def nearest_site(self) -> NDArray[np.int64]:
        """Row of the nearest open site with a matching course, -1 where none, (n_communes,).

        It is -1 too where a course that the scenario opens is nearer than any site.
        """
        times = self.atlas.travel[self.asked.mode]
        if self.change is None:
            return nearest_site(times, self.open_sites)
        site = nearest_site_after(times, self.change)
        return np.where(site < len(times), site, -1)

    @property
    def demand(self) -> Catchments:
        """The people who can come to each site, whatever the courses: once a mode and a band."""
        return self.atlas.cached(
            ("catchments", self.asked.mode, self.asked.population),
            lambda: catchments(decay_weights(self.atlas.travel[self.asked.mode]), self.people),
        )

    @cached_property
    def accessibility(self) -> NDArray[np.float64]:
        """Places per 1,000 people of the band, by commune (E2SFCA), after the scenario."""
        if self.change is None:
            return accessibility(self.demand, self.offer.places).per_thousand
        return accessibility_before_after(self.demand, self.change)[1].per_thousand

    @cached_property
    def places_unknown(self) -> NDArray[np.bool_]:
        """Communes within reach of courses, but of no known place, bool (n_communes,).

        Their courses do not say how many places they have, or are of neighbouring regions.
        """
        times = self.atlas.travel[self.asked.mode]
        minutes = nearest(times, self.open_sites & self.offer.uncounted)
        if self.change is not None and len(self.change.opened):
            # An opening without a number of places; nobody opens a course that has none.
            silent = self.change.places_after[len(times) :] == 0
            minutes = np.minimum(minutes, self.change.opened[silent].min(axis=0, initial=255))
        far = max(float(self.asked.threshold), LUO_QI.threshold)
        return (self.accessibility == 0) & within(minutes, far)

    @property
    def known_accessibility(self) -> NDArray[np.float64]:
        """Places per 1,000 people by commune, at least; NaN where `places_unknown`."""
        return np.where(self.places_unknown, np.nan, self.accessibility)

    @cached_property
    def courses_within(self) -> NDArray[np.int64]:
        """Matching courses within the threshold of each commune; one for each opening."""
        threshold = self.asked.threshold
        courses = np.where(self.open_sites, self.offer.reaching, 0)
        count = reachable_courses(self.atlas.travel[self.asked.mode], courses, threshold)
        return count if self.change is None else count + self._opened_within(self.change)

    @cached_property
    def only_across(self) -> NDArray[np.bool_]:
        """Communes within the threshold of a course of a neighbouring region alone."""
        threshold = self.asked.threshold
        if not self.offer.around.any():
            return np.zeros(len(self.minutes), dtype=bool)
        own = nearest(
            self.atlas.travel[self.asked.mode], self.open_sites & (self.offer.courses > 0)
        )
        if self.change is not None:
            own = np.minimum(own, self.change.opened.min(axis=0, initial=255))
        return within(self.minutes, threshold) & ~within(own, threshold)

    def _opened_within(self, change: WhatIf) -> NDArray[np.int64]:
        return within(change.opened, self.asked.threshold).sum(axis=0)


def people_of(atlas: Atlas, population: str) -> NDArray[np.int64]:
    """Inhabitants of a band of age by commune, int64 (n_communes,).

    Raises UnknownCode: nobody says the ages of the region's inhabitants.
    """
    column = "population" if population == "total" else f"pop_{population}"
    people = atlas.communes[column]
    if people.isna().any():
        raise UnknownCode(
            "population",
            "L'âge des habitants de cette région n'est pas connu : le recensement de 2021 ne "
            "l'a pas publié. Comptez toute la population.",
        )
    return people.to_numpy(dtype=np.int64)


def cover(atlas: Atlas, asked: CoverageQuery, today: date) -> Covered:
    """Answer a question of coverage.

    Raises UnknownCode: a commune, a zone or a site that the region does not have, or a mode.
    """
    check_mode(atlas.travel, asked.mode)
    if asked.kind:
        atlas, asked = seen_from(atlas, asked.kind), asked.of_places()
    columns = atlas.columns
    which, _ = match(atlas, asked.query, today)
    capacity = atlas.cached("capacity", lambda: known_capacity(atlas.offers["capacity"]))
    offer = offering(
        which, columns.site, columns.is_distance, capacity, len(atlas.sites), columns.around
    )
    times = atlas.lived.times(asked.mode)
    change = None
    open_sites = offer.mask
    if not asked.scenario.empty:
        changes = resolve(asked.scenario, atlas.communes["code"], atlas.sites["site"])
        opened = atlas.minutes_from_homes(atlas.commune_xy[changes.opened], asked.mode)
        change = what_if(times, offer, changes, opened)
        open_sites = change.kept
    return Covered(
        asked=asked,
        atlas=atlas,
        offer=offer,
        home_change=change,
        open_sites=open_sites,
        home_minutes=nearest(times, offer.mask) if change is None else change.after,
        people=people_of(atlas, asked.population),
    )
