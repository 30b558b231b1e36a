"""The way to a place, step by step, in plain French."""

from collections.abc import Mapping
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from geodata.travel.router import Route, Step
from layouts.kit.format import NO_BREAK_SPACE, duration, number

_SIDES = {
    "left": "à gauche",
    "right": "à droite",
    "slight left": "légèrement à gauche",
    "slight right": "légèrement à droite",
    "sharp left": "tout de suite à gauche",
    "sharp right": "tout de suite à droite",
    "straight": "tout droit",
    "uturn": "en faisant demi-tour",
}

_ROUNDABOUTS = ("roundabout", "rotary", "roundabout turn")


def way(route: Route, mode_words: str, name: str) -> Component:
    """Return the way, folded.

    Parameters
    ----------
    mode_words : « en voiture »
    name : what computed it, in French
    """
    steps = [words for step in _merged(route) if (words := step_words(step))]
    return html.Details(
        [
            html.Summary(
                f"Le chemin {mode_words} : {distance(route.metres)}, "
                f"{duration(max(1, round(route.minutes)))}"
            ),
            html.Ol([html.Li(words) for words in steps]),
            html.P(f"{name}, sans les embouteillages.", className="source"),
        ],
        className="way",
    )


def no_way() -> Component:
    """Say that the server of itineraries gave none: what is above is the times in force."""
    return html.P(
        "Le chemin n'est pas connu : le serveur d'itinéraires ne répond pas, ou n'en trouve pas.",
        className="source",
    )


def _merged(route: Route) -> list[Step]:
    """Return the steps, those that only change the name of nothing left out."""
    kept: list[Step] = []
    for step in route.steps:
        same = kept and step.kind in ("new name", "continue", "notification", "use lane")
        if same and kept[-1].road == step.road and kept[-1].by == step.by:
            last = kept[-1]
            longer = last.metres + step.metres, last.minutes + step.minutes
            kept[-1] = replace(last, metres=longer[0], minutes=longer[1])
        else:
            kept.append(step)
    return kept


def step_words(step: Step) -> str:
    """Write a step: « Tournez à gauche sur Rue de la Gare, 1,2 km »; "" for one without words."""
    if step.kind == "arrive":
        side = {"left": " : c'est à gauche", "right": " : c'est à droite"}.get(step.side, "")
        return f"Vous êtes arrivé{side}."
    far = f", {distance(step.metres)}" if step.metres >= 10 else ""
    if step.by == "ferry":
        name = f" « {step.road} »" if step.road else ""
        return f"Prenez le bac{name}, {duration(max(1, round(step.minutes)))} de traversée."
    return f"{_action(step)}{far}."


def _action(step: Step) -> str:
    road = step.road
    side = _SIDES.get(step.side, "")
    on = f" sur {road}" if road else ""
    if step.kind == "depart":
        return f"Partez{on}"
    if step.kind in _ROUNDABOUTS:
        out = f"la {_ordinal(step.out)} sortie" if step.out else "le rond-point"
        return f"Au rond-point, prenez {out}" + (f" vers {road}" if road else "")
    if step.kind.startswith("exit "):
        return f"Sortez du rond-point{on}"
    words: Mapping[str, str] = {
        "merge": "Rejoignez la voie",
        "on ramp": "Prenez la bretelle",
        "off ramp": "Prenez la sortie",
        "fork": "À l'embranchement, serrez",
        "end of road": "Au bout de la rue, tournez",
    }
    if step.kind in words:
        return f"{words[step.kind]} {side}".rstrip() + on
    if step.kind in ("new name", "continue", "notification") and step.side in ("", "straight"):
        return f"Continuez{on}"
    if step.side == "uturn":
        return f"Faites demi-tour{on}"
    if step.side == "straight":
        return f"Continuez tout droit{on}"
    return f"Tournez {side}".rstrip() + on


def _ordinal(n: int) -> str:
    return "1re" if n == 1 else f"{n}e"


def distance(metres: float) -> str:
    """Write a distance: 350 m, 1,2 km, 34 km."""
    if metres < 995:
        return f"{max(10, round(metres, -1)):.0f}{NO_BREAK_SPACE}m"
    km = metres / 1000
    return f"{number(km, 1 if km < 10 else 0)}{NO_BREAK_SPACE}km"
