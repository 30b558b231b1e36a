"""The map of one métier by basin: fillings, legend, and what it says of a basin."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
from dash.development.base_component import Component

from geodata.asking.needs import SHOWN
from layouts.kit.format import NO_BREAK_SPACE, number
from layouts.kit.maps.legend import class_legend, class_row
from layouts.kit.maps.patterns import NO_DATA, RAMP, SECRET
from layouts.tensions.words import DEGREES, place_name

_SHADES = (0, 1, 2, 4, 6)  # those of the degrees in tables (assets/tensions/page.css)
UNITS = {"projects": "", "difficult": f"{NO_BREAK_SPACE}%", "ratio": ""}


def styles_of(n: int) -> list[dict[str, str]]:
    """Return the filling of n classes, then of secret figures and of those not published."""
    ramp = [RAMP[i] for i in _SHADES[:n]] if n > 1 else [RAMP[2]]
    return [*({"color": colour} for colour in ramp), SECRET, NO_DATA]


def legend(shown: str, upper: Sequence[float], counts: Sequence[int], year: str) -> list[Component]:
    """Return the legend of the map: each class with its number of basins."""
    styles = styles_of(len(upper) + 1)
    names = [*_ranges(shown, upper), "secret statistique", "non disponible"]
    rows = [
        class_row(style, name, n)
        for name, style, n in zip(names, styles, counts, strict=True)
        if n or not name.startswith(("secret", "non disp"))
    ]
    return [class_legend(f"{SHOWN[shown]} {year}", rows, ("bassins",))]


def _ranges(shown: str, upper: Sequence[float]) -> list[str]:
    if shown == "tension":
        return [f"{rank} {word.lower()}" for rank, word in enumerate(DEGREES, start=1)]
    unit = UNITS[shown]
    if not upper:
        return ["tous les bassins publiés"]
    bounds = [number(value) for value in upper]
    middle = [f"plus de {low} à {high}{unit}" for low, high in pairwise(bounds)]
    return [f"jusqu'à {bounds[0]}{unit}", *middle, f"plus de {bounds[-1]}{unit}"]


def map_words(row: pd.Series, shown: str, linked: bool) -> str:
    """Return what the map says of a basin when one points at it."""
    name = place_name(str(row["name"]))
    match shown:
        case "tension":
            value = row["tension"]
            words = "non disponible" if pd.isna(value) else _range_words(row)
        case "projects":
            words = _projects_words(row)
        case "difficult":
            words = _difficult_words(row)
        case _ if not linked:
            words = "non relié aux formations"
        case _ if pd.isna(row["ratio"]):
            words = _projects_words(row) if pd.isna(row["projects"]) else "places inconnues"
        case _:
            words = (
                f"{number(row['ratio'])} ({number(row['places'])} places pour "
                f"{number(row['projects'])} projets)"
            )
    return f"{name} : {words}"


def _range_words(row: pd.Series) -> str:
    word = DEGREES[int(row["tension"]) - 1].lower()
    span = f", de {row['lowest']:.0f} à {row['highest']:.0f} selon le ROME"
    return f"{word} ({row['tension']:.0f}{span if row['lowest'] != row['highest'] else ''})"


def _projects_words(row: pd.Series) -> str:
    if row["projects_state"] == "secret":
        return "secret statistique"
    if pd.isna(row["projects"]):
        return "non disponible"
    return f"{number(row['projects'])} projets"


def _difficult_words(row: pd.Series) -> str:
    if pd.isna(row["projects"]):
        return _projects_words(row)
    if pd.isna(row["difficult_share"]):
        return "secret statistique"
    return (
        f"{number(row['difficult_share'])}{NO_BREAK_SPACE}% ({number(row['difficult'])} sur "
        f"{number(row['projects'])} projets)"
    )
