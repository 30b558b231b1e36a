"""Observed flows by SPEL: where its people go, who comes, and who leaves its rural communes.

A series is what one source counts of one kind of flow and one year. A secret figure is in no sum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.coverage.nearest import nearest
from geodata.flows.table import ABROAD, KINDS
from geodata.places.density import RURAL_CLASSES
from geodata.portrait.figure import source_name
from geodata.portrait.sums import THRESHOLD
from geodata.territory import Territory

SPEL = "spel"
LEVELS = (SPEL, "region")
"""Territories that have a page of flows."""

End = tuple[str, str]
"""An end of a flow: a level of `geodata.flows.table`, « commune » apart, and a code."""


@dataclass(frozen=True)
class Flow:
    """People between the territory and an end; `people` None where all of it is secret."""

    end: End
    name: str
    people: float | None
    secret: int


@dataclass(frozen=True)
class Part:
    """People who set out from some communes of the SPEL, and those of them who stay in it."""

    name: str
    people: float
    stay: float


@dataclass(frozen=True)
class Summary:
    """What a series says of a SPEL in a line; `towards` is where most of those who leave go."""

    code: str
    name: str
    people: float
    stay: float
    towards: str
    towards_people: float
    come: float


@dataclass(frozen=True)
class Move:
    """People who go from a SPEL to another one, by their codes."""

    origin: str
    destination: str
    people: float


@dataclass(frozen=True)
class Series:
    """What a source observed of a kind of flow.

    Attributes
    ----------
    out, into : flows that leave the territory and that come to it, the greatest first; who stay in
        it are in neither
    total, stay : people who set out from it, and those of them whose other end is in it
    come : people whose other end is in it, wherever they set out from
    parts : of a SPEL whose flows are known by commune of origin
    located : whether some flows of a SPEL are known by commune of origin
    summaries, moves : of the region, a line a SPEL, and the flows between two, the greatest first
    """

    kind: str
    year: str
    perimeter: str
    source: str
    simulated: bool
    total: float
    stay: float
    come: float
    out: tuple[Flow, ...]
    into: tuple[Flow, ...]
    parts: tuple[Part, ...] = ()
    located: bool = False
    summaries: tuple[Summary, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def secret(self) -> int:
        """How many figures of the series are secret here."""
        return sum(flow.secret for flow in (*self.out, *self.into))

    @property
    def label(self) -> str:
        """What the series joins."""
        return KINDS[self.kind]


def observed(atlas: Atlas, place: Territory) -> tuple[Series, ...]:
    """Return the series of a SPEL, or of the region, in the order of `KINDS`."""
    key = (place.level, place.code)
    return atlas.of_place("observed flows", key, lambda: tuple(_observed(atlas, place)))


def end_name(atlas: Atlas, end: End) -> str:
    """Name an end of a flow."""
    level, code = end
    if level == ABROAD:
        return "Étranger"
    if level == SPEL:
        return atlas.zone_names.get((SPEL, code), code or "Commune sans SPEL")
    return _departements(atlas).get(code, f"Département {code} (autre région)")


def pairs(atlas: Atlas, kind: str, perimeter: str, year: str, source: str) -> pd.DataFrame:
    """Return a series by SPEL: `from`, `to` (« level:code »), `people`, `secret` (how many)."""

    def make() -> pd.DataFrame:
        rows = atlas.flows
        mine = rows[
            (rows["kind"] == kind) & (rows["perimeter"] == perimeter)
            & (rows["year"] == year) & (rows["source"] == source)
        ]  # fmt: skip
        table = pd.DataFrame(
            {
                "from": _ends(atlas, mine, "origin"), "to": _ends(atlas, mine, "destination"),
                "people": mine["people"].to_numpy(), "secret": mine["people"].isna().to_numpy(int),
            }
        )  # fmt: skip
        groups = table.groupby(["from", "to"], sort=True)
        sums = groups["people"].sum(min_count=1)
        return pd.DataFrame({"people": sums, "secret": groups["secret"].sum()}).reset_index()

    return atlas.cached(("flows by spel", kind, perimeter, year, source), make)


def _observed(atlas: Atlas, place: Territory) -> Iterator[Series]:
    for kind in KINDS:
        for perimeter, year, source in _chosen(atlas, kind):
            table = pairs(atlas, kind, perimeter, year, source)
            told = (kind, year, perimeter, source_name(atlas, source), source == "demonstration")
            if place.level == SPEL:
                yield _of_spel(atlas, place, table, told, source)
            else:
                yield _of_region(atlas, table, told)


def _chosen(atlas: Atlas, kind: str) -> list[tuple[str, str, str]]:
    """Return the perimeters of a kind, each with its newest year and one source of it."""
    if atlas.flows.empty:
        return []
    rows = atlas.flows.loc[atlas.flows["kind"] == kind, ["perimeter", "year", "source"]]
    newest = rows.drop_duplicates().sort_values(["year", "source"], ascending=[False, True])
    kept = newest.drop_duplicates("perimeter")
    return list(kept.itertuples(index=False, name=None))


_Told = tuple[str, str, str, str, bool]


def _of_spel(
    atlas: Atlas, place: Territory, table: pd.DataFrame, told: _Told, source: str
) -> Series:
    own = _key(SPEL, place.code)
    leave, come = table[table["from"] == own], table[table["to"] == own]
    here = leave[leave["to"] == own]
    starts = _starts(atlas, place, told, source)
    return Series(
        *told,
        total=float(leave["people"].sum()),
        stay=float(here["people"].sum()),
        come=float(come["people"].sum()),
        out=_flows(atlas, leave[leave["to"] != own], "to"),
        into=_flows(atlas, come[come["from"] != own], "from"),
        parts=tuple(_parts(atlas, place, starts)),
        located=len(starts) > 0,
    )


def _of_region(atlas: Atlas, table: pd.DataFrame, told: _Told) -> Series:
    ours = {end for end in {*table["from"], *table["to"]} if _end(end)[0] == SPEL}
    leave, come = table[table["from"].isin(ours)], table[table["to"].isin(ours)]
    inside = leave[leave["to"].isin(ours)]
    return Series(
        *told,
        total=float(leave["people"].sum()),
        stay=float(inside["people"].sum()),
        come=float(come["people"].sum()),
        out=_flows(atlas, leave[~leave["to"].isin(ours)], "to"),
        into=_flows(atlas, come[~come["from"].isin(ours)], "from"),
        summaries=tuple(_summary(atlas, end, table) for end in sorted(ours)),
        moves=tuple(_moves(inside)),
    )


def _summary(atlas: Atlas, end: str, table: pd.DataFrame) -> Summary:
    leave, come = table[table["from"] == end], table[table["to"] == end]
    away = _flows(atlas, leave[leave["to"] != end], "to")
    first = away[0] if away else Flow(_end(end), "", 0.0, 0)
    return Summary(
        code=_end(end)[1],
        name=end_name(atlas, _end(end)),
        people=float(leave["people"].sum()),
        stay=float(leave.loc[leave["to"] == end, "people"].sum()),
        towards=first.name,
        towards_people=first.people or 0.0,
        come=float(come.loc[come["from"] != end, "people"].sum()),
    )


def _moves(inside: pd.DataFrame) -> Iterator[Move]:
    between = inside[(inside["from"] != inside["to"]) & inside["people"].notna()]
    ranked = between.sort_values("people", ascending=False, kind="stable")
    for start, end, people in ranked[["from", "to", "people"]].itertuples(index=False):
        yield Move(_end(start)[1], _end(end)[1], float(people))


def _flows(atlas: Atlas, rows: pd.DataFrame, side: str) -> tuple[Flow, ...]:
    groups = rows.groupby(side)
    sums = pd.DataFrame(
        {"people": groups["people"].sum(min_count=1), "secret": groups["secret"].sum()}
    )
    ranked = sums.sort_values("people", ascending=False, kind="stable", na_position="last")
    return tuple(
        Flow(_end(key), end_name(atlas, _end(key)), None if np.isnan(n) else float(n), int(secret))
        for key, n, secret in zip(ranked.index, ranked["people"], ranked["secret"], strict=True)
    )


def _starts(atlas: Atlas, place: Territory, told: _Told, source: str) -> pd.DataFrame:
    """Return the flows of a series from the communes of a SPEL that are known by commune."""
    kind, year, perimeter = told[:3]
    rows = atlas.flows
    return rows[
        (rows["kind"] == kind) & (rows["year"] == year) & (rows["perimeter"] == perimeter)
        & (rows["source"] == source) & (rows["origin_level"] == "commune")
        & rows["origin"].isin(set(atlas.communes["code"][place.inside]))
    ]  # fmt: skip


def _parts(atlas: Atlas, place: Territory, starts: pd.DataFrame) -> Iterator[Part]:
    """The FRR, rural and distant communes of a SPEL, where somebody lives in some."""
    home = _key(SPEL, place.code)
    here = np.array([end == home for end in _ends(atlas, starts, "destination")], bool)
    codes = atlas.communes["code"]
    for name, which in _zonings(atlas).items():
        chosen = starts["origin"].isin(set(codes[which & place.inside])).to_numpy()
        people = float(starts["people"][chosen].sum())
        if people:
            yield Part(name, people, float(starts["people"][chosen & here].sum()))


def _zonings(atlas: Atlas) -> Mapping[str, NDArray[np.bool_]]:
    """Communes to look at apart: what X-01 of the contract calls rural and blank zones."""

    def make() -> dict[str, NDArray[np.bool_]]:
        communes = atlas.communes
        placed = (atlas.columns.site >= 0) & ~atlas.columns.is_distance
        sites = np.zeros(len(atlas.sites), bool)
        sites[atlas.columns.site[placed]] = True
        far = nearest(atlas.travel["voiture"], sites) > THRESHOLD
        return {
            "Communes FRR": communes["frr"].fillna(False).to_numpy(bool),
            "Communes en ancienne ZRR": communes["zrr"].fillna(False).to_numpy(bool),
            "Communes rurales (grille de densité)": communes["density"]
            .astype(str).isin(RURAL_CLASSES).to_numpy(),
            f"Communes à plus de {THRESHOLD} min de toute formation (temps calculé)": far,
        }  # fmt: skip

    return atlas.cached("flows zonings", make)


def _ends(atlas: Atlas, rows: pd.DataFrame, side: str) -> list[str]:
    """Return the key of an end of each row; a commune is the SPEL that it is in."""
    codes = atlas.communes["code"]
    spel = dict(zip(codes, atlas.communes["spel"], strict=True))
    return [
        _key(SPEL, spel.get(code, "")) if level == "commune" else _key(level, code)
        for level, code in zip(rows[f"{side}_level"], rows[side], strict=True)
    ]


def _key(level: str, code: str) -> str:
    return f"{level}:{code}"


def _end(key: str) -> End:
    level, _, code = key.partition(":")
    return level, code


def _departements(atlas: Atlas) -> Mapping[str, str]:
    """Name the départements of other regions that the ring knows."""
    if not len(atlas.ring) or "region" not in atlas.ring:
        return {}
    known = atlas.ring.drop_duplicates("departement")
    rows = zip(known["departement"], known["region"], strict=True)
    return {code: f"Département {code} ({region})" for code, region in rows}
