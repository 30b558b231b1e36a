"""The theme « marché du travail »: unemployment, job seekers, recruitment projects, tensions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.observation import COMPLEMENTARY
from geodata.portrait_figure import (
    Band,
    Bar,
    Chart,
    Figure,
    Grid,
    absent,
    joined_sources,
    number_or_none,
    rate,
    source_name,
)
from geodata.portrait_published import one, published
from geodata.portrait_territory import Territory, territories

THEME = "marche-travail"
UNEMPLOYMENT = "Taux de chômage"
BMO, ROME_TENSION, SECTORS = "bmo", "tension_rome", "demandeurs_secteur"
SHOWN = 10
"""Rows of a chart of métiers or sectors."""

_BMO_SOURCE = "France Travail, enquête Besoins en main-d'œuvre (BMO)"


@dataclass(frozen=True)
class Needs:
    """Projects of recruitment of a territory, from the newest survey.

    Attributes
    ----------
    total : projects, difficult and seasonal, None when not published; at least that many where
        `partial`
    metiers : `label`, `projects`, `difficult`, a row a métier with a published number, most first
    secret : métiers whose number is kept secret
    where : name of the place that the survey knows: the territory itself, or its basins
    codes : level and codes of the rows read
    """

    total: dict[str, float | None]
    partial: bool
    metiers: pd.DataFrame
    secret: int
    year: int
    where: str
    level: str
    codes: tuple[str, ...]
    source: str


def needs(atlas: Atlas, place: Territory) -> Needs | None:
    """Return the projects of a territory, None when no survey is loaded.

    The survey knows the region, the départements and its own basins: for any other territory, the
    basins where at least 10 % of its people live are added up whole.
    """
    key = ("portrait-needs", place.level, place.code)
    return atlas.cached(key, lambda: _needs(atlas, place))


def unemployment(atlas: Atlas, place: Territory) -> Figure | None:
    """Return the rate of a territory, else of the département where most of its people live."""
    own = one(atlas, place.level, place.code, UNEMPLOYMENT, name=place.name)
    if own is not None and own.value is not None:
        found = own
    else:
        code = next(iter(place.departements), "")
        name = territories(atlas).get("departement", {}).get(code, code)
        found = one(atlas, "departement", code, UNEMPLOYMENT, name=name)
        if found is None or found.value is None:
            return None
        found = replace(
            found,
            note="; ".join(filter(None, ["taux du département, non publié à cette échelle",
                                         found.note])),
        )  # fmt: skip
    region = str(atlas.profile.get("code", ""))
    whole = one(atlas, "region", region, UNEMPLOYMENT, name=atlas.region_name)
    if place.level == "region" or whole is None:
        return found
    return replace(found, beside=(*found.beside, whole))


def band(atlas: Atlas, place: Territory, entry: str) -> Band:
    """Return the theme by one entry."""
    own = published(atlas, place.level, place.code, THEME, entry, place.name)
    if entry == "territoire":
        return _territory(atlas, place, own)
    if entry == "metier":
        return _metier(atlas, place, own)
    if entry == "secteur":
        return _sector(atlas, place, own)
    wider: tuple[Figure, ...] = ()
    missing: tuple[Figure, ...] = ()
    if place.level != "region":
        wider = _region(atlas, entry)
        missing = (
            absent("demandeurs", "Demandeurs d'emploi par âge, durée et sexe",
                   "France Travail et Dares, STMT par commune"),
            absent("handicap", "Demandeurs d'emploi en situation de handicap (DEBOE)",
                   "France Travail et Agefiph"),
            absent("rsa-emploi", "Bénéficiaires du RSA inscrits à France Travail",
                   "France Travail, inscrits par type d'allocation"),
            absent("qpv-emploi", "Demandeurs d'emploi habitant un quartier prioritaire",
                   "France Travail, demandeurs d'emploi par quartier (QPV)"),
        )  # fmt: skip
    keys = tuple(f for f in own if f.label == "Demandeurs d'emploi" and f.known)[:4]
    return Band(
        THEME, entry, keys or own[:4], more=tuple(f for f in own if f not in keys),
        wider=wider, missing=missing,
    )  # fmt: skip


def recruitment_figures(atlas: Atlas, place: Territory) -> tuple[Figure, ...]:
    """Return the projects, and the share that is difficult and seasonal; none without a survey."""
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
    shares = []
    for column, key, label in (
        ("difficult", "projets-difficiles", "Part des projets difficiles"),
        ("seasonal", "projets-saisonniers", "Part des projets saisonniers"),
    ):
        part, whole = total[column], total["projects"]
        if part is None or not whole:
            shares.append(
                replace(base, key=key, label=label, value=None, unit="%", status="secret")
            )
            continue
        one_of = replace(base, key=key, label=label)
        shares.append(rate(one_of, (f"Projets {label.split()[-1]}", part), ("Projets", whole)))
    return (base, *shares)


def _territory(atlas: Atlas, place: Territory, own: tuple[Figure, ...]) -> Band:
    missing, keys, charts, grids = [], [], [], []
    rate_of = unemployment(atlas, place)
    if rate_of is None:
        missing.append(absent("chomage", UNEMPLOYMENT, "Insee, taux de chômage localisés"))
    else:
        keys.append(replace(rate_of, key="chomage"))
    projects = recruitment_figures(atlas, place)
    contract = [f for f in own if "recrutement" in f.label and f.label != "Projets non saisonniers"]
    if projects:
        keys += projects
        charts.append(_projects_chart(needs(atlas, place)))
    elif contract:
        keys += contract[:2]
    else:
        missing.append(absent("projets", "Projets de recrutement", _BMO_SOURCE))
    if place.level == "region":
        grids += filter(None, [_by_departement(atlas)])
    rest = tuple(f for f in own if f.label != UNEMPLOYMENT and f not in keys)
    return Band(
        THEME, "territoire", tuple(keys), tuple(charts), tuple(grids), more=rest,
        wider=() if place.level == "region" else _region(atlas, "territoire"),
        missing=tuple(missing),
    )  # fmt: skip


def _metier(atlas: Atlas, place: Territory, own: tuple[Figure, ...]) -> Band:
    keys, charts, missing = [], [], []
    if (known := needs(atlas, place)) and len(known.metiers):
        charts.append(_projects_chart(known))
    elif place.level != "region":
        missing.append(absent("projets-metiers", "Projets de recrutement par métier", _BMO_SOURCE))
    tense = _tense(atlas, place)
    if tense is not None:
        keys.append(tense)
    elif place.level != "region":
        missing.append(
            absent("tension", "Tension par métier", "France Travail, tension par métier et bassin")
        )
    region = str(atlas.profile.get("code", ""))
    grid = top_ten(atlas, region)
    grids = (grid,) if grid and place.level == "region" else ()
    in_grid = {*_COLUMNS}
    rest = tuple(f for f in own if f.label not in in_grid)
    return Band(
        THEME, "metier", (*keys, *rest[: 4 - len(keys)]), tuple(charts), grids,
        more=rest[4 - len(keys) :],
        wider=() if place.level == "region" else _region(atlas, "metier", in_grid),
        missing=tuple(missing),
    )  # fmt: skip


def _sector(atlas: Atlas, place: Territory, own: tuple[Figure, ...]) -> Band:
    chart = _sectors_chart(atlas, place)
    missing = ()
    if chart is None and place.level != "region":
        source = "France Travail, demandeurs d'emploi par secteur et bassin"
        missing = (absent("demandeurs-secteur", "Demandeurs d'emploi par secteur", source),)
    wider = () if place.level == "region" else _region(atlas, "secteur")
    return Band(
        THEME, "secteur", own[:4], (chart,) if chart else (), more=own[4:], wider=wider,
        missing=missing,
    )  # fmt: skip


_COLUMNS = (
    "Tension globale", "Intensité des embauches", "Lien formation-emploi",
    "Manque de main-d'œuvre disponible", "Non-durabilité de l'emploi",
    "Conditions de travail contraignantes", "Inadéquation géographique",
)  # fmt: skip


def top_ten(atlas: Atlas, region: str) -> Grid | None:
    """Return the contract's table of the most tense métiers, with all its columns."""
    table = atlas.indicators
    if not len(table):
        return None
    rows = table[table["indicator"].isin(_COLUMNS) & (table["code"] == region)]
    if rows.empty:
        return None
    order = list(dict.fromkeys(rows.loc[rows["indicator"] == _COLUMNS[0], "category"]))
    words = rows.groupby(["category", "indicator"], sort=False)["text"].agg(" / ".join)
    cells = tuple(
        (metier, *(words.get((metier, column), "") for column in _COLUMNS)) for metier in order
    )
    first = rows.iloc[0]
    about = Figure(
        "dix-metiers", "Tension", period=str(first["period"]), place=atlas.region_name,
        level="region", source=source_name(atlas, str(first["source"])),
        perimeter=str(first["perimeter"]), reference=str(first["reference"]),
    )  # fmt: skip
    note = (
        "Une tension ne prouve pas un manque de formation : les six indicateurs complémentaires en "
        "disent les causes possibles. Deux mots dans une case : le contrat dit les deux."
    )
    title = "Les dix métiers les plus en tension de la région"
    return Grid("dix-metiers", title, ("Métier", *_COLUMNS), cells, about, note)


def _by_departement(atlas: Atlas) -> Grid | None:
    names = territories(atlas).get("departement", {})
    found = {
        code: figure
        for code, name in names.items()
        if (figure := one(atlas, "departement", code, UNEMPLOYMENT, name=name)) is not None
    }
    if not found:
        return None
    every = [g for f in found.values() for g in (f, *f.before, *f.others) if g.value is not None]
    columns = sorted({(g.period, g.source) for g in every}, key=lambda c: (c[1], c[0]))
    rows = []
    for code, figure in found.items():
        values = {(g.period, g.source): g for g in (*figure.others, *figure.before, figure)}
        cells = [_percent(values.get(column)) for column in columns]
        rows.append((names[code], *cells))
    sources = list(dict.fromkeys(source for _, source in columns))
    about = replace(
        next(iter(found.values())), key="chomage-departements", source=" ; ".join(sources),
        period=" ; ".join(dict.fromkeys(period for period, _ in columns)), place=atlas.region_name,
        reference="", note="",
    )  # fmt: skip
    heads = ("Département", *(f"{period} ({_short(source)})" for period, source in columns))
    notes = dict.fromkeys(filter(None, (f.note for f in found.values())))
    note = " ".join(f"{text[0].upper()}{text[1:]}." for text in notes)
    return Grid(
        "chomage-departements", "Le chômage par département", heads, tuple(rows), about, note
    )


def _percent(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "—"
    return f"{figure.value:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


def _short(source: str) -> str:
    return "contrat" if source.startswith("CPRDFOP") else source.split(" ")[-1].strip("()")


def _projects_chart(known: Needs | None) -> Chart:
    assert known is not None
    rows = tuple(
        Bar(str(row["label"]), number_or_none(row["projects"]))
        for row in known.metiers.head(SHOWN).to_dict("records")
    )
    about = Figure(
        "metiers-recherches", "Projets par métier", period=str(known.year), source=known.source,
        place=known.where, level=known.level, perimeter="établissements employeurs, métiers FAP",
    )  # fmt: skip
    note = f"{known.secret} métiers ont un nombre secret ou non publié." if known.secret else ""
    return Chart(
        "metiers-recherches", "Les métiers que les employeurs recherchent le plus", rows,
        "projets", about, note=note,
    )  # fmt: skip


def _sectors_chart(atlas: Atlas, place: Territory) -> Chart | None:
    table = atlas.indicators
    if not len(table) or not place.basins:
        return None
    rows = table[(table["indicator"] == "Demandeurs d'emploi par secteur")]
    rows = rows[(rows["level"] == "bmo_basin") & rows["code"].isin(list(place.basins))]
    if rows.empty:
        return None
    sums = rows.groupby("category")["value"].sum(min_count=1).sort_values(ascending=False)
    hidden = int(rows["value"].isna().sum())
    first = rows.iloc[0]
    about = Figure(
        "demandeurs-secteurs", "Demandeurs d'emploi", period=str(first["period"]),
        source=source_name(atlas, str(first["source"])), perimeter=str(first["perimeter"]),
        place=_basins(atlas, place), level="bmo_basin", note=str(first["note"]),
    )  # fmt: skip
    bars = tuple(Bar(str(name), number_or_none(value)) for name, value in sums.head(SHOWN).items())
    note = f"{hidden} valeurs ne sont pas publiées." if hidden else ""
    title = "Les secteurs où l'on cherche un emploi"
    return Chart("demandeurs-secteurs", title, bars, "personnes", about, note=note)


def _tense(atlas: Atlas, place: Territory) -> Figure | None:
    rows = _rows(atlas, ROME_TENSION, "bmo_basin", list(place.basins))
    if rows.empty:
        return None
    year = int(rows["year"].max())
    rows = rows[(rows["year"] == year) & rows["tension"].notna()]
    by_metier = rows.groupby("metier")["tension"].max()
    count = int((by_metier == 5).sum())
    figure = Figure(
        "metiers-tendus", "Métiers en tension très élevée", unit="métiers",
        period=str(year), source=joined_sources(atlas, list(dict.fromkeys(rows["source"]))),
        place=_basins(atlas, place), level="bmo_basin", perimeter="métiers ROME publiés",
        note=f"classe 5 sur 5 dans un bassin au moins, parmi {len(by_metier)} métiers publiés ; "
        "une tension ne prouve pas un manque de formation : voir ses six indicateurs "
        f"complémentaires ({', '.join(v.lower() for v in COMPLEMENTARY.values())})",
    )  # fmt: skip
    return replace(figure, value=float(count))


def _needs(atlas: Atlas, place: Territory) -> Needs | None:
    level, codes = place.level, (place.code,)
    rows = _rows(atlas, BMO, level, codes)
    where = place.name
    if rows.empty:
        level, codes = "bmo_basin", tuple(place.basins)
        rows = _rows(atlas, BMO, level, codes)
        where = _basins(atlas, place)
    if rows.empty:
        return None
    year = int(rows["year"].max())
    rows = rows[rows["year"] == year]
    columns = ["projects", "difficult", "seasonal"]
    totals = rows[rows["metier"] == "total"]
    named = rows[rows["metier"] != "total"]
    of = totals if len(totals) else named
    sums = of[columns].astype("Float64").sum(min_count=1)
    metiers = named.assign(projects=named["projects"].astype("Float64"))
    by_label = metiers.groupby("label")["projects"].sum(min_count=1)
    known = by_label.dropna().sort_values(ascending=False, kind="stable").reset_index()
    partial = bool((of["status"] != "").any()) or not len(totals)
    return Needs(
        total={column: number_or_none(sums[column]) for column in columns},
        partial=partial,
        metiers=known,
        secret=int(by_label.isna().sum()),
        year=year,
        where=where,
        level=level,
        codes=codes,
        source=joined_sources(atlas, list(dict.fromkeys(rows["source"]))),
    )


def _rows(atlas: Atlas, source: str, level: str, codes: object) -> pd.DataFrame:
    table = atlas.tension
    if not len(table):
        return pd.DataFrame({"metier": [], "year": [], "tension": []})
    keys = table["source"].str.replace(r"-\d+$", "", regex=True)
    return table[(keys == source) & (table["level"] == level) & table["code"].isin(codes)]  # type: ignore[arg-type]


def _basins(atlas: Atlas, place: Territory) -> str:
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


def _region(atlas: Atlas, entry: str, without: set[str] | None = None) -> tuple[Figure, ...]:
    code = str(atlas.profile.get("code", ""))
    figures = published(atlas, "region", code, THEME, entry, atlas.region_name)
    return tuple(f for f in figures if f.label not in (without or set()))
