"""What each zoning of the store is: its French name, vintage and source, for screens to say."""

from typing import Any

import pandas as pd

from geodata.vocabulary import TERRITORY_LEVELS
from loaders.source import Parsed
from loaders.sources.zonings.membership import BROUGHT

Layers = dict[str, dict[str, Any]]
"""By column of the communes: `label`, `vintage`, `source` (its key among the sources), `communes`
(how many the source says something of), `former` (codes of other years brought to today's) and
`note` (a sentence, or "")."""

LABELS: dict[str, str] = {
    **{
        level: TERRITORY_LEVELS[level].many
        for level in ("bmo_basin", "epci", "spel", "zone_emploi")
    },
    "arrondissement": "Arrondissements",
    "centrality": "Centralités d'équipements et de services",
    "clpe": "Comités locaux pour l'emploi (CLPE)",
    "density": "Grille communale de densité",
    "frr": "France ruralités revitalisation (FRR)",
    "frr_class": "Classement FRR",
    "qpv_2024": "Quartiers prioritaires (QPV)",
    "qpv_population": "Habitants des quartiers prioritaires (QPV)",
    "zrr": "Zones de revitalisation rurale (ZRR)",
    "zrr_class": "Classement ZRR",
}


_EMBEDDED: dict[str, tuple[str, str]] = {
    "arrondissement": ("embarque-cog", "{}"),
    "epci": ("embarque-cog", "{}"),
    "qpv_population": ("embarque-zonages-2022", "quartiers de 2015, habitants {}"),
    "spel": ("embarque-cog", "{}"),
    "zrr": ("embarque-zonages-2022", "ZRR {}"),
}
"""What the embedded base knows, and no file is needed for: its source, how to say its vintage."""


def embedded_layers(sources: pd.DataFrame) -> Layers:
    """Return what the zonings of the embedded base are; `sources` has the schema SOURCES."""
    vintages = dict(zip(sources["source"], sources["vintage"], strict=True))
    return {
        attribute: {
            "label": LABELS[attribute],
            "vintage": said.format(vintages[source]),
            "source": source,
            "communes": None,
            "former": 0,
            "note": "",
        }
        for attribute, (source, said) in _EMBEDDED.items()
        if source in vintages
    }


def older_note(parsed: Parsed) -> str:
    """Say in French that a list was left aside, being older than the base."""
    return (
        f"Une liste plus ancienne ({parsed.vintage}) n'est pas retenue : elle est écrite avec des "
        "communes qui n'existent plus."
    )


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
