"""Where a person comes from when they open a sheet: the search in its address, and their place."""

from datetime import date
from urllib.parse import urlencode

import numpy as np

from callbacks.controls import arguments
from callbacks.serving.resources import resource_addresses
from geodata.asking.query import UnknownCode, parse_leniently
from geodata.atlas import Atlas
from geodata.finding.origin import Origin, locate
from geodata.finding.site import CourseSite, bounds_around
from geodata.places.projection import to_metres
from geodata.transit.journey import Day, day_between
from layouts.course.place import Visit
from layouts.transit.words import counted

_PLACE = ("lieu", "mode", "max_minutes")
"""Parameters of an address that say where the person is and how they get around."""


class Coming:
    """What the address of a sheet says of the person.

    Parameters
    ----------
    search : what follows the path of the address: the search that the person comes from

    Attributes
    ----------
    origin : where they start from, None when the address does not say
    mode : how they get around, "" when it does not say
    """

    def __init__(self, atlas: Atlas, search: str) -> None:
        self._atlas = atlas
        self._args = arguments(search)
        self._args.pop("near", None)  # a position, if someone wrote one there, goes no further
        query, _ = parse_leniently(self._args)
        self.origin: Origin | None = None
        self.mode = query.near.mode if query.near else ""
        self._problems: list[str] = []
        if query.near is not None:
            try:
                self.origin = locate(atlas, query.near)
            except UnknownCode as problem:
                self._problems = [problem.message]

    @property
    def back(self) -> str:
        """Address of the results."""
        return _address("/", self._args)

    def search_for(self, text: str) -> str:
        """Return the address of a search for a text, from the same place."""
        near = {name: self._args[name] for name in _PLACE if name in self._args}
        return _address("/", {"q": text, **near})

    def visit(self, site: CourseSite | None, all_others: str = "") -> Visit:
        """Return what goes with a sheet, with the map of a site if there is one."""
        place = self.origin.place if self.origin else None
        return Visit(
            back=self.back,
            search=_address("", self._args),
            place=place.name if place else "",
            today=date.today(),
            map=self._map(site) if site else {},
            all_others=all_others,
            problems=self._problems,
            margins={mode: self._atlas.margin(mode) for mode in self._atlas.model.modes},
            times=self._atlas.times_line,
            transit=self._day(site) if site and place else None,
            timetables=self._atlas.cached(
                "timetables counted", lambda: counted(self._atlas.transit_feeds)
            ),
        )

    def _day(self, site: CourseSite) -> Day | None:
        """Return the ways there and back by public transport, None where no timetable is loaded."""
        if self._atlas.timetable is None or self.origin is None:
            return None
        there = to_metres(np.array([[site.lon, site.lat]]), self._atlas.crs)[0]
        return day_between(self._atlas.timetable, (self.origin.x, self.origin.y), there)

    def _map(self, site: CourseSite) -> dict[str, object]:
        place = self.origin.place if self.origin else None
        return {
            "bounds": bounds_around(site, self.origin),
            "resources": resource_addresses(self._atlas),
            "origin": place and {"lat": place.lat, "lon": place.lon, "label": place.name},
        }


def _address(path: str, args: dict[str, str]) -> str:
    return path + (f"?{urlencode(args)}" if args else "")
