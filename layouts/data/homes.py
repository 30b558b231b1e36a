"""What counting people where they live changes, both ways side by side (`/donnees`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from geodata.coverage.at_home import LEAST_PEOPLE, AtHome
from layouts.kit.format import NO_BREAK_SPACE, count, number, signed_minutes
from layouts.kit.tables import table


@dataclass(frozen=True)
class HomesShown:
    """Where people are counted, and what it changes.

    Attributes
    ----------
    found : both ways of counting; None where roads were computed from town halls alone
    names : of the communes of `found.farthest`
    sources : names and vintages of what says where people live
    """

    found: AtHome | None
    names: Sequence[str]
    sources: str


def homes_shown(shown: HomesShown) -> list[Component]:
    """Return the words and the tables."""
    title = html.H4("Les habitants, là où ils vivent")
    if shown.found is None:
        words = (
            f"Où vivent les habitants est connu ({shown.sources}), mais les temps routiers en "
            "service ont été calculés depuis les mairies : ils restent comptés à leur mairie. "
            "Relancez : "
        )
        return [title, html.P([words, html.Code("python -m loaders travel --osm FICHIER"), "."])]
    found = shown.found
    return [
        title,
        html.P(
            f"Les habitants ne sont pas comptés à leur mairie mais en {number(found.points)} lieux "
            f"de vie, quatre au plus par commune ({shown.sources}) ; "
            f"{count(found.communes, 'commune')} en ont plusieurs. Chaque tranche d'âge est "
            "répartie comme l'ensemble des habitants. Le temps d'une commune est la moyenne de "
            "ceux de ses habitants. Le départ d'une recherche et les transports en commun gardent "
            "la mairie."
        ),
        table(
            "Habitants à portée de la formation la plus proche, en voiture, selon d'où l'on compte",
            [
                "Temps",
                "Depuis la mairie",
                "Depuis les lieux de vie",
                "À portée en plus",
                "En moins",
            ],
            [
                (
                    f"{side.minutes}{NO_BREAK_SPACE}min",
                    *map(number, (side.from_halls, side.from_homes, side.nearer, side.farther)),
                )
                for side in found.sides
            ],
            (1, 2, 3, 4),
            f"Toutes les formations de l'atlas. Le temps d'un habitant change de "
            f"{number(found.mean, 1)}{NO_BREAK_SPACE}min en moyenne. Périmètre : habitants des "
            "communes, recensement.",
        ),
        *_farthest(shown, found),
    ]


def _farthest(shown: HomesShown, found: AtHome) -> list[Component]:
    if not len(found.farthest):
        return []
    rows = [
        (name, signed_minutes(float(found.gaps[row])))
        for name, row in zip(shown.names, found.farthest, strict=True)
    ]
    return [
        table(
            f"Communes de {number(LEAST_PEOPLE)} habitants et plus où la différence est la plus "
            "grande",
            ["Commune", "Écart"],
            rows,
            (1,),
            "Temps moyen jusqu'à la formation la plus proche, en voiture : depuis les lieux de "
            "vie, moins depuis la mairie.",
        )
    ]
