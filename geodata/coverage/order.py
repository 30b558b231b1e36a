"""The orders of the lists of territories and communes on the coverage page."""

from geodata.tables.sorting import Order

ORDERS: dict[str, Order] = {
    # As the table is: its last row may be « in no territory ».
    "code": Order("Code du territoire", ()),
    "hors-atteinte": Order("Habitants hors d'atteinte", ("-beyond_population", "name")),
    "hors-atteinte-croissant": Order(
        "Habitants hors d'atteinte, du moins au plus", ("beyond_population", "name")
    ),
    "part": Order("Part hors d'atteinte", ("share", "name")),
    "part-croissante": Order("Part hors d'atteinte, de la plus basse", ("-share", "name")),
    "nom": Order("Nom du territoire", ("name",)),
    "nom-decroissant": Order("Nom du territoire, de Z à A", ("-name",)),
    "population": Order("Habitants", ("-population", "name")),
    "population-croissante": Order("Habitants, du moins au plus", ("population", "name")),
    "temps": Order("Temps moyen, du plus long", ("-minutes", "name")),
    "temps-croissant": Order("Temps moyen, du plus court", ("minutes", "name")),
}
"""The orders of the territories: the API's own, that of the page, then those of its columns."""

BOTH_WAYS: dict[str, tuple[str, str]] = {
    "name": ("nom", "nom-decroissant"),
    "beyond_population": ("hors-atteinte", "hors-atteinte-croissant"),
    "share": ("part", "part-croissante"),
    "population": ("population", "population-croissante"),
    "minutes": ("temps", "temps-croissant"),
}
"""The two orders of each column of the table; the first is taken first."""

USUAL = "hors-atteinte"
"""The order of the page."""

BY_CAR_ONLY = Order("Habitants qui dépendent de la voiture", ("-car_only", "name"))
"""The territories of « Sans voiture »."""

BY_PROJECTS = Order("Projets de recrutement", ("-projects",))
BY_PEOPLE = Order("Habitants", ("-population",))
"""The territories of « Habiter, se former, travailler », with a survey of projects or without."""

BY_EFFECT = Order("Habitants gagnés, perdus déduits", ("-moved", "-net", "name"))
"""The territories of a simulation: those where nothing changes come last."""

BY_OWN = Order("Valeurs de la colonne choisie", ("-own",))
"""The territories and the communes of « Mes données »."""
