"""What the browser draws for an answer: a bitmap of the courses, minutes by site, relevance.

The courses and the places themselves are already in the browser (`geodata.finding.browser_table`),
so that an answer weighs a few kilobytes. Where there are too many courses for it, an answer brings
its first ones (`geodata.finding.first_courses`), and the bitmap and the relevance are of these.
"""

import base64
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS
from shapely import get_parts

from geodata.asking.query import Near
from geodata.atlas import Atlas
from geodata.finding.answer import Found, ranks
from geodata.finding.browser_table import courses_table, is_whole
from geodata.finding.exact import area
from geodata.finding.first_courses import FIRST, counted_at_places, first_courses
from geodata.finding.origin import Origin
from geodata.finding.words import wishes_of
from geodata.places.projection import to_degrees


def browser_results(atlas: Atlas, found: Found, today: date) -> dict[str, object]:
    """Return an answer as the browser reads it.

    `times` says what gave the minutes.
    Bits and numbers are little-endian, in base64: `shown` has a bit a course, `minutes` a byte a
    site, `rank` two bytes a shown course (0 is the most relevant), `wishes` a byte a shown course.
    `centre` and `reach` are a point and an outline, as latitudes and longitudes rounded to some ten
    metres. `today` is a number of days since 1970-01-01. `first` is None where the browser has
    every course: else a table of the first ones, `most` of each order and group, with how many
    there are in all (`placed`, `distance`) and at each place: `taught` has a bit a site, `counts`
    two bytes a voie of each site that is set.
    """
    whole = is_whole(atlas)
    rows = np.flatnonzero(found.shown) if whole else first_courses(atlas, found, today)
    answer: dict[str, object] = {
        "id": atlas.id,
        "today": (today - date(1970, 1, 1)).days,
        "shown": _bits(found.shown if whole else np.ones(len(rows), dtype=bool)),
        "first": None if whole else _first(atlas, found, rows),
        "minutes": None if found.minutes is None else _base64(found.minutes),
        "rank": None,
        "listed": found.total,
        "wishes": _wishes(atlas, found, rows),
        "times": found.times,
        "place": None,
        "centre": None,
        "reach": [],
    }
    if found.relevance is not None:
        _, rank = np.unique(ranks(atlas, found)[rows], return_inverse=True)
        answer["rank"] = _base64(rank.astype("<u2"))
    if found.origin and found.query.near:
        answer |= _reach(atlas, found.origin, found.query.near)
    return answer


def _first(atlas: Atlas, found: Found, rows: NDArray[np.int64]) -> dict[str, object]:
    taught, counts = counted_at_places(atlas, found)
    return {
        **courses_table(atlas, rows),
        "most": FIRST,
        "placed": int((found.placed | found.unplaced).sum()),
        "distance": found.total_distance,
        "taught": _bits(taught),
        "counts": _base64(counts.astype("<u2")),
    }


def _wishes(atlas: Atlas, found: Found, rows: NDArray[np.int64]) -> dict[str, object] | None:
    """Return the wishes of the text, and a byte a shown course: a bit for each that it answers."""
    wishes = wishes_of(atlas, found.query.q) if found.query.q else {}
    if not wishes:
        return None
    bits = [which[rows].astype(np.uint8) << n for n, which in enumerate(wishes.values())]
    return {"names": list(wishes), "of": _base64(np.bitwise_or.reduce(bits))}


def _reach(atlas: Atlas, origin: Origin, near: Near) -> dict[str, object]:
    answer: dict[str, object] = {
        "place": origin.place.name if origin.place else "votre position",
        "centre": _lat_lon(np.array([[origin.x, origin.y]]), atlas.crs)[0],
    }
    if near.max_minutes is not None:
        # Times are shown in whole minutes: what is rounded down to the limit is within it.
        limit = near.max_minutes + 0.5 if near.max_minutes else 0
        reached = area(atlas, (origin.x, origin.y), limit, near.mode)
        answer["reach"] = [
            _lat_lon(np.asarray(piece.exterior.coords), atlas.crs)
            for piece in get_parts(reached)
            if not piece.is_empty
        ]
    return answer


def _lat_lon(xy: np.ndarray, crs: CRS | None) -> list[list[float]]:
    rounded: list[list[float]] = to_degrees(xy, crs)[:, ::-1].round(4).tolist()
    return rounded


def _bits(which: NDArray[np.bool_]) -> str:
    return _base64(np.packbits(which, bitorder="little"))


def _base64(array: np.ndarray) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")
