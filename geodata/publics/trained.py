"""People trained in a territory, by public: the cells of the newest year, added up by axis.

Cells of the territory's own level are taken; else those of its communes or, for the region, of its
départements or SPEL, added up. A secret cell is in no sum, which is then « at least ».
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from geodata.atlas import Atlas
from geodata.domains import DOMAINS
from geodata.portrait.figure import source_name
from geodata.publics.table import FIRST_YEAR
from geodata.territory import Territory
from geodata.vocabulary import LEVELS

AXES: dict[str, str] = {
    "": "Ensemble",
    "scheme": "Dispositif",
    "domain": "Domaine",
    "qualification": "Niveau visé",
}
"""What cells are added up by, a column of the table; the first is all of them."""


@dataclass(frozen=True)
class Sum:
    """Cells of a public added up.

    Attributes
    ----------
    people : published, None where all is secret; `secret` cells are in no sum
    part, total : people of the cells that say how many are trained in all, and how many those are
    leavers, of_leavers : those who left before the end, and the people of the cells that say it
    """

    people: float | None
    secret: int
    part: float
    total: float
    leavers: float
    of_leavers: float


@dataclass(frozen=True)
class Trained:
    """What is known of a public: sums by (axis, category), with their year and source."""

    public: str
    year: str
    source: str
    perimeter: str
    summed: str
    simulated: bool
    sums: dict[tuple[str, str], Sum]


def trained(atlas: Atlas, place: Territory) -> dict[str, Trained]:
    """Return what is known of each public in a territory, the publics without any left out."""
    key = (place.level, place.code)
    return atlas.of_place("trained", key, lambda: {one.public: one for one in _all(atlas, place)})


def first_year(atlas: Atlas, place: Territory) -> Trained | None:
    """Return the people who begin, None where nothing tells them."""
    return trained(atlas, place).get(FIRST_YEAR)


def _all(atlas: Atlas, place: Territory) -> Iterator[Trained]:
    if atlas.trained.empty:
        return
    for public, rows in atlas.trained.groupby("public"):
        own, level = _of(atlas, place, rows)
        if own.empty:
            continue
        own = own[own["year"] == own["year"].max()]
        sources = list(dict.fromkeys(own["source"]))
        yield Trained(
            public=str(public),
            year=str(own["year"].iloc[0]),
            source=" ; ".join(source_name(atlas, key) for key in sources),
            perimeter=" ; ".join(dict.fromkeys(own["perimeter"])),
            summed="" if level == place.level else level,
            simulated="demonstration" in sources,
            sums=dict(_sums(own)),
        )


def _of(atlas: Atlas, place: Territory, rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return the cells of a territory, and the level that they are published at."""
    own = rows[(rows["level"] == place.level) & (rows["code"] == place.code)]
    if len(own):
        return own, place.level
    finer = ("departement", "spel", "commune") if place.level == "region" else ("commune",)
    for level in finer:
        found = rows[rows["level"] == level]
        if level == "commune":
            found = found[found["code"].isin(set(atlas.communes["code"][place.inside]))]
        if len(found):
            return found, level
    return own, place.level


def _sums(rows: pd.DataFrame) -> Iterator[tuple[tuple[str, str], Sum]]:
    yield ("", ""), _sum(rows)
    for axis in list(AXES)[1:]:
        known = rows[rows[axis].notna() & (rows[axis].astype(str) != "")]
        for category, cells in known.groupby(axis):
            yield (axis, _named(axis, category)), _sum(cells)


def _named(axis: str, category: object) -> str:
    if axis == "domain":
        return DOMAINS[str(category)]
    return LEVELS[int(str(category))] if axis == "qualification" else str(category)


def _sum(rows: pd.DataFrame) -> Sum:
    people = rows["people"].sum(min_count=1)
    told = rows[rows["people"].notna() & rows["total"].notna()]
    left = rows[rows["people"].notna() & rows["leavers"].notna()]
    return Sum(
        people=None if pd.isna(people) else float(people),
        secret=int(rows["people"].isna().sum()),
        part=float(told["people"].sum()),
        total=float(told["total"].sum()),
        leavers=float(left["leavers"].sum()),
        of_leavers=float(left["people"].sum()),
    )
