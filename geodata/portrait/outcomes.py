"""What became of those who left the establishments of a territory, cohort after cohort."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure, joined_sources
from geodata.territory import Territory, territories, territory
from geodata.vocabulary import VOIES

RATES = {
    "employment_rate_6_months": ("emploi", "Emploi à 6 mois"),
    "continuing_rate": ("poursuite", "Poursuite d'études"),
}
SHOWN_VOIES = ("scolaire", "apprentissage")

FORMULA = (
    "médiane des taux publiés par établissement (la moitié est au-dessus, la moitié au-dessous) ; "
    "elle n'est pas pondérée : les effectifs par établissement ne sont pas publiés"
)


def outcome_figures(atlas: Atlas, place: Territory) -> tuple[Figure, ...]:
    """Return the median of the rates of a territory's establishments, by voie; none if none is.

    The newest cohort, with the earlier ones in `before`; the number of establishments whose rate
    is published, and of all those of the cohort, are the figure's parts.
    """
    key = ("portrait-outcomes", place.level, place.code)
    return atlas.cached(key, lambda: _outcomes(atlas, place))


def _outcomes(atlas: Atlas, place: Territory) -> tuple[Figure, ...]:
    rows = _establishments(atlas, place)
    found = [
        figure
        for column in RATES
        for voie in SHOWN_VOIES
        if (figure := _figure(atlas, place, rows, voie, column)) is not None
    ]
    if place.level == "region":
        return tuple(found)
    region = territory(atlas, "region", next(iter(territories(atlas)["region"])))
    whole = {figure.key: figure for figure in outcome_figures(atlas, region)}
    return tuple(replace(figure, beside=(whole[figure.key],)) for figure in found)


def _figure(
    atlas: Atlas, place: Territory, rows: pd.DataFrame, voie: str, column: str
) -> Figure | None:
    slug, label = RATES[column]
    of_voie = rows[rows["voie"] == voie]
    if of_voie.empty:
        return None
    points = []
    for cohort, group in of_voie.groupby("cohort", sort=True):
        rates = group[column].dropna()
        some = len(rates) > 0
        points.append(
            Figure(
                f"{slug}-{voie}",
                f"{label} – {VOIES[voie].lower()}",
                value=float(rates.median()) if some else None,
                unit="%",
                status="" if some else "indisponible",
                place=place.name,
                level=place.level,
                period=f"sortants {str(cohort).replace('_', '-')}",
                source=joined_sources(atlas, sorted(set(group["source"]))),
                perimeter="établissements de la voie professionnelle (lycées, CFA)",
                formula=FORMULA,
                parts=(
                    ("Établissements dont le taux est publié", float(len(rates))),
                    ("Établissements", float(group["code"].nunique())),
                ),
                note=f"de {rates.min():.0f} % à {rates.max():.0f} % selon l'établissement"
                if len(rates) > 1
                else "",
            )
        )
    *before, last = points
    return replace(last, before=tuple(point for point in before if point.known))


def _establishments(atlas: Atlas, place: Territory) -> pd.DataFrame:
    outcomes = atlas.outcomes
    columns = ["voie", "cohort", "code", "source", *RATES]
    if not len(outcomes):
        return pd.DataFrame({column: [] for column in columns})
    rows = outcomes[outcomes["level"] == "establishment"]
    if place.level in ("region", "departement"):
        # A UAI begins with its département: nothing is lost for want of an address.
        codes = rows["code"].str[1:3] if place.level == "departement" else None
        kept = rows if codes is None else rows[codes == place.code]
    else:
        inside = set(atlas.communes.loc[place.inside, "code"])
        sites = atlas.sites[atlas.sites["commune"].isin(inside)]
        kept = rows[rows["code"].isin(set(sites["uai"]) - {""})]
    kept = kept.drop_duplicates(["code", "voie", "cohort"], keep="last")
    rates = {name: kept[name].astype("Float64").astype(float) for name in RATES}
    return kept.assign(**rates)[columns]
