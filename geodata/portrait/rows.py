"""The figures of a portrait as rows of indicators, for every level that has portraits."""

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.figure import ENTRIES, Figure
from geodata.tables.observation import INDICATORS

_NAMES = ("theme", "entry", "indicator", "category", "period", "value")


def portrait_rows(atlas: Atlas, level: str, code: str) -> pd.DataFrame:
    """Return every figure of a territory, by all entries, in the columns of `INDICATORS`.

    A figure about a wider place says which in its perimeter. What no source gives has no row.

    Raises UnknownCode: the region has no such territory.
    """
    rows = [
        {
            **dict.fromkeys(INDICATORS.columns, ""),
            "theme": theme, "entry": entry, "indicator": figure.label,
            "category": figure.category, "level": level, "code": code, "period": figure.period,
            "value": figure.value, "text": figure.text, "unit": figure.unit,
            "status": figure.status, "perimeter": _perimeter(figure, name),
            "source": figure.source, "reference": figure.reference,
            "note": figure.note or figure.formula,
        }
        for entry in ENTRIES
        for name in [portrait(atlas, level, code, entry).place.name]
        for theme, figure in every_figure(portrait(atlas, level, code, entry))
        if figure.known
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(INDICATORS.columns))
    return table.drop_duplicates(list(_NAMES), ignore_index=True)


def _perimeter(figure: Figure, own: str) -> str:
    where = figure.place if figure.place not in ("", own) else ""
    return " · ".join(part for part in (where, figure.perimeter) if part)
