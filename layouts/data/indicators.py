"""The indicators of coverage: each with its formula, its source and what it does not say."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.coverage.decay import LUO_QI
from geodata.coverage.recruitment import FAMILIES
from geodata.domains import DOMAINS
from geodata.travel.margin import HELD
from layouts.kit.format import NO_BREAK_SPACE, number
from layouts.kit.prose import section
from layouts.kit.tables import table

TITLE = "Les indicateurs de couverture"
ANCHOR = "indicateurs"


def indicators(
    text: str, mode_words: Mapping[str, str], families: Mapping[str, Sequence[str]]
) -> Component:
    """Return the section; `families` are the names of the métiers of each domain, if known."""
    return section(
        text,
        held=number(100 * HELD),
        decay_source=LUO_QI.source,
        weights=_weights(),
        modes=", ".join(mode_words.values()),
        families=_families(families),
    )


def _weights() -> Component:
    steps = zip((0, *LUO_QI.bounds), LUO_QI.bounds, LUO_QI.weights, strict=False)
    rows = [
        (f"{number(low)} à {number(high)}{NO_BREAK_SPACE}min", number(weight, 2))
        for low, high, weight in steps
    ]
    return table(
        f"Poids d'un trajet : {LUO_QI.name}",
        ["Temps", "Poids w"],
        rows,
        (1,),
        f"Au-delà de {number(LUO_QI.threshold)} minutes, le poids est nul. "
        f"Source : {LUO_QI.source}.",
    )


def _families(families: Mapping[str, Sequence[str]]) -> Component:
    rows = [
        (
            name,
            " ".join(FAMILIES.get(domain, ())) or "—",
            ", ".join(families.get(domain, ())) or "—",
        )
        for domain, name in DOMAINS.items()
    ]
    return html.Details(
        [
            html.Summary("Voir les métiers de chaque domaine"),
            table(
                "Familles professionnelles (FAP 2021) de chaque domaine",
                ["Domaine", "Codes FAP", "Familles"],
                rows,
                note="Nomenclature des familles professionnelles : Dares, France Travail, "
                "2021. Le rapprochement est celui du projet.",
            ),
        ]
    )
