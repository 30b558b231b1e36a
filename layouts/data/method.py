"""How a travel time is estimated, and how wrong it may be: the words around published figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from layouts.kit.prose import section
from layouts.kit.tables import table

_CONSTANTS_SOURCE = {
    "voiture": "Ajustées sur des temps publiés, en plaine",
    "velo": "Vitesse par défaut du profil vélo d'OSRM",
    "marche": "Vitesse par défaut du profil piéton d'OSRM",
}


def travel_time(
    text: str, model: str, times: Sequence[tuple[int, Mapping[str, int]]]
) -> Component:
    """Return the definition of travel time; `times` are examples by distance in kilometres."""
    return section(
        text,
        model=model,
        constants=_constants(),
        longest=duration(OUT_OF_REACH - 1),
        examples=_examples(times),
        errors=_errors(),
        share=number(100 * UNCERTAINTY),
        low=str(round(30 * (1 - UNCERTAINTY))),
        high=str(round(30 * (1 + UNCERTAINTY))),
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


def _constants() -> Component:
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
    return table(
        "Constantes du calcul, par mode",
        ["Mode", "Départ", "Allongement", "Vitesse", "D'où elles viennent"],
        rows,
        (1, 2),
    )



def _examples(times: Sequence[tuple[int, Mapping[str, int]]]) -> Component:
    modes = list(SPEED_LAWS)
    rows = [
        (f"{number(km)}{NO_BREAK_SPACE}km", *(_minutes(by_mode[mode]) for mode in modes))
        for km, by_mode in times
    ]
    return table(
        "Temps estimés selon la distance à vol d'oiseau",
        ["Distance", *(MODES[mode] for mode in modes)],
        rows,
        tuple(range(1, len(modes) + 1)),
        "Calcul du modèle ci-dessus.",
    )



def _minutes(minutes: int) -> str:
    return "Hors d'atteinte" if minutes >= OUT_OF_REACH else duration(minutes)


def _errors() -> Component:
    rows = [
        (
            _interval(band),
            number(band.pairs),
            f"{number(band.mean_absolute_error, 1)}{NO_BREAK_SPACE}min",
            _signed(band.bias),
        )
        for band in PUBLISHED_ERROR
    ]
    return table(
        "Erreur de l'estimation en voiture, par durée du trajet",
        ["Trajet de référence", "Trajets comparés", "Écart moyen", "Biais"],
        rows,
        (1, 2, 3),
        f"Unité : minutes. Source : {PUBLISHED_ERROR_SOURCE}.",
    )



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
