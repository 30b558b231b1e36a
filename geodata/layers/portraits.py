"""The portraits of the territories of a level as a layer: a row a territory, a column a figure."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.figure import Figure
from geodata.territory import territories

LEVELS = ("departement", "spel", "zone_emploi")
"""Levels of few territories: the portraits of all the EPCI would take a minute to work out."""

_BETWEEN = " | "
_WORDS = ("about", "unknown")

Row = dict[str, float | str | None]


def portraits(atlas: Atlas, shapes: gpd.GeoDataFrame, level: str) -> gpd.GeoDataFrame:
    """Return the figures of each territory's portrait, by its code.

    Parameters
    ----------
    shapes : by code, with the `name` and the shape of each territory of the level
    level : one of `LEVELS`

    Returns
    -------
    geopandas.GeoDataFrame
        `name`, a column a figure about the territory itself (named after the key of the figure; a
        text for a figure said in words, null where it is not known), `about` (what each figure is,
        its unit, period, source and perimeter) and `unknown` (the figures that no source gives for
        that territory, and the source that would).
    """
    shapes = shapes[shapes.index.isin(list(territories(atlas).get(level, {})))]
    rows = [_row(atlas, level, str(code)) for code in shapes.index]
    table = pd.DataFrame(rows, index=shapes.index).reindex(columns=_columns(rows))
    figures = table.drop(columns=list(_WORDS)).dropna(axis="columns", how="all")
    described = pd.concat([shapes["name"], figures, table[list(_WORDS)]], axis="columns")
    return gpd.GeoDataFrame(described, geometry=shapes.geometry, crs=shapes.crs)


def _row(atlas: Atlas, level: str, code: str) -> Row:
    figures = [figure for _, figure in every_figure(portrait(atlas, level, code))]
    own = {_name(one): one for one in figures if one.known and one.level in ("", level)}
    unknown = [one for one in figures if not one.known]
    return {
        **{name: _value(one) for name, one in own.items()},
        "about": _BETWEEN.join(f"{name} : {_about(one)}" for name, one in own.items()),
        "unknown": _BETWEEN.join(
            f"{one.label} ({one.missing})" if one.missing else one.label for one in unknown
        ),
    }


def _columns(rows: Sequence[Row]) -> list[str]:
    figures = dict.fromkeys(name for row in rows for name in row if name not in _WORDS)
    return [*figures, *_WORDS]


def _name(figure: Figure) -> str:
    return figure.key.replace("-", "_")


def _value(figure: Figure) -> float | str | None:
    if figure.value is not None:
        return round(float(figure.value), 4)
    if figure.text:
        return figure.text
    return None  # between two bounds: `about` says them


def _about(figure: Figure) -> str:
    bounds = f"entre {figure.low:g} et {figure.high:g}" if _between(figure) else ""
    parts = (figure.label, figure.unit, bounds, figure.period, figure.source, figure.perimeter)
    return ", ".join(part for part in parts if part)


def _between(figure: Figure) -> bool:
    return figure.value is None and figure.low is not None and figure.high is not None
