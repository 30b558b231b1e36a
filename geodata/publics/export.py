"""The publics of a territory as tables: every figure, then people trained by cell."""

import pandas as pd

from geodata.publics.board import COMPUTED, SIMULATION, Publics
from geodata.publics.table import PUBLICS
from geodata.publics.trained import AXES

HEADERS = (
    "Territoire", "Code", "Public", "Mesure", "Ventilation", "Catégorie", "Valeur", "Unité",
    "Numérateur", "Dénominateur", "État", "Année", "Nature", "Source", "Périmètre",
    "Qui l'a, si rien n'est chargé",
)  # fmt: skip


def publics_table(shown: Publics) -> pd.DataFrame:
    """Return a row a figure: of the territory, then of each scheme, domain and level, then open."""
    rows = [*_figures(shown), *_cells(shown), *_offer(shown)]
    return pd.DataFrame(rows, columns=list(HEADERS))


def _figures(shown: Publics) -> list[tuple[object, ...]]:
    place = (shown.place.name, shown.place.code)
    rows: list[tuple[object, ...]] = []
    for group in shown.groups:
        for one in (*group.figures, *group.missing):
            top, bottom = (one.parts[0][1], one.parts[1][1]) if one.parts else (None, None)
            nature = "simulé" if one.note == SIMULATION else "observé"
            nature = "calculé" if one.source.startswith(COMPUTED) else nature
            rows.append(
                (
                    *place, group.name, one.label, "Ensemble", "", one.value, one.unit, top, bottom,
                    one.status, one.period, "" if one.missing else nature, one.source,
                    one.perimeter, one.missing,
                )
            )  # fmt: skip
    return rows


def _cells(shown: Publics) -> list[tuple[object, ...]]:
    place = (shown.place.name, shown.place.code)
    return [
        (
            *place, PUBLICS[public], "Personnes formées", AXES[axis], category, cell.people,
            "personnes", cell.part if cell.total else None, cell.total or None,
            "partiel" if cell.secret else "", known.year,
            "simulé" if known.simulated else "observé", known.source, known.perimeter, "",
        )
        for public, known in shown.trained.items()
        for (axis, category), cell in known.sums.items()
        if axis
    ]  # fmt: skip


def _offer(shown: Publics) -> list[tuple[object, ...]]:
    place = (shown.place.name, shown.place.code)
    nature = "simulé" if shown.simulated else "observé"
    return [
        (
            *place, PUBLICS[public], "Formations qui se disent ouvertes", row.axis, row.category, n,
            "formations", n, row.courses, "", shown.offer_years, nature, shown.offer_source,
            "formations tenues dans le territoire", "",
        )
        for row in shown.offer
        for public, n in row.open_to.items()
    ]  # fmt: skip
