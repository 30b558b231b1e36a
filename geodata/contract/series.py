"""Every series of figures that the atlas holds: where it comes from, how often, how old."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.figure import THEMES, source_name
from geodata.portrait.published import moment
from geodata.vocabulary import TERRITORY_LEVELS, level_name

_TABLES = {
    "outcomes": ("formations", "Ce que deviennent les sortants"),
    "tension": ("marche-travail", "Tensions et projets de recrutement par métier"),
    "prospects": ("marche-travail", "Métiers à l'horizon 2030"),
    "labour_series": ("marche-travail", "Séries mensuelles et trimestrielles"),
}
"""Tables other than that of indicators: the theme of each, and what it holds."""


@dataclass(frozen=True)
class Series:
    """A series: an indicator of a source, at the scales and for the periods that it is known.

    `levels` are names, the widest first; `source` is a document or a file, with its producer;
    `rhythm` is how often it comes out, "" where that is not said.
    """

    theme: str
    label: str
    levels: tuple[str, ...]
    first: str
    last: str
    values: int
    source: str
    rhythm: str
    document: bool


def series(atlas: Atlas) -> tuple[Series, ...]:
    """Return every series, by theme, in the order of the tables."""
    return atlas.cached("contract-series", lambda: _series(atlas))


def _series(atlas: Atlas) -> tuple[Series, ...]:
    found = [*_indicators(atlas), *_others(atlas)]
    order = list(THEMES)
    return tuple(sorted(found, key=lambda one: order.index(one.theme)))


def _indicators(atlas: Atlas) -> Iterator[Series]:
    table = atlas.indicators
    if not len(table):
        return
    known = table[table["value"].notna() | (table["text"] != "")]
    for (theme, label, source), rows in known.groupby(["theme", "indicator", "source"], sort=False):
        yield _one(atlas, str(theme), str(label), str(source), rows, rows["period"])


def _others(atlas: Atlas) -> Iterator[Series]:
    for name, (theme, label) in _TABLES.items():
        table = getattr(atlas, name)
        if not len(table):
            continue
        period = next(one for one in ("cohort", "year", "period") if one in table.columns)
        for source, rows in table.groupby("source", sort=False):
            yield _one(atlas, theme, label, str(source), rows, rows[period].astype(str))


def _one(
    atlas: Atlas, theme: str, label: str, source: str, rows: pd.DataFrame, periods: pd.Series
) -> Series:
    dated = sorted({one for one in periods if one}, key=moment)
    ranks = {level: rank for rank, level in enumerate(("france", *TERRITORY_LEVELS))}
    levels = sorted(set(rows["level"]), key=lambda one: ranks.get(one, len(ranks)))
    held = atlas.quality.get("sources", {}).get(source, {})
    return Series(
        theme=theme,
        label=label,
        levels=tuple(dict.fromkeys(_level(level) for level in levels)),
        first=dated[0] if dated else "",
        last=dated[-1] if dated else "",
        values=len(rows),
        source=source_name(atlas, source),
        rhythm=str(held.get("rhythm", "")),
        document=source not in set(atlas.sources["source"]),
    )


def _level(level: str) -> str:
    return {"france": "France", "establishment": "Établissement"}.get(level) or level_name(level)
