"""A portrait as a table: each figure a row, with all that one must know to quote it."""

from collections.abc import Sequence

import pandas as pd

from geodata.portrait.composition import Portrait, every_figure
from geodata.portrait.figure import ENTRIES, THEMES, Chart, Figure
from geodata.tables.observation import STATUSES
from geodata.vocabulary import level_name

HEADERS = (
    "Thème", "Entrée", "Rôle", "Indicateur", "Catégorie", "Valeur", "Valeur en toutes lettres",
    "Unité", "Borne basse", "Borne haute", "État", "Territoire", "Échelle", "Période", "Numérateur",
    "Valeur du numérateur", "Dénominateur", "Valeur du dénominateur", "Formule", "Source",
    "Périmètre", "Référence",
    "Source manquante", "Note",
)  # fmt: skip


def portrait_table(shown: Portrait, theme: str = "") -> pd.DataFrame:
    """Return the figures of a portrait, or of one of its themes, as rows with `HEADERS`.

    A figure is followed by those that it is compared with, the earlier ones and those that
    contradict it: « Rôle » says which.
    """
    entry = ENTRIES[shown.entry]
    rows: list[tuple[object, ...]] = []
    for of_theme, figure in every_figure(shown):
        if theme in ("", of_theme):
            rows += [(THEMES[of_theme], entry, *row) for row in _rows(figure)]
    for band in shown.bands:
        if theme in ("", band.theme):
            for chart in band.charts:
                rows += [(THEMES[band.theme], entry, *row) for row in _chart(chart)]
    return pd.DataFrame(rows, columns=list(HEADERS))


def side_by_side_table(shown: Sequence[tuple[str, Portrait]]) -> pd.DataFrame:
    """Return several portraits, each with a name, as rows with « Comparé » and `HEADERS`.

    The name stands on every row: a figure may be that of a wider territory, the same for several.
    """
    tables = []
    for name, one in shown:
        table = portrait_table(one)
        table.insert(0, "Comparé", name)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _rows(figure: Figure) -> list[tuple[object, ...]]:
    return [
        _row("Chiffre", figure),
        *(_row("Comparaison", other) for other in figure.beside),
        *(_row("Valeur antérieure", other) for other in figure.before),
        *(_row("Autre valeur publiée", other) for other in figure.others),
    ]


def _row(role: str, figure: Figure) -> tuple[object, ...]:
    top, bottom = (*figure.parts, ("", None), ("", None))[:2]
    status = STATUSES.get(figure.status, figure.status)
    return (
        role, figure.label, figure.category, figure.value, figure.text, figure.unit,
        figure.low, figure.high, status,
        figure.place, level_name(figure.level), figure.period, *top, *bottom,
        figure.formula, figure.source, figure.perimeter, figure.reference, figure.missing,
        figure.note,
    )  # fmt: skip


def _chart(chart: Chart) -> list[tuple[object, ...]]:
    about = chart.about
    return [
        (
            "Graphique", chart.title, bar.label, bar.value, "", chart.unit, None, None,
            STATUSES.get(bar.status, ""), about.place, level_name(about.level),
            about.period, "", None, "", None, "", about.source, about.perimeter, about.reference,
            "", chart.note,
        )
        for bar in chart.rows
    ]  # fmt: skip
