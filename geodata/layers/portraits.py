"""The portraits of the territories of a level as a layer: a row a territory, a column a figure."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.figure import Figure
from geodata.territory import territories

LEVELS = ("departement", "spel", "zone_emploi", "epci")
"""Levels of few territories: communes have `geodata.layers.communes`."""

BETWEEN = " | "
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
        text for a figure always said in words, null where it is not known), `about` (what each
        figure is, its unit, period, source and perimeter) and `unknown` (the figures that no source
        gives for that territory, and the source that would).
    """
    shapes = shapes[shapes.index.isin(list(territories(atlas).get(level, {})))]
    rows = [_row(atlas, level, str(code)) for code in shapes.index]
    table = pd.DataFrame(rows, index=shapes.index).reindex(columns=_columns(rows))
    figures = table.drop(columns=list(_WORDS)).dropna(axis="columns", how="all").apply(_of_one_type)
    described = pd.concat([shapes["name"], figures, table[list(_WORDS)]], axis="columns")
    return gpd.GeoDataFrame(described, geometry=shapes.geometry, crs=shapes.crs)


def _row(atlas: Atlas, level: str, code: str) -> Row:
    figures = [figure for _, figure in every_figure(portrait(atlas, level, code))]
    own = {column_of(one.key): one for one in figures if one.known and one.level in ("", level)}
    unknown = [one for one in figures if not one.known]
    return {
        **{name: _value(one) for name, one in own.items()},
        "about": BETWEEN.join(f"{name} : {about(one)}" for name, one in own.items()),
        "unknown": BETWEEN.join(
            f"{one.label} ({one.missing})" if one.missing else one.label for one in unknown
        ),
    }


def _columns(rows: Sequence[Row]) -> list[str]:
    figures = dict.fromkeys(name for row in rows for name in row if name not in _WORDS)
    return [*figures, *_WORDS]


def _of_one_type(column: pd.Series) -> pd.Series:
    """Keep the numbers of a figure that some territories say in words, which `about` has."""
    texts = column.map(lambda value: isinstance(value, str)).astype(bool)
    return column if texts[column.notna()].all() else column.mask(texts).astype(float)


def column_of(key: str) -> str:
    """Return the column of a figure, after its key."""
    return key.replace("-", "_")


def _value(figure: Figure) -> float | str | None:
    if figure.value is not None:
        return round(float(figure.value), 4)
    if figure.text:
        return figure.text
    return None  # between two bounds: `about` says them


def about(figure: Figure, source: str | None = None) -> str:
    """Write what a figure is: its name, unit, period, source (or what stands for it), perimeter."""
    bounds = f"entre {figure.low:g} et {figure.high:g}" if _between(figure) else ""
    words = figure.text if figure.value is None else ""
    by = figure.source if source is None else source
    parts = (figure.label, figure.unit, bounds or words, figure.period, by, figure.perimeter)
    return ", ".join(part for part in parts if part)


def _between(figure: Figure) -> bool:
    return figure.value is None and figure.low is not None and figure.high is not None
