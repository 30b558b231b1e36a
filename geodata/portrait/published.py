"""Figures that a document or a file publishes for a place, with those that contradict them."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.portrait.figure import Figure, number_or_none, source_name

FRANCE = "france"


def published(
    atlas: Atlas, level: str, code: str, theme: str, entry: str, name: str
) -> tuple[Figure, ...]:
    """Return what is published for a place by theme and entry, in the order of the tables.

    One figure an indicator and a category: the newest value of its first source; earlier ones are
    in `before`, those of France in `beside`, those that contradict it in `others`.
    """
    key = (level, code, theme, entry)
    return atlas.of_place(
        "portrait-published", key, lambda: _published(atlas, level, code, theme, entry, name)
    )


def find(figures: Iterable[Figure], label: str, category: str | None = None) -> Figure | None:
    """Return the figure of an indicator (and a category), None when it is not there."""
    for figure in figures:
        if figure.label == label and (category is None or figure.category == category):
            return figure
    return None


def one(
    atlas: Atlas, level: str, code: str, label: str, category: str | None = None, name: str = ""
) -> Figure | None:
    """Return the figure of an indicator for a place wherever it is classed, None without any."""
    table = atlas.indicators
    if not len(table):
        return None
    rows = table[(table["indicator"] == label) & (table["level"] == level)]
    rows = rows[rows["code"] == code]
    if category is not None:
        rows = rows[rows["category"] == category]
    if rows.empty:
        return None
    first = rows.iloc[0]
    figures = published(atlas, level, code, str(first["theme"]), str(first["entry"]), name)
    return find(figures, label, category)


def moment(period: str) -> tuple[float, str]:
    """Return what orders periods: the last year that they name, then their text; none is last.

    « T1 2021 » is after « 2020-2021 »; a period that names no year comes before every other.
    """
    years = [int(text) for text in re.findall(r"(?:19|20)\d\d", period)]
    quarter = re.search(r"T([1-4])", period)
    part = int(quarter.group(1)) / 10 if quarter else 0.0
    return (max(years, default=0) + part, period)


def _published(
    atlas: Atlas, level: str, code: str, theme: str, entry: str, name: str
) -> tuple[Figure, ...]:
    table = atlas.indicators
    if not len(table):
        return ()
    here = table[(table["theme"] == theme) & (table["entry"] == entry)]
    rows = here[(here["level"] == level) & (here["code"] == code)]
    france = here[here["level"] == FRANCE]
    groups = rows.groupby(["indicator", "category"], sort=False)
    return tuple(_figure(atlas, group, france, name) for _, group in groups)


def _figure(atlas: Atlas, rows: pd.DataFrame, france: pd.DataFrame, name: str) -> Figure:
    figures = [_of_row(atlas, row, name) for row in rows.to_dict("records")]
    main = _newest(figures)
    rest = [figure for figure in figures if figure is not main]
    same = [figure for figure in rest if _alike(figure, main)]
    first = rows.iloc[0]
    there = france[
        (france["indicator"] == first["indicator"]) & (france["category"] == first["category"])
    ]
    compared = [_of_row(atlas, row, "France") for row in there.to_dict("records")]
    beside = [f for f in compared if f.period == main.period and f.unit == main.unit]
    before = sorted((f for f in same if f.period != main.period), key=lambda f: moment(f.period))
    return replace(
        main,
        before=tuple(before),
        beside=tuple(beside[:1]),
        others=tuple(figure for figure in rest if figure not in before),
    )


def _newest(figures: list[Figure]) -> Figure:
    """The newest figure; of one period, the first of the table."""
    best = max(moment(figure.period)[0] for figure in figures)
    dated = [figure for figure in figures if moment(figure.period)[0] == best]
    return next((figure for figure in dated if figure.known), dated[0])


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are points of one series: same unit, dated, same kind of source.

    Documents that quote the same producer are read as one; a file and a document are not.
    """
    same_kind = bool(one.reference) == bool(other.reference)
    return one.unit == other.unit and bool(one.period) and one.value is not None and same_kind


def _of_row(atlas: Atlas, row: Mapping[Hashable, Any], place: str) -> Figure:
    words = [str(row[name]) for name in ("indicator", "category", "level", "code")]
    value = number_or_none(row["value"])
    note = str(row["note"])
    return Figure(
        key="pub-" + re.sub(r"\W+", "-", fold(" ".join(words)))[:90].strip("-"),
        label=str(row["indicator"]),
        category=str(row["category"]),
        value=value,
        unit=str(row["unit"]),
        text=str(row["text"]),
        place=place,
        level=str(row["level"]),
        period=str(row["period"]),
        source=source_name(atlas, str(row["source"])),
        perimeter=str(row["perimeter"]),
        reference=str(row["reference"]),
        status=str(row["status"]),
        note=note,
        decimals=0 if value is None or float(value).is_integer() else 1,
    )
