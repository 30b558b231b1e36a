"""The way to a course, where a server of itineraries is there to give it."""

from dataclasses import replace

import numpy as np

from callbacks.course.coming import Coming
from geodata.atlas import Atlas
from geodata.finding.course import Course
from geodata.finding.exact import itinerary
from geodata.travel.margin import SUPPOSED
from geodata.travel.model import whole_minutes
from layouts.course.place import Visit
from layouts.course.way import no_way, way
from layouts.find.answer import MODE_WORDS


def on_the_way(atlas: Atlas, course: Course, visit: Visit, coming: Coming) -> tuple[Course, Visit]:
    """Add the way there and, where the times in force are estimates, its exact time."""
    if coming.origin is None or course.site is None or course.modality == "distance":
        return course, visit
    site = int(atlas.columns.site[atlas.offer_position[course.offer]])
    start = np.array([coming.origin.x, coming.origin.y])
    if (
        np.abs(atlas.site_xy[site] - start).max() < 1
    ):  # placed at the same town hall: no way to tell
        return course, visit
    found = itinerary(atlas, start, site, coming.mode)
    if found is None:
        return course, visit
    if found.route is None:
        return course, replace(visit, way=no_way())
    visit = replace(visit, way=way(found.route, MODE_WORDS[found.mode], found.name))
    if atlas.model.by_road(found.mode, start):
        return course, visit
    minutes = int(whole_minutes([found.route.minutes])[0])
    return (
        replace(course, minutes={**course.minutes, found.mode: minutes}),
        replace(visit, margins={**visit.margins, found.mode: SUPPOSED}),
    )
