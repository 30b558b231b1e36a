"""The board of a SPEL as a table: a row a figure and a period."""

import pandas as pd

from geodata.month.board import Board
from geodata.month.table import AXES

HEADERS = {
    "spel": "SPEL",
    "spel_code": "Code du SPEL",
    "measure": "Mesure",
    "axis": "Ventilation",
    "level": "Niveau",
    "place": "Lieu",
    "period": "Période",
    "value": "Valeur",
    "unit": "Unité",
    "status": "État",
    "region_value": "Région, même période",
    "series": "Série",
    "source": "Source",
    "perimeter": "Périmètre",
    "simulated": "Simulé",
}
"""Members of a row, in order, with the name that a reader of the file sees."""


def board_rows(shown: Board, last: bool = False) -> pd.DataFrame:
    """Return every point of every curve, in the columns of `HEADERS`.

    The level, the place and the period are those of publication; `value` is null where it is not
    published, and `status` says why.

    Parameters
    ----------
    last : only the newest point of each curve
    """
    rows = []
    for line in shown.lines:
        whole = {} if line.region is None else {p.period: p.value for p in line.region.points}
        rows += [
            (
                shown.place.name, shown.place.code, line.label, AXES.get(line.axis, "communes FRR"),
                line.level, line.place, point.period, point.value, line.unit, point.status,
                whole.get(point.period), line.curve.adjusted, line.source, line.perimeter,
                line.simulated,
            )
            for point in (line.curve.points[-1:] if last else line.curve.points)
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(HEADERS))


def board_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as a file has them."""
    said = rows["simulated"].map({True: "oui", False: "non"})
    return rows.assign(simulated=said).rename(columns=HEADERS)
