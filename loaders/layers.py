"""What each zoning of the store is: its French name, vintage and source, for screens to say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.source import Parsed
from loaders.zonings import BROUGHT

Layers = dict[str, dict[str, Any]]
"""By column of the communes: `label`, `vintage`, `source` (its key among the sources), `communes`
(how many the source says something of), `former` (codes of other years brought to today's) and
`note` (a sentence, or "")."""

LABELS: dict[str, str] = {
    "arrondissement": "Arrondissements",
    "bmo_basin": "Bassins BMO",
    "centrality": "Centralités d'équipements et de services",
    "clpe": "Comités locaux pour l'emploi (CLPE)",
    "density": "Grille communale de densité",
    "epci": "Intercommunalités (EPCI)",
    "frr": "France ruralités revitalisation (FRR)",
    "frr_class": "Classement FRR",
    "qpv_2024": "Quartiers prioritaires (QPV)",
    "qpv_population": "Habitants des quartiers prioritaires (QPV)",
    "spel": "Bassins emploi-formation (SPEL)",
    "zone_emploi": "Zones d'emploi",
    "zrr": "Zones de revitalisation rurale (ZRR)",
    "zrr_class": "Classement ZRR",
}


def _embedded(attribute: str, vintage: str, source: str) -> dict[str, Any]:
    facts = {"label": LABELS[attribute], "vintage": vintage, "source": source}
    return {**facts, "communes": None, "former": 0, "note": ""}


EMBEDDED_LAYERS: Layers = {
    "arrondissement": _embedded("arrondissement", "COG 2026", "cog"),
    "epci": _embedded("epci", "EPCI 2026", "cog"),
    "qpv_population": _embedded("qpv_population", "QPV de 2015, habitants 2022", "zonages-2022"),
    "spel": _embedded("spel", "COG 2026", "cog"),
    "zrr": _embedded("zrr", "ZRR 2022", "zonages-2022"),
}
"""What the embedded base knows, and no file is needed for."""


def layer_facts(attribute: str, key: str, parsed: Parsed, table: pd.DataFrame) -> dict[str, Any]:
    """Return what a column that a file gave is."""
    return {
        "label": LABELS.get(attribute, attribute),
        "vintage": parsed.vintage,
        "source": key,
        "communes": len(table),
        "former": int((parsed.corrections["reason"] == BROUGHT).sum()),
        "note": "",
    }


def outside_their_spel(communes: pd.DataFrame) -> pd.DataFrame:
    """Return the communes whose CLPE is not the one of most communes of their SPEL.

    Parameters
    ----------
    communes : `code`, `name`, `spel`, `clpe`; those with neither are left out
    """
    known = communes[(communes["clpe"] != "") & (communes["spel"] != "")]
    usual = known.groupby("spel")["clpe"].agg(lambda codes: codes.value_counts().index[0])
    return known[known["spel"].map(usual) != known["clpe"]]


def clpe_note(communes: pd.DataFrame) -> str:
    """Say in French how the CLPE differ from the SPEL."""
    apart = outside_their_spel(communes)
    if apart.empty:
        return "Les CLPE suivent les SPEL."
    names = ", ".join(sorted(apart["name"]))
    return (
        f"Les CLPE suivent les SPEL, sauf pour {len(apart)} commune(s), "
        f"rattachée(s) à un autre CLPE : {names}."
    )
