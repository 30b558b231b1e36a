"""The monthly board of a SPEL: what each series says of it, since the contract's start.

Only a sum of communes is about the SPEL itself. What is published by zone d'emploi, département or
région keeps its own level and its own period: it is shown beside, and never divided.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.month.curves import (
    Curve,
    Point,
    contract_start,
    curve_of,
    finest,
    region_of,
)
from geodata.month.lacks import Lack, lacks
from geodata.month.table import MEASURES
from geodata.places.zoning import UNKNOWN, zoning
from geodata.portrait.composition import portrait
from geodata.portrait.figure import Figure, source_name
from geodata.portrait.weights import series_of
from geodata.territory import Territory, territories, territory

SPEL = "spel"
FRR = "frr"

LEAST = 0.1
"""A zone d'emploi counts for a SPEL when at least that share of its people is in it."""

_ORDER = (("commune", "demandeurs"), ("commune", "rsa"), ("zone_emploi", "demandeurs"),
          ("departement", "demandeurs"), ("departement", "indemnisation"),
          ("departement", "embauches"), ("region", "embauches"))  # fmt: skip
"""What is shown, in this order: the level of a series and what it counts."""


@dataclass(frozen=True)
class Line:
    """A figure of the board.

    Attributes
    ----------
    level, place : what the figure is about, « spel » for a sum of its communes
    share : share of the SPEL's people who live in that place, 1.0 of its own communes
    label, axis : what is counted, and by what it is broken down ("" for all)
    curve : its values since the contract's start; `region` the same of the région, None without it
    source : name and producer; `simulated` when the demonstration invented it
    """

    key: str
    label: str
    axis: str
    level: str
    place: str
    share: float
    unit: str
    curve: Curve
    region: Curve | None
    source: str
    perimeter: str
    simulated: bool = False

    @property
    def last(self) -> Point:
        """The newest value."""
        return self.curve.points[-1]

    @property
    def change(self) -> float | None:
        """Change since the start, in %; None where an end is not published or partial."""
        return self.curve.change

    @property
    def region_change(self) -> float | None:
        """Change of the région between the same two periods."""
        start = self.curve.start
        if self.region is None or start is None:
            return None
        return self.region.between(start.period, self.last.period)

    @property
    def gap(self) -> float | None:
        """Change less that of the région, in points."""
        if self.change is None or self.region_change is None or self.level == "region":
            return None
        return self.change - self.region_change


@dataclass(frozen=True)
class Board:
    """The board of a SPEL since `start`, the first year of the contract, "" where it is not known.

    `tension` is of a year: no source gives one by month.
    """

    place: Territory
    lines: tuple[Line, ...]
    lacks: tuple[Lack, ...]
    tension: Figure | None
    start: str = ""

    @property
    def simulated(self) -> bool:
        """Whether some figure is invented."""
        return any(line.simulated for line in self.lines)

    @property
    def essentials(self) -> tuple[Line, ...]:
        """Three figures at most, of different series, whose change is known; then any other."""
        whole = [line for line in self.lines if not line.axis and line.last.value is not None]
        firsts = {(line.level, line.key): line for line in reversed(whole)}
        ranked = sorted(
            firsts.values(), key=lambda line: (line.change is None, self.lines.index(line))
        )
        return tuple(ranked[:3])


def board(atlas: Atlas, code: str) -> Board:
    """Return the board of a SPEL, once a build (raises UnknownCode when there is none such)."""
    place = territory(atlas, SPEL, code)
    return atlas.cached(("month", code), lambda: _board(atlas, place))


def _board(atlas: Atlas, place: Territory) -> Board:
    lines = tuple(_lines(atlas, place))
    shown = portrait(atlas, SPEL, place.code, "metier")
    figures = [figure for band in shown.bands for figure in band.figures]
    tension = next((one for one in figures if one.key == "metiers-tendus" and one.known), None)
    return Board(place, lines, lacks(lines, tension is not None), tension, contract_start(atlas))


def _lines(atlas: Atlas, place: Territory) -> Iterator[Line]:
    if atlas.labour_series.empty:
        return
    zone = _main_zone(atlas, place)
    codes = {
        "commune": list(atlas.communes["code"][place.inside]),
        "zone_emploi": list(zone)[:1],
        "departement": list(place.departements)[:1],
        "region": [str(atlas.profile.get("code", ""))],
    }
    shares = {
        "commune": 1.0, "region": 1.0,
        "zone_emploi": next(iter(zone.values()), 0.0),
        "departement": next(iter(place.departements.values()), 0.0),
    }  # fmt: skip
    seen: set[tuple[str, str]] = set()
    for level, measure in _ORDER:
        if level == "departement" and ("zone_emploi", measure) in seen:
            continue
        rows = series_of(atlas, level, measure)
        own = rows[rows["code"].isin(codes[level])]
        for line in _of(atlas, place, own, level, codes[level], shares[level]):
            seen.add((level, measure))
            yield line


def _of(
    atlas: Atlas, place: Territory, own: pd.DataFrame, level: str,
    codes: list[str], share: float,
) -> Iterator[Line]:  # fmt: skip
    """A line a category, the whole first; what lives in FRR communes last."""
    own = finest(own[own["adjusted"] == _preferred(own["adjusted"])])
    kinds = list(dict.fromkeys(own.sort_values(["kind", "category"])["kind"]))
    for kind in kinds:
        mine = own[own["kind"] == kind]
        # One category is broken down: a page would not hold them all.
        axes = mine if kind == kinds[0] else mine[mine["axis"] == ""]
        parts = dict(iter(axes.groupby(["axis", "category"])))
        for axis, category in sorted(parts, key=_rank):
            part = parts[axis, category]
            yield _line(atlas, place, part, level, codes, share, axis, category)
        frr = _frr(atlas, place) if level == "commune" and kind == kinds[0] else []
        inside = mine[mine["code"].isin(frr) & (mine["axis"] == "")]
        if len(inside):
            name = "habitants de communes FRR"
            yield _line(atlas, place, inside, level, frr, share, FRR, name)


def _line(
    atlas: Atlas, place: Territory, part: pd.DataFrame, level: str,
    codes: list[str], share: float, axis: str, category: str,
) -> Line:  # fmt: skip
    first = part.iloc[0]
    named = territories(atlas).get(level, {})
    label = MEASURES[first["measure"]]
    label += f", catégorie{'s' * (len(first['kind']) > 1)} {first['kind']}" if first["kind"] else ""
    source = str(first["source"])
    return Line(
        key=str(first["measure"]),
        label=category or label,
        axis=axis,
        level=SPEL if level == "commune" else level,
        place=place.name if level == "commune" else named.get(codes[0], codes[0]),
        share=share,
        unit=str(first["unit"]),
        curve=curve_of(part, str(first["adjusted"]), contract_start(atlas)),
        region=region_of(atlas, first, FRR if axis == FRR else ""),
        source=source_name(atlas, source),
        perimeter=str(first["perimeter"]),
        simulated=source == "demonstration",
    )


def _rank(key: tuple[str, str]) -> tuple[str, bool, str]:
    """Sort categories: « Moins de 25 ans » comes before « 25 à 49 ans »."""
    axis, category = key
    return axis, not category.startswith("Moins"), category


def _preferred(kinds: pd.Series) -> str:
    return "brut" if "brut" in set(kinds) else next(iter(kinds), "")


def _main_zone(atlas: Atlas, place: Territory) -> dict[str, float]:
    """Share of the SPEL's people by zone d'emploi, the largest first."""
    zones = zoning(atlas.communes, "zone_emploi")
    people = zones.sums(atlas.communes["population"].to_numpy() * place.inside)
    total = people.sum() or 1
    found = {c: n / total for c, n in zip(zones.codes, people, strict=True) if c != UNKNOWN}
    return {c: n for c, n in sorted(found.items(), key=lambda pair: -pair[1]) if n >= LEAST}


def _frr(atlas: Atlas, place: Territory) -> list[str]:
    flags = atlas.communes["frr"].fillna(False).to_numpy(bool)
    return list(atlas.communes["code"][np.logical_and(place.inside, flags)])
