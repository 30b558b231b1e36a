"""« Territoires »: choosing one, and the way to the monitoring of the contract."""

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from geodata.portrait.choice import Choice
from geodata.portrait.names import PORTRAIT_LEVELS
from geodata.vocabulary import TERRITORY_LEVELS
from layouts.kit.attributes import attributes
from layouts.territory.page import PATH, picker

OPEN = ("region", "departement", "spel")
"""Levels whose list is open as the page comes."""


def index_page(names: Mapping[str, Mapping[str, str]], choices: Sequence[Choice]) -> Component:
    """Return the page where a territory is chosen.

    Parameters
    ----------
    names : name of each territory by level and code; the communes are not listed, only searched
    """
    lists = [
        _level(level, names[level])
        for level in PORTRAIT_LEVELS
        if level in names and level != "commune"
    ]
    absent = [
        TERRITORY_LEVELS[level].many
        for level in PORTRAIT_LEVELS
        if level not in names and level != "commune"
    ]
    missing = [html.P(f"Non chargés : {', '.join(absent)}.", className="source")] if absent else []
    return html.Div(
        [
            html.H1("Territoires"),
            html.P(
                "Le tableau de bord partagé de la formation : pour chaque territoire, la "
                "population, les entreprises et l'emploi, le marché du travail et les formations."
            ),
            picker("Quel territoire ?", choices),
            html.P(
                dcc.Link("Suivi des engagements du contrat", href=f"{PATH}/contrat"),
                className="contract-link",
            ),
            *lists,
            html.P(
                f"Communes : {len(names.get('commune', {}))}, à chercher par leur nom ci-dessus.",
                className="source",
            ),
            *missing,
        ],
        className="territory territory-index",
        **attributes(data_title="Territoires – Atlas Formation"),
    )


def _level(level: str, names: Mapping[str, str]) -> Component:
    links = [html.Li(dcc.Link(name, href=f"{PATH}/{level}/{code}")) for code, name in names.items()]
    title = f"{TERRITORY_LEVELS[level].many} ({len(names)})"
    return html.Details(
        [html.Summary(html.H2(title)), html.Ul(links, className="territory-list")],
        open=level in OPEN,
        className="territory-level",
    )
