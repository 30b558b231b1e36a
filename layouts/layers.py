"""What each layer is, in the words that other software shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.guidance.known import known_of
from geodata.guides import KINDS
from geodata.layers.rows import layer
from geodata.provenance.age import dates_of_offer
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
    "zones-blanches": "Zones à plus de 30 min, en voiture, de toute formation connue des sources",
}
_SIMULATED = "Démonstration, formations simulées : "


@dataclass(frozen=True)
class Described:
    """The title and the description of a layer."""

    title: str
    description: str


def described(name: str, atlas: Atlas) -> Described:
    """Return what a layer is, of which years and where."""
    title = f"{_TITLES[name]} ({atlas.region_name})"
    if name == "accueils":
        known = [known_of(atlas, kind) for kind in KINDS]
        silent = ", ".join(KINDS[one.kind].many for one in known if not one.places)
        simulated = "Démonstration : " if any(one.simulated for one in known) else ""
        lacks = f" Non chargés : {silent}." if silent else ""
        return Described(simulated + title, f"Adresses des sources chargées.{lacks}")
    simulated = _SIMULATED if atlas.demonstration else ""
    parts = [f"Offre : {dates_of_offer(atlas)}."]
    if name == "formations":
        away = len(atlas.own_offers) - len(layer(atlas, name))
        parts.append(f"{count(away, 'autre')}, à distance ou de lieu à demander : sans point.")
    if name not in ("formations", "lieux"):
        parts.append(f"{atlas.times_line}. Une formation que les sources ne connaissent pas ne "
                     "compte pas : voir la page « Données et méthode ».")  # fmt: skip
    return Described(simulated + title, " ".join(parts))
