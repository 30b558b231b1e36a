"""Where the estimate and the times by road differ most: a map, its legend, the communes."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from geodata.travel.differences import LEAST_PEOPLE
from geodata.vocabulary import MODES
from layouts.brief.choropleth import Picture, choropleth
from layouts.kit.format import NO_BREAK_SPACE, number, signed_minutes
from layouts.kit.maps.legend import class_legend, class_row
from layouts.kit.maps.patterns import DIVERGING, NO_DATA
from layouts.kit.tables import table

STYLES = (*DIVERGING, NO_DATA)
"""The filling of each class of `geodata.travel.differences`."""

_WORDS = (
    "La route est plus courte de plus de 10 min",
    "de 5 à 10 min plus courte",
    "de 2 à 5 min plus courte",
    "À 2 min près, les mêmes",
    "de 2 à 5 min plus longue",
    "de 5 à 10 min plus longue",
    "La route est plus longue de plus de 10 min",
    "Pas assez de trajets à comparer",
)


@dataclass(frozen=True)
class Differences:
    """What both ways of knowing a time say of the same trips.

    Attributes
    ----------
    mode : a key of `MODES`
    longest : minutes of the trips compared
    counts : communes and inhabitants of each class
    mean : minutes, of the mean gap of a commune, each weighted by its inhabitants
    farthest : communes and their gap, minutes by road less those estimated
    """

    mode: str
    longest: int
    picture: Picture
    counts: Sequence[tuple[int, int]]
    mean: float
    farthest: Sequence[tuple[str, float]]


def differences_shown(found: Differences) -> list[Component]:
    """Return the map with its legend and its table."""
    mode = MODES[found.mode].lower()
    rows = [
        class_row(style, words, communes, people)
        for style, words, (communes, people) in zip(STYLES, _WORDS, found.counts, strict=True)
        if communes
    ]
    legend = class_legend("Temps par la route, moins temps estimés", rows)
    alt = "Où les temps par la route et l'estimation diffèrent ; la table en donne les chiffres."
    return [
        html.H4("Où la route et l'estimation diffèrent"),
        html.P(
            f"Sur les trajets de {found.longest} min au plus vers les lieux de formation, en "
            f"{mode}, les deux diffèrent de {number(found.mean, 1)}{NO_BREAK_SPACE}min en moyenne "
            "par commune, pondérée par ses habitants."
        ),
        html.Div([choropleth(found.picture, alt), legend], className="differences"),
        table(
            f"Communes de {number(LEAST_PEOPLE)} habitants et plus où ils diffèrent le plus",
            ["Commune", "Route moins estimation"],
            [(name, signed_minutes(gap)) for name, gap in found.farthest],
            (1,),
            "Moyenne sur les lieux de formation comparés. Temps routiers : données © les "
            "contributeurs d'OpenStreetMap (ODbL).",
        ),
    ]
