"""What a portrait is made of: figures that carry their source, charts, and what is missing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.provenance.values import sources_of

THEMES: dict[str, str] = {
    "population": "Population",
    "entreprises-emploi": "Entreprises et emploi",
    "marche-travail": "Marché du travail",
    "formations": "Formations",
}

ENTRIES: dict[str, str] = {
    "territoire": "Territoire",
    "metier": "Métier",
    "secteur": "Secteur",
    "public": "Public",
}
"""The four entries of the contract's dashboard; the first is the one that opens."""


@dataclass(frozen=True)
class Figure:
    """A figure about a place, and everything that one must know to quote it.

    Attributes
    ----------
    key : what a link leads to, unique in a portrait
    value : None when it is not published, or when `text` says it in words
    place, level : name and level of the territory that the figure is about, which may be wider
        than the portrait's own
    source, period, perimeter, reference : where it comes from; period "" when the source has none
    status : a key of `geodata.tables.observation.STATUSES`
    parts : numerator and denominator of a rate, each a name and a number
    low, high : what the value is between where a part of it is secret; None where it is exact
    beside : the same figure elsewhere, to compare
    others : figures of other sources, or of other places of the document, that contradict it
    before : earlier figures of the same series, the oldest first
    missing : the source that would give the figure, where nothing gives it
    """

    key: str
    label: str
    value: float | None = None
    unit: str = ""
    text: str = ""
    category: str = ""
    place: str = ""
    level: str = ""
    period: str = ""
    source: str = ""
    perimeter: str = ""
    reference: str = ""
    status: str = ""
    note: str = ""
    formula: str = ""
    parts: tuple[tuple[str, float], ...] = ()
    beside: tuple["Figure", ...] = ()
    others: tuple["Figure", ...] = ()
    before: tuple["Figure", ...] = ()
    missing: str = ""
    decimals: int = 0
    low: float | None = None
    high: float | None = None

    @property
    def known(self) -> bool:
        """Whether the figure says anything."""
        return self.value is not None or self.low is not None or bool(self.text)


@dataclass(frozen=True)
class Bar:
    """A row of a chart: a name, its value and that of the place compared; None: not published."""

    label: str
    value: float | None
    beside: float | None = None
    status: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars that answer one question, with the source of all of them.

    Attributes
    ----------
    kind : « bars » (lengths to compare) or « parts » (shares of a whole, in %)
    beside : name of the place that the second value is about, "" when there is none
    """

    key: str
    title: str
    rows: tuple[Bar, ...]
    unit: str
    about: Figure
    kind: str = "bars"
    beside: str = ""
    note: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Grid:
    """A table of words and numbers, as a document publishes it."""

    key: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: Figure
    note: str = ""


@dataclass(frozen=True)
class Band:
    """One theme by one entry.

    Attributes
    ----------
    key_figures : two to four, those that are read first
    charts, grids : drawn one below the other, the first one first
    more : every other figure
    wider : figures that are published for a wider place only
    missing : what no source gives at this scale, with the name of the source that would
    """

    theme: str
    entry: str
    key_figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    grids: tuple[Grid, ...] = ()
    more: tuple[Figure, ...] = ()
    wider: tuple[Figure, ...] = ()
    missing: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure about the portrait's own place."""
        return self.key_figures + self.more


def rate(figure: Figure, numerator: tuple[str, float], denominator: tuple[str, float]) -> Figure:
    """Return a figure with its rate in % and both its terms; unknown where nothing is counted."""
    part, whole = numerator[1], denominator[1]
    if math.isnan(part) or math.isnan(whole) or whole <= 0:
        return replace(figure, value=None, status="indisponible", unit="%")
    return replace(
        figure,
        value=100 * part / whole,
        unit="%",
        decimals=figure.decimals or 1,
        parts=(numerator, denominator),
    )


def absent(key: str, label: str, source: str, note: str = "") -> Figure:
    """Return a figure that nothing gives at this scale, with the source that would."""
    return Figure(key, label, status="indisponible", missing=source, note=note)


def gap(figure: Figure) -> float | None:
    """Return how far a figure is from the region's, in its own unit, None without the region's."""
    for other in figure.beside:
        if other.level == "region" and other.value is not None and figure.value is not None:
            return figure.value - other.value
    return None


def source_name(atlas: Atlas, source: str) -> str:
    """Return the name of a source and its producer, from its key; a document's name as it is."""
    named = atlas.cached("portrait-sources", lambda: _sources(atlas.sources))
    return named.get(source, source)


def source_vintage(atlas: Atlas, source: str) -> str:
    """Return the vintage of a source from its key, "" when it is not known."""
    rows = atlas.sources.loc[atlas.sources["source"] == source, "vintage"]
    return str(rows.iloc[0]) if len(rows) else ""


def joined_sources(atlas: Atlas, keys: Sequence[str]) -> str:
    """Return the names of several sources, each once; a course may have several in one key."""
    names = dict.fromkeys(source_name(atlas, one) for key in keys for one in sources_of(key))
    return " ; ".join(names)


def built_words(atlas: Atlas) -> str:
    """Return the day of the store as a period, for what the atlas itself counts."""
    return f"base du {atlas.built_on:%d/%m/%Y}"


def number_or_none(value: object) -> float | None:
    """Return a number, None for what is missing."""
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def _sources(sources: pd.DataFrame) -> Mapping[str, str]:
    rows = zip(sources["source"], sources["name"], sources["producer"], strict=True)
    return {key: f"{name} ({producer})" if producer else name for key, name, producer in rows}
