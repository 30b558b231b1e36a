"""What the browser draws of a coverage: a class a commune, its minutes, its nearest site."""

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.classes import LegendClass, bounds, classify, finite_minutes, legend, readable
from geodata.coverage.answer import Covered

_NO_SITE = 0xFFFF

UNKNOWN_PLACES = "unknown-places"
"""Kind of the line of the legend of communes that reach courses which do not say their places."""


@dataclass(frozen=True)
class Classed:
    """The communes sorted into classes.

    Attributes
    ----------
    upper : upper bounds of the classes but the last
    of_commune : int8 (n_communes,), position of each commune's class in `lines`
    lines : what the legend says of each class, then of the communes out of reach and, of places,
        of those where no course within reach says its own (`UNKNOWN_PLACES`)
    """

    upper: tuple[float, ...]
    of_commune: NDArray[np.int8]
    lines: list[LegendClass]


def classed(covered: Covered) -> Classed:
    """Sort the communes into classes of the measure asked for.

    The threshold is always a bound of the classes of minutes, so that the map shows it. Numbers
    of courses and of places have no fixed bounds: « fixed » then means natural breaks.
    """
    asked = covered.asked
    values = measure(covered)
    method = asked.classes
    if asked.measure != "minutes" and method == "fixed":
        method = "jenks"
    upper = bounds(values, method)
    if asked.measure == "minutes":
        upper = tuple(sorted({*upper, float(asked.threshold)}))
    else:
        upper = readable(upper)
    lines = legend(values, upper, covered.people)
    classes = classify(values, upper)
    classes[classes < 0] = len(upper) + 1
    if asked.measure == "accessibility" and covered.places_unknown.any():
        unknown = covered.places_unknown
        classes[unknown] = len(lines)
        lines[-1] = _without_value(covered, (classes == len(upper) + 1))
        lines.append(_without_value(covered, unknown, UNKNOWN_PLACES))
    return Classed(upper, classes, lines)


def _without_value(covered: Covered, which: NDArray[np.bool_], kind: str = "") -> LegendClass:
    people = int(covered.people[which].sum())
    return LegendClass(np.nan, np.nan, int(which.sum()), people, kind)


def measure(covered: Covered) -> NDArray[np.float64]:
    """Return the value of each commune, NaN where there is none: (n_communes,)."""
    match covered.asked.measure:
        case "accessibility":
            values = covered.accessibility
            return np.where(values > 0, values, np.nan)
        case "courses":
            courses = covered.courses_within.astype(np.float64)
            return np.where(courses > 0, courses, np.nan)
        case _:
            return finite_minutes(covered.minutes)


def browser_coverage(covered: Covered, classes: Classed) -> dict[str, object]:
    """Return the drawing as the browser reads it, little-endian in base64.

    `classes` and `minutes` have a byte a commune, `nearest` two (65535 where none), `sites` a bit
    a site: those with a matching course that the scenario leaves open.
    """
    site = covered.nearest_site
    return {
        "id": covered.atlas.id,
        "classes": _base64(classes.of_commune.astype(np.uint8)),
        "minutes": _base64(covered.minutes),
        "times": covered.atlas.times_words(covered.asked.mode),
        "nearest": _base64(np.where(site < 0, _NO_SITE, site).astype("<u2")),
        "sites": _base64(np.packbits(covered.open_sites, bitorder="little")),
        "opened": list(covered.asked.scenario.openings),
    }


def _base64(array: NDArray[np.generic]) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")
