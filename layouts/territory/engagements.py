"""The monitoring of the contract: what can be followed of its engagements, and what cannot yet."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.portrait.engagements import TITLES, Follow
from geodata.portrait.figure import Figure
from layouts.kit.attributes import attributes
from layouts.kit.parts import notice
from layouts.kit.tables import table
from layouts.territory.figures import figure_details, missing_list
from layouts.territory.page import PATH, SIMULATED
from layouts.territory.words import other_words, signed, value_words

HEADERS = ("Indicateur", "T0", "Dernière valeur", "Évolution", "Cible", "Source")


def engagements_page(follows: Sequence[Follow], region: str, simulated: bool = False) -> Component:
    """Return the page that follows the contract."""
    known = [follow for follow in follows if not follow.figure.missing]
    dated = sum(follow.change is not None for follow in known)
    return html.Div(
        [
            html.P(
                dcc.Link("← Tous les territoires", href=PATH), className="screen-only back-link"
            ),
            html.H1("Suivi des engagements du contrat"),
            html.P(
                f"{len(known)} indicateurs se suivent avec les données chargées, dont {dated} ont "
                f"au moins deux millésimes ; {len(follows) - len(known)} attendent une source."
            ),
            html.P(
                "T0 est la première valeur publiée de la même série ; l'évolution est la "
                "différence entre les deux, en points pour les pourcentages. Les chiffres sont "
                f"ceux de la région {region}.",
                className="source",
            ),
            *([notice(SIMULATED, "warning")] if simulated else []),
            html.P(
                html.A("Données (CSV)", href=f"{PATH}/contrat.csv", className="button-quiet"),
                className="screen-only",
            ),
            *[_engagement(key, title, follows) for key, title in TITLES.items()],
        ],
        className="territory engagements",
        **attributes(data_title="Suivi du contrat – Atlas Formation"),
    )


def _engagement(key: str, title: str, follows: Sequence[Follow]) -> Component:
    mine = [follow for follow in follows if follow.engagement == key]
    known = [follow for follow in mine if not follow.figure.missing]
    lost = [follow.figure for follow in mine if follow.figure.missing]
    name = f"{key} · {title}" if key[0].isdigit() else title
    parts: list[Component] = [html.H2(name, id=f"engagement-{key}")]
    if known:
        parts.append(table(name, HEADERS, [_row(follow) for follow in known], (1, 2, 3, 4)))
    if lost:
        parts += [html.H3("Pas encore suivis"), missing_list(lost)]
    return html.Section(parts, className="band")


def _row(follow: Follow) -> list[ComponentType]:
    figure = follow.figure
    change = "—" if follow.change is None else signed(follow.change, figure.unit)
    others = [
        html.Span(other_words(one),
                  className="line source")
        for one in figure.others
        if follow.start is None or one != follow.start
    ]  # fmt: skip
    return [
        figure.label,
        "—" if follow.start is None else _dated(follow.start),
        html.Span([_dated(figure), *others]),
        change,
        "—" if follow.target is None else _dated(follow.target),
        figure_details(figure),
    ]


def _dated(figure: Figure) -> Component:
    when = html.Span(figure.period or "sans date", className="line source")
    return html.Span([html.Strong(value_words(figure)), when])
