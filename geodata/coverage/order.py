"""The orders of the lists of territories and communes on the coverage page."""

from __future__ import annotations

from geodata.sorting import Order

ORDERS: dict[str, Order] = {
    # As the table is: its last row may be « in no territory ».
    "code": Order("Code du territoire", ()),
    "hors-atteinte": Order("Habitants hors d'atteinte", ("-beyond_population", "name")),
}
"""The orders of the territories: the API's own, then that of the page."""

BY_CAR_ONLY = Order("Habitants qui dépendent de la voiture", ("-car_only", "name"))
"""The territories of « Sans voiture »."""

BY_PROJECTS = Order("Projets de recrutement", ("-projects",))
BY_PEOPLE = Order("Habitants", ("-population",))
"""The territories of « Habiter, se former, travailler », with a survey of projects or without."""

BY_EFFECT = Order("Habitants gagnés, perdus déduits", ("-moved", "-net", "name"))
"""The territories of a simulation: those where nothing changes come last."""

BY_OWN = Order("Valeurs de la colonne choisie", ("-own",))
"""The territories and the communes of « Mes données »."""
