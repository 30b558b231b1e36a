"""The board of a SPEL as a table: a row a figure and a period."""

from __future__ import annotations

import pandas as pd

from geodata.month.board import Board
from geodata.month.table import AXES

HEADERS = (
    "SPEL", "Code du SPEL", "Mesure", "Ventilation", "Niveau", "Lieu", "Période", "Valeur",
    "Unité", "État", "Région, même période", "Série", "Source", "Périmètre", "Simulé",
)  # fmt: skip


def board_table(shown: Board) -> pd.DataFrame:
    """Return every point of every curve; the level and the period are those of publication."""
    rows = []
    for line in shown.lines:
        whole = {} if line.region is None else {p.period: p.value for p in line.region.points}
        rows += [
            (
                shown.place.name, shown.place.code, line.label, AXES.get(line.axis, "communes FRR"),
                line.level, line.place, point.period, point.value, line.unit, point.status,
                whole.get(point.period), line.curve.adjusted, line.source, line.perimeter,
                "oui" if line.simulated else "non",
            )
            for point in line.curve.points
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(HEADERS))
