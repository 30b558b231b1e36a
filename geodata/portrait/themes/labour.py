"""The theme « marché du travail »: unemployment, job seekers, recruitment projects, tensions."""

from dataclasses import replace

from geodata.atlas import Atlas
from geodata.plural import named
from geodata.portrait.figure import (
    Band,
    Bar,
    Chart,
    Figure,
    Grid,
    absent,
    joined_sources,
    number_or_none,
    source_name,
)
from geodata.portrait.published import one, published
from geodata.portrait.themes.grids import COLUMNS, UNEMPLOYMENT, by_departement, top_ten
from geodata.portrait.themes.recruitment import (
    basin_words,
    needs,
    projects_chart,
    recruitment_figures,
    tension_rows,
)
from geodata.tables.observation import COMPLEMENTARY
from geodata.territory import Territory, territories

THEME = "marche-travail"
ROME_TENSION = "tension_rome"
SHOWN = 10
"""Rows of a chart of métiers or sectors."""

_BMO_SOURCE = "France Travail, enquête Besoins en main-d'œuvre (BMO)"


def unemployment(atlas: Atlas, place: Territory) -> Figure | None:
    """Return the rate of a territory, else of the département where most of its people live."""
    own = one(atlas, place.level, place.code, UNEMPLOYMENT, name=place.name)
    found = own
    if found is None or found.value is None:
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
    # Of the same quarter where it is published: a gap between two dates would say nothing.
    same = (one for one in (*whole.before, *whole.others) if one.period == found.period)
    return replace(found, beside=(*found.beside, next(same, whole)))


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


def _territory(atlas: Atlas, place: Territory, own: tuple[Figure, ...]) -> Band:
    missing: list[Figure] = []
    keys: list[Figure] = []
    charts: list[Chart] = []
    grids: list[Grid] = []
    rate_of = unemployment(atlas, place)
    if rate_of is None:
        missing.append(absent("chomage", UNEMPLOYMENT, "Insee, taux de chômage localisés"))
    else:
        keys.append(replace(rate_of, key="chomage"))
    projects = recruitment_figures(atlas, place)
    contract = [f for f in own if "recrutement" in f.label and f.label != "Projets non saisonniers"]
    known = needs(atlas, place)
    if known is not None:
        keys += [one for one in projects if not one.missing]
        missing += [one for one in projects if one.missing]
        charts.append(projects_chart(known))
    elif contract:
        keys += contract[:2]
    else:
        missing.append(absent("projets", "Projets de recrutement", _BMO_SOURCE))
    if place.level == "region":
        grids += [grid for grid in [by_departement(atlas)] if grid is not None]
    rest = tuple(f for f in own if f.label != UNEMPLOYMENT and f not in keys)
    return Band(
        THEME, "territoire", tuple(keys), tuple(charts), tuple(grids), more=rest,
        wider=() if place.level == "region" else _region(atlas, "territoire"),
        missing=tuple(missing),
    )  # fmt: skip


def _metier(atlas: Atlas, place: Territory, own: tuple[Figure, ...]) -> Band:
    keys, charts, missing = [], [], []
    if (known := needs(atlas, place)) and len(known.metiers):
        charts.append(projects_chart(known))
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
    in_grid = {*COLUMNS}
    rest = tuple(f for f in own if f.label not in in_grid)
    return Band(
        THEME, "metier", (*keys, *rest[: 4 - len(keys)]), tuple(charts), grids,
        more=rest[4 - len(keys) :],
        wider=() if place.level == "region" else _region(atlas, "metier", in_grid),
        missing=tuple(missing),
    )  # fmt: skip


def _sector(atlas: Atlas, place: Territory, own: tuple[Figure, ...]) -> Band:
    chart = _sectors_chart(atlas, place)
    missing: tuple[Figure, ...] = ()
    if chart is None and place.level != "region":
        source = "France Travail, demandeurs d'emploi par secteur et bassin"
        missing = (absent("demandeurs-secteur", "Demandeurs d'emploi par secteur", source),)
    wider = () if place.level == "region" else _region(atlas, "secteur")
    return Band(
        THEME, "secteur", own[:4], (chart,) if chart else (), more=own[4:], wider=wider,
        missing=missing,
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
        place=basin_words(atlas, place), level="bmo_basin", note=str(first["note"]),
    )  # fmt: skip
    bars = tuple(Bar(str(name), number_or_none(value)) for name, value in sums.head(SHOWN).items())
    note = (
        named(hidden, "valeur n'est pas publiée.", "valeurs ne sont pas publiées.")
        if hidden
        else ""
    )
    title = "Les secteurs où l'on cherche un emploi"
    return Chart("demandeurs-secteurs", title, bars, "personnes", about, note=note)


def _tense(atlas: Atlas, place: Territory) -> Figure | None:
    rows = tension_rows(atlas, ROME_TENSION, "bmo_basin", list(place.basins))
    if rows.empty:
        return None
    year = int(rows["year"].max())
    rows = rows[(rows["year"] == year) & rows["tension"].notna()]
    by_metier = rows.groupby("metier")["tension"].max()
    count = int((by_metier == 5).sum())
    figure = Figure(
        "metiers-tendus", "Métiers en tension très élevée", unit="métiers",
        period=str(year), source=joined_sources(atlas, list(dict.fromkeys(rows["source"]))),
        place=basin_words(atlas, place), level="bmo_basin", perimeter="métiers ROME publiés",
        note=f"classe 5 sur 5 dans un bassin au moins, parmi {len(by_metier)} métiers publiés ; "
        "une tension ne prouve pas un manque de formation : voir ses six indicateurs "
        f"complémentaires ({', '.join(v.lower() for v in COMPLEMENTARY.values())})",
    )  # fmt: skip
    return replace(figure, value=float(count))


def _region(atlas: Atlas, entry: str, without: set[str] | None = None) -> tuple[Figure, ...]:
    code = str(atlas.profile.get("code", ""))
    figures = published(atlas, "region", code, THEME, entry, atlas.region_name)
    return tuple(f for f in figures if f.label not in (without or set()))
