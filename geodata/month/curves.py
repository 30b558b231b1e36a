"""A series since the contract's start: its points, what it lacks, its changes."""

from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.weights import series_of


def contract_start(atlas: Atlas) -> str:
    """Return the first year of the region's contract, "" where none is known."""
    return str(atlas.contract.start) if atlas.contract else ""


@dataclass(frozen=True)
class Point:
    """A value of a period; None where it is secret or not published, `status` says which."""

    period: str
    value: float | None
    status: str = ""


@dataclass(frozen=True)
class Curve:
    """Points from the contract's start, the oldest first; `adjusted` as the producer says."""

    points: tuple[Point, ...]
    adjusted: str

    @property
    def start(self) -> Point | None:
        """T0: the first point and, of raw figures, the first of the same season as the last."""
        last = self.points[-1]
        for point in self.points[:-1]:
            if self.adjusted != "brut" or _season(point.period) == _season(last.period):
                return point
        return None

    @property
    def change(self) -> float | None:
        """Change from the start to the last point, in %."""
        return None if self.start is None else _change(self.start, self.points[-1])

    def between(self, start: str, end: str) -> float | None:
        """Return the change between two periods, in %; None without both."""
        by_period = {point.period: point for point in self.points}
        if start not in by_period or end not in by_period:
            return None
        return _change(by_period[start], by_period[end])

    @property
    def absent(self) -> tuple[str, ...]:
        """The periods that did not come between the first and the last one."""
        periods = [point.period for point in self.points]
        if len({_season(period) for period in periods}) == 1:
            years = {period[:4] for period in periods}
            whole = [str(year) for year in range(int(min(years)), int(max(years)) + 1)]
            return tuple(year + periods[0][4:] for year in whole if year not in years)
        return tuple(one for one in _through(periods[0], periods[-1]) if one not in set(periods))


def curve_of(rows: pd.DataFrame, adjusted: str, since: str = "") -> Curve:
    """Return the curve of some rows from a year on, those of a period added up.

    A sum that lacks a secret value, or the value of a place that has one at another period, is
    « partiel ». Where nothing is published from that year on, the last point stands alone.
    """
    groups = rows.groupby("period", sort=True)
    sums = groups["value"].sum(min_count=1)
    told = groups["value"].count()
    status = groups["status"].max()
    most = int(told.max())
    points = [
        Point(
            str(period), None if pd.isna(value) else float(value), _status(value, why, count, most)
        )
        for period, value, why, count in zip(sums.index, sums, status, told, strict=True)
    ]
    kept = [point for point in points if point.period >= since] or points[-1:]
    return Curve(tuple(kept), adjusted)


def finest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the months where there are some, else those of the quarters or years."""
    kinds = rows["period"].map(_kind)
    for kind in ("7", "7T"):
        if (kinds == kind).any():
            return rows[kinds == kind]
    return rows


def region_of(atlas: Atlas, first: pd.Series, inside: Hashable = "") -> Curve | None:
    """Return the same series of the whole région: as published, else the sum of its places.

    Zones d'emploi are never added up: some reach beyond the région.

    Parameters
    ----------
    first : a row of the series
    inside : « frr » for the sum of the communes that are FRR
    """
    key, level, since = tuple(first[_SAME]), str(first["level"]), contract_start(atlas)
    if level != "commune":
        published = _series(atlas, "region", str(first["measure"]), inside).get(key)
        if published is not None:
            same = published["period"].map(_kind) == _kind(first["period"])
            if same.any():
                return curve_of(published[same], str(first["adjusted"]), since)
        if level == "zone_emploi":
            return None
    every = _series(atlas, level, str(first["measure"]), inside).get(key)
    return None if every is None else curve_of(every, str(first["adjusted"]), since)


_SAME = ["kind", "axis", "category", "adjusted", "source"]


def _series(
    atlas: Atlas, level: str, measure: str, inside: Hashable
) -> dict[Hashable, pd.DataFrame]:
    def make() -> dict[Hashable, pd.DataFrame]:
        rows = series_of(atlas, level, measure)
        if inside:
            flags = atlas.communes["frr"].fillna(False).to_numpy(bool)
            rows = rows[rows["code"].isin(set(atlas.communes["code"][flags]))]
        return dict(iter(rows.groupby(_SAME)))

    return atlas.cached(("labour by series", level, measure, inside), make)


def _status(value: float, status: str, told: int, most: int) -> str:
    if pd.isna(value):
        return status or "indisponible"
    return "partiel" if status or told < most else ""


def _change(start: Point, end: Point) -> float | None:
    if start.status or end.status or not start.value or end.value is None:
        return None
    return 100 * (end.value / start.value - 1)


def _kind(period: str) -> str:
    """Tell months, quarters and years apart."""
    return f"{len(period)}{'T' * ('T' in period)}"


def _season(period: str) -> str:
    return period[4:]


def _through(first: str, last: str) -> list[str]:
    """Every period from one to another, of their own kind: months or quarters."""
    quarter = "T" in first
    size = 4 if quarter else 12

    def rank(period: str) -> int:
        return int(period[:4]) * size + int(period[-1:] if quarter else period[-2:]) - 1

    return [
        f"{n // size}-T{n % size + 1}" if quarter else f"{n // size}-{n % size + 1:02d}"
        for n in range(rank(first), rank(last) + 1)
    ]
