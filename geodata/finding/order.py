"""The orders of a list of courses, whose columns are those of `geodata.finding.answer.order`."""

from geodata.tables.sorting import Order

RELEVANCE = "Pertinence"
"""The name of the first order where there is no place to travel from."""

_NEAREST = ("time", "rank", "around", "row")

MIXED = Order("Temps de trajet, à distance comprises", _NEAREST)
"""The order of the API when it is asked for none."""

ORDERS: dict[str, Order] = {
    "temps": Order("Temps de trajet", ("distance", *_NEAREST)),
    "date": Order("Prochaine session", ("distance", "start", *_NEAREST)),
    "titre": Order("Intitulé", ("distance", "row")),
}
"""The orders of the list on screen and of its files, the first by default.

Courses at a distance are a group of their own, at the end of each.
"""
