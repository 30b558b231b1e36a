"""The orders of the lists of métiers, whose columns are those of `Needs.table`."""

from geodata.tables.sorting import Order

ORDERS: dict[str, Order] = {
    "tension": Order("Tension", ("-tension", "-projects", "label")),
    "projets": Order("Projets de recrutement", ("-projects", "label")),
    "places": Order("Places pour 100 projets", ("ratio", "-projects", "label")),
    "minutes": Order("Temps de trajet", ("-minutes", "-projects", "label")),
    "nom": Order("Nom", ("label",)),
}
"""The orders of the métiers of a territory, the first by default."""

QUADRANT = Order("Tension, puis places pour 100 projets", ("-tension", "ratio"))
"""The order of the quadrant's table."""
