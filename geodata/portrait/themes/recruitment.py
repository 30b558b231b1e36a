"""Recruitment projects of a territory, from the survey of needs (BMO)."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.places.zoning import zoning
from geodata.plural import named
from geodata.portrait.figure import Bar, Chart, Figure, absent, joined_sources, number_or_none
from geodata.secrecy import PARTS, Share, paired, share
from geodata.territory import Territory

BMO = "bmo"
SHOWN = 10
"""Métiers of the chart."""

LEAST_OWN = 0.8
"""A basin's number of projects is a territory's where at least that share of its people live."""


@dataclass(frozen=True)
class Needs:
    """Projects of recruitment of a territory, from the newest survey.

    Attributes
    ----------
    total : projects, difficult and seasonal, None when not published; at least that many where
        `partial`
    shares : difficult and seasonal projects, in % of the projects published; None without any
    metiers : `label`, `projects`, `difficult`, a row a métier with a published number, most first
    secret : métiers whose number is kept secret
    where : name of the place that the survey knows: the territory itself, or its basins
    own : share of the people of that place who live in the territory, 0 to 1
    codes : level and codes of the rows read
    """

    total: dict[str, float | None]
    shares: dict[str, Share | None]
    partial: bool
    metiers: pd.DataFrame
    secret: int
    year: int
    where: str
    own: float
    level: str
    codes: tuple[str, ...]
    source: str


def needs(atlas: Atlas, place: Territory) -> Needs | None:
    """Return the projects of a territory, None when no survey is loaded.

    The survey knows the region, the départements and its own basins: for any other territory, the
    basins where at least 10 % of its people live are added up whole.
    """
    key = (place.level, place.code)
    return atlas.of_place("portrait-needs", key, lambda: _needs(atlas, place))


def recruitment_figures(atlas: Atlas, place: Territory) -> tuple[Figure, ...]:
    """Return the projects, and the share that is difficult and seasonal; none without a survey.

    A share rests on the métiers and basins of which both numbers are published, and says between
    what the secret ones could bring it. The number is not given where the basins reach far beyond
    the territory (`LEAST_OWN`): it would be that of its neighbours.
    """
    known = needs(atlas, place)
    if known is None:
        return ()
    total, level = known.total, known.level
    base = Figure(
        "projets", "Projets de recrutement", value=total["projects"], unit="projets",
        place=known.where, level=level, period=str(known.year), source=known.source,
        perimeter="établissements employeurs, tous métiers",
        status="partiel" if known.partial else "",
        note=_where_note(place, known),
    )  # fmt: skip
    shares = [
        _share(replace(base, key=key, label=label), word, known.shares[column])
        for column, key, label, word in (
            ("difficult", "projets-difficiles", "Part des projets difficiles", "difficiles"),
            ("seasonal", "projets-saisonniers", "Part des projets saisonniers", "saisonniers"),
        )
    ]
    if known.own < LEAST_OWN:
        base = absent(base.key, base.label, wider_words(known.where, known.own))
    return (base, *shares)


def own_share(atlas: Atlas, place: Territory) -> float:
    """Return the share of the people of a territory's basins who live in it; 0 without a basin."""
    people = atlas.communes["population"].to_numpy(dtype=np.float64)
    zones = zoning(atlas.communes, "bmo_basin")
    there = np.isin(np.asarray(zones.codes, dtype=object)[zones.of_commune], list(place.basins))
    total = people[there].sum()
    return float(people[there & place.inside].sum() / total) if total else 0.0


def wider_words(where: str, own: float) -> str:
    """Say that the survey knows only basins that a territory is a small part of."""
    return (
        f"l'enquête BMO (France Travail) ne connaît que : {where}, dont {100 * own:.0f} % des "
        "habitants vivent ici"
    )


def projects_chart(known: Needs) -> Chart:
    """Return the métiers with the most published projects."""
    rows = tuple(
        Bar(str(row["label"]), number_or_none(row["projects"]))
        for row in known.metiers.head(SHOWN).to_dict("records")
    )
    about = Figure(
        "metiers-recherches", "Projets par métier", period=str(known.year), source=known.source,
        place=known.where, level=known.level, perimeter="établissements employeurs, métiers FAP",
    )  # fmt: skip
    note = (
        named(known.secret, "métier a", "métiers ont") + " un nombre secret ou non publié."
        if known.secret
        else ""
    )
    return Chart(
        "metiers-recherches", "Les métiers que les employeurs recherchent le plus", rows,
        "projets", about, note=note,
    )  # fmt: skip


def _share(base: Figure, word: str, found: Share | None) -> Figure:
    if found is None or not found.told:
        return replace(base, value=None, unit="%", status="secret")
    if found.exact:
        named = f"Projets {word}", found.part
        terms = named, ("Projets", found.paired)
        return replace(base, value=found.low, unit="%", decimals=1, parts=terms)
    formula = (
        f"projets {word} rapportés aux projets, là où les deux nombres sont publiés (un métier "
        "dans un bassin) ; les bornes mettent les projets dont la réponse est secrète tous du "
        "même côté"
    )
    terms = (
        (f"Projets {word} publiés", found.part),
        ("Projets dont la réponse est publiée", found.paired),
    )
    return replace(
        base, value=found.known, unit="%", decimals=1, formula=formula,
        parts=terms if found.known is not None else (), low=found.low, high=found.high,
    )  # fmt: skip


def _needs(atlas: Atlas, place: Territory) -> Needs | None:
    level = place.level
    codes: tuple[str, ...] = (place.code,)
    rows = tension_rows(atlas, BMO, level, codes)
    where = place.name
    if rows.empty:
        level, codes = "bmo_basin", tuple(place.basins)
        rows = tension_rows(atlas, BMO, level, codes)
        where = basin_words(atlas, place)
    if rows.empty:
        return None
    year = int(rows["year"].max())
    rows = rows[rows["year"] == year]
    columns = ["projects", "difficult", "seasonal"]
    totals = rows[rows["metier"] == "total"]
    named = rows[rows["metier"] != "total"]
    of = totals if len(totals) else named
    sums = of[columns].astype("Float64").sum(min_count=1)
    pairs = {name: paired(of, name).sum(skipna=False) for name in PARTS}
    metiers = named.assign(projects=named["projects"].astype("Float64"))
    by_label = metiers.groupby("label")["projects"].sum(min_count=1)
    known = by_label.dropna().sort_values(ascending=False, kind="stable").reset_index()
    partial = bool((of["status"] != "").any()) or not len(totals)
    return Needs(
        total={column: number_or_none(sums[column]) for column in columns},
        shares={
            name: share(_float(sums[name]), _float(sums["projects"]), float(pairs[name]))
            for name in PARTS
        },
        partial=partial,
        metiers=known,
        secret=int(by_label.isna().sum()),
        year=year,
        where=where,
        level=level,
        codes=codes,
        own=own_share(atlas, place) if level == "bmo_basin" else 1.0,
        source=joined_sources(atlas, list(dict.fromkeys(rows["source"]))),
    )


def _float(value: object) -> float:
    return float("nan") if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def tension_rows(atlas: Atlas, source: str, level: str, codes: object) -> pd.DataFrame:
    """Return the rows of the table of tension of a source (whatever its file) and some places."""
    table = atlas.tension
    if not len(table):
        return pd.DataFrame({"metier": [], "year": [], "tension": []})
    keys = table["source"].str.replace(r"-\d+$", "", regex=True)
    return table[(keys == source) & (table["level"] == level) & table["code"].isin(codes)]  # type: ignore[arg-type]


def basin_words(atlas: Atlas, place: Territory) -> str:
    """Name the basins of a territory."""
    names = [atlas.zone_names.get(("bmo_basin", code), code) for code in place.basins]
    if place.level == "region" or len(names) > 4:
        return f"{len(names)} bassins BMO"
    return ("bassins BMO " if len(names) > 1 else "bassin BMO ") + ", ".join(
        name.title() for name in names
    )


def _where_note(place: Territory, known: Needs) -> str:
    if known.level != "bmo_basin":
        return ""
    share = 100 * sum(place.basins.values())
    return (
        f"l'enquête ne connaît que ses bassins : ceux où vivent au moins 10 % des habitants sont "
        f"comptés entiers ({share:.0f} % des habitants y sont)"
    )
