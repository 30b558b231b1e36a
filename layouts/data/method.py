"""How a travel time is estimated, and how wrong it may be: the words around published figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.travel.model import (
    OUT_OF_REACH,
    PUBLISHED_ERROR,
    PUBLISHED_ERROR_SOURCE,
    SPEED_LAWS,
    UNCERTAINTY,
    BandError,
    SpeedLaw,
)
from geodata.vocabulary import MODES
from layouts.kit.format import NO_BREAK_SPACE, duration, number
from layouts.kit.tables import table

_CONSTANTS_SOURCE = {
    "voiture": "Ajustées sur les temps publiés décrits plus bas",
    "velo": "Vitesse par défaut du profil vélo d'OSRM",
    "marche": "Vitesse par défaut du profil piéton d'OSRM",
}


def travel_time(model: str, times: Sequence[tuple[int, Mapping[str, int]]]) -> Component:
    """Return the definition of travel time; `times` are examples by distance in kilometres."""
    return html.Section(
        [
            html.H2("Le temps de trajet", id="temps-de-trajet"),
            html.P(
                [
                    "Tous les temps de trajet de l'atlas sont des ",
                    html.Strong("estimations"),
                    f". Modèle en service : « {model} ».",
                ]
            ),
            html.P(
                "Le temps est calculé de la mairie de la commune de départ (ou de votre position) "
                "au lieu de formation, à partir de la distance à vol d'oiseau. Il ne connaît ni "
                "les routes, ni le relief, ni les embouteillages, ni les heures de pointe, ni le "
                "temps de se garer. Les transports en commun ne sont pas encore estimés. Vérifiez "
                "toujours le trajet avant de vous engager."
            ),
            *_model(),
            *_examples(times),
            *_error(),
            *_band(),
        ]
    )


def plain(value: float) -> str:
    """Write a constant with the digits it has and no more: 70,2 or 15."""
    return f"{value:g}".replace(".", ",")


def speed(law: SpeedLaw) -> str:
    """Write the speed of a mode in km/h."""
    if not law.gain:
        return f"{plain(law.slow)}{NO_BREAK_SPACE}km/h"
    return (
        f"{plain(law.slow)} + {plain(law.gain)} × (1 − e^(−km ÷ {plain(law.rise)}))"
        f"{NO_BREAK_SPACE}km/h"
    )


def _model() -> list[Component]:
    rows = [
        (
            MODES[mode],
            f"{plain(law.start)}{NO_BREAK_SPACE}min",
            plain(law.detour),
            speed(law),
            _CONSTANTS_SOURCE[mode],
        )
        for mode, law in SPEED_LAWS.items()
    ]
    return [
        html.H3("Le calcul, pour chaque mode"),
        html.P("temps = départ + 60 × km ÷ vitesse", className="formula"),
        html.P("km = allongement × distance à vol d'oiseau", className="formula"),
        table(
            "Constantes du calcul, par mode",
            ["Mode", "Départ", "Allongement", "Vitesse", "D'où elles viennent"],
            rows,
            (1, 2),
        ),
        html.P(
            "La distance à vol d'oiseau, en kilomètres, est allongée parce qu'aucune route n'est "
            "droite. En voiture, la vitesse augmente avec la "
            "distance : un long trajet emprunte des routes plus rapides. Le résultat est arrondi à "
            f"la minute ; au-delà de {duration(OUT_OF_REACH - 1)}, un lieu est dit hors d'atteinte."
        ),
        html.P(
            "L'allongement à vélo et à pied est celui de la voiture. Les études publiées vont de "
            "1,2 (Newell, 1980 ; O'Sullivan et Morrall, 1996, marche vers les gares) à 1,34 "
            "(300 villes d'Europe, 2023, doi:10.1177/23998083231168870). Les vitesses viennent des "
            "profils « bicycle » et « foot » du projet libre OSRM.",
            className="source",
        ),
    ]  # fmt: skip


def _examples(times: Sequence[tuple[int, Mapping[str, int]]]) -> list[Component]:
    modes = list(SPEED_LAWS)
    rows = [
        (f"{number(km)}{NO_BREAK_SPACE}km", *(_minutes(by_mode[mode]) for mode in modes))
        for km, by_mode in times
    ]
    return [
        html.H3("Ce que cela donne"),
        table(
            "Temps estimés selon la distance à vol d'oiseau",
            ["Distance", *(MODES[mode] for mode in modes)],
            rows,
            tuple(range(1, len(modes) + 1)),
            "Calcul du modèle ci-dessus.",
        ),
    ]


def _minutes(minutes: int) -> str:
    return "Hors d'atteinte" if minutes >= OUT_OF_REACH else duration(minutes)


def _error() -> list[Component]:
    rows = [
        (
            _interval(band),
            number(band.pairs),
            f"{number(band.mean_absolute_error, 1)}{NO_BREAK_SPACE}min",
            _signed(band.bias),
        )
        for band in PUBLISHED_ERROR
    ]
    return [
        html.H3("L'erreur mesurée, en voiture"),
        html.P(
            "L'estimation a été comparée à des temps calculés sur le réseau routier. L'écart moyen "
            "dit de combien elle se trompe, dans un sens ou dans l'autre ; le biais dit de quel "
            "côté : négatif, l'estimation est trop courte."
        ),
        table(
            "Erreur de l'estimation en voiture, par durée du trajet",
            ["Trajet de référence", "Trajets comparés", "Écart moyen", "Biais"],
            rows,
            (1, 2, 3),
            f"Unité : minutes. Source : {PUBLISHED_ERROR_SOURCE}.",
        ),
        html.P(
            "Peu de trajets de moins de 30 minutes ont pu être comparés : c'est là que l'erreur "
            "est la moins bien connue. À vélo et à pied, aucun temps comparable n'est publié : "
            "l'erreur n'est pas connue."
        ),
    ]


def _interval(band: BandError) -> str:
    low, high = band.low, band.high
    if high == float("inf"):
        return f"{duration(int(low))} et plus"
    if not low:
        return f"Moins de {duration(int(high))}"
    return f"De {duration(int(low))} à {duration(int(high))}"


def _signed(minutes: float) -> str:
    sign = "−" if round(minutes, 1) < 0 else "+" if round(minutes, 1) > 0 else ""
    return f"{sign}{number(abs(minutes), 1)}{NO_BREAK_SPACE}min"


def _band() -> list[Component]:
    share = number(100 * UNCERTAINTY)
    low, high = round(30 * (1 - UNCERTAINTY)), round(30 * (1 + UNCERTAINTY))
    return [
        html.H3(f"La marge de ± {share} %"),
        html.P(
            f"Retenez une marge de ± {share} % : un trajet annoncé à 30 minutes peut en prendre "
            f"de {low} à {high}. Une formation juste au-delà du temps choisi peut donc être à "
            "votre portée, et une autre juste en deçà ne pas l'être. Un nombre d'habitants « à "
            "moins de 30 minutes » se lit de même : entre ce que donneraient des "
            f"trajets {share} % plus longs et des trajets {share} % plus courts."
        ),
    ]
