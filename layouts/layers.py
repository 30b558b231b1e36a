"""What each layer is, in the words that other software shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.kit.format import count

_COVERED = "Habitants à 30 min ou moins, en voiture, d'une formation connue des sources, par {}"
_TITLES = {
    "formations": "Formations",
    "lieux": "Lieux de formation",
    "accueils": "Qui conseille, accompagne et héberge",
    "couverture-commune": _COVERED.format("commune"),
    "couverture-epci": _COVERED.format("EPCI"),
    "couverture-spel": _COVERED.format("SPEL"),
    "couverture-departement": _COVERED.format("département"),
    "portraits-departement": "Chiffres des portraits, par département",
    "portraits-spel": "Chiffres des portraits, par SPEL",
    "portraits-epci": "Chiffres des portraits, par EPCI",
    "portraits-commune": "Chiffres des portraits, par commune",
    "portraits-zone-emploi": "Chiffres des portraits, par zone d'emploi",
    "zones-blanches": "Zones à plus de 30 min, en voiture, de toute formation connue des sources",
}
_PORTRAITS = "portraits-"
_PLACES = ("formations", "lieux")


@dataclass(frozen=True)
class Layer:
    """What is said of a layer.

    Attributes
    ----------
    simulated : some of its rows are invented
    years : of the courses
    times : what gives the times
    away : courses of the region that have no place
    silent : kinds of places that help of which no source is loaded, in words
    """

    name: str
    region: str
    simulated: bool
    years: str
    times: str
    away: int
    silent: Sequence[str]

    @property
    def title(self) -> str:
        """Its title; one whose rows are invented says so first."""
        title = f"{_TITLES[self.name]} ({self.region})"
        return f"Démonstration, données simulées : {title}" if self.simulated else title

    @property
    def description(self) -> str:
        """Of which years it is, what gives its times, what it does not have."""
        if self.name == "accueils":
            lacks = f" Non chargés : {', '.join(self.silent)}." if self.silent else ""
            return f"Adresses des sources chargées.{lacks}"
        if self.name.startswith(_PORTRAITS):
            return (
                "Un territoire par ligne, un chiffre par colonne. « about » dit l'intitulé, "
                "l'unité, la période, la source et le périmètre de chaque chiffre ; « unknown », "
                "ce qu'aucune source ne donne à cette échelle. Une case vide n'est pas un zéro."
            )
        parts = [f"Offre : {self.years}."]
        if self.name in _PLACES:
            away = count(self.away, "autre formation", "autres formations")
            parts.append(f"{away}, à distance ou de lieu à demander : sans point.")
        else:
            parts.append(
                f"{self.times}. Une formation que les sources ne connaissent pas ne compte pas : "
                "voir la page « Données et méthode »."
            )
        return " ".join(parts)
