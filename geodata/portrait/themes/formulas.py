"""The indicators to which the contract gives a formula: those that the data allow, and the others.

Source of the formulas: CPRDFOP Hauts-de-France 2022-2028, follow-up indicators of the engagements
2.1, 2.2 and SRFSS 1 and 4 (lines 2542-2543, 2616, 5126-5133, 5382-5383 of its text).
"""

from dataclasses import replace

import numpy as np

from geodata.atlas import Atlas
from geodata.plural import named
from geodata.portrait.figure import Figure, absent, built_words, joined_sources, rate
from geodata.portrait.measured import counted
from geodata.portrait.sums import sum_over
from geodata.portrait.themes.recruitment import needs
from geodata.territory import Territory
from geodata.vocabulary import VOIES

ALL_YEARS = ("affelnet", "bts-places", "constat-rentree")
"""Sources whose people are those of every year of a course, and places those of the first year."""

WISHES = "Vœux par formation (Affelnet, Parcoursup), que la base ne garde pas"

FORMULAS: dict[str, tuple[str, str, str]] = {
    "remplissage": (
        "Taux de remplissage",
        "candidats positionnés sur les formations / places disponibles, par domaine (contrat, "
        "l. 2543)",
        "Candidats positionnés (C2RP, France Travail)",
    ),
    "entrees": (
        "Entrées rapportées aux places",
        "entrées en formation / places, par voie et public (contrat, l. 2542)",
        "Entrées en formation (Région, France Travail ; Dares, base Brest)",
    ),
    "pression": (
        "Pression à l'entrée",
        "candidats à la formation / capacité d'accueil (contrat, l. 5382)",
        WISHES,
    ),
    "reussite": (
        "Taux de réussite",
        "diplômés / personnes en année terminale (contrat, l. 5126)",
        "Diplômés par formation et établissement (DEPP, DREES)",
    ),
    "diplomes": (
        "Taux de diplômés",
        "diplômés / capacité d'accueil (contrat, l. 5127)",
        "Diplômés par formation et établissement (DEPP, DREES)",
    ),
    "abandon": (
        "Taux d'abandon",
        "abandons et ruptures / personnes entrées, par public et territoire (contrat, l. 2616)",
        "Ruptures de contrats (Dares, DECA) et abandons (Région)",
    ),
}
OCCUPATION = "personnes en formation / capacité d'accueil (contrat, l. 5383)"
ADEQUACY = (
    "places de première année connues, rapportées à 100 projets de recrutement des employeurs "
    "(d'après le contrat, l. 5133 : effectifs de première année et besoins des employeurs)"
)


def formula_figures(
    atlas: Atlas, place: Territory
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Return the indicators that can be worked out for a territory, then those that cannot.

    Those that cannot bear their formula and the name of the source that they lack.
    """
    worked = [*_occupation(atlas, place), *_adequacy(atlas, place)]
    lost = [
        replace(absent(f"formule-{key}", label, source), formula=formula)
        for key, (label, formula, source) in FORMULAS.items()
    ]
    if not any(figure.key == "occupation" for figure in worked):
        why = (
            "les sources chargées comptent les inscrits de toutes les années et les places de la "
            "première : leur rapport n'aurait pas de sens"
        )
        source = "Effectifs et places de la même année, par formation"
        lost.append(replace(absent("occupation", "Occupation", source, why), formula=OCCUPATION))
    return tuple(worked), tuple(lost)


def _occupation(atlas: Atlas, place: Territory) -> list[Figure]:
    sources = set(atlas.own_offers.loc[atlas.own_offers["enrolled"].notna(), "source"])
    if not sources or sources & set(ALL_YEARS):
        return []
    own = counted(atlas, place).own
    people = float(sum(own[f"enrolled_{voie}"] for voie in VOIES))
    places = float(sum(own[f"enrolled_places_{voie}"] for voie in VOIES))
    if not places:
        return []
    figure = Figure(
        "occupation", "Occupation", source=joined_sources(atlas, sorted(sources)),
        period=built_words(atlas), place=place.name, level=place.level,
        perimeter="formations dont les inscrits et les places sont connus", formula=OCCUPATION,
        note="formations simulées" if atlas.demonstration else "",
    )  # fmt: skip
    return [rate(figure, ("Personnes en formation", people), ("Places", places))]


def _adequacy(atlas: Atlas, place: Territory) -> list[Figure]:
    known = needs(atlas, place)
    if known is None or not known.total["projects"] or atlas.demonstration:
        return []
    inside = place.inside
    if known.level == "bmo_basin":  # both of the basins, which the figure is said to be of
        inside = np.isin(atlas.communes["bmo_basin"].to_numpy(dtype=object), list(known.codes))
    sums = sum_over(atlas, inside)
    places = float(sum(sums[f"places_{voie}"] for voie in VOIES))
    without = int(sum(sums[f"without_{voie}"] for voie in VOIES))
    if not places:
        return []
    sources = sorted(set(atlas.own_offers.loc[atlas.own_offers["capacity"].notna(), "source"]))
    projects = float(known.total["projects"])
    return [
        Figure(
            "adequation", "Places connues pour 100 projets de recrutement",
            value=100 * places / projects, unit="places", place=known.where, level=known.level,
            source=f"{joined_sources(atlas, sources)} ; {known.source}", period=str(known.year),
            perimeter="formation initiale dont les places sont connues ; tous métiers",
            formula=ADEQUACY,
            parts=(("Places connues", places), ("Projets de recrutement", projects)),
            note=named(
                without, "formation ne dit pas ses places", "formations ne disent pas leurs places"
            )
            + ", et une partie des projets est secrète : c'est un ordre de grandeur, pas une "
            "mesure du manque",
        )
    ]  # fmt: skip
