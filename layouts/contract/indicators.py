"""The list of indicators: those of the contract, then every series that is available."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.contract.following import Follow
from geodata.contract.series import Series
from geodata.portrait.figure import THEMES
from geodata.provenance.quality import freshness
from geodata.region.contract import LIST, Contract
from layouts.contract.page import PATH, TITLE, chapter_path
from layouts.contract.words import age_words, tally, when
from layouts.kit.attributes import attributes
from layouts.kit.format import count
from layouts.kit.tables import table

NAME = "Les indicateurs disponibles"
DOCUMENT = "document, une édition"


def indicators_page(
    contract: Contract | None,
    follows: Sequence[Follow],
    series: Sequence[Series],
    today: date,
) -> Component:
    """Return the list; `contract` is None where no file describes it."""
    return html.Div(
        [
            html.P(dcc.Link(f"← {TITLE}", href=PATH), className="screen-only back-link"),
            html.H1(NAME),
            html.P(_lead(follows, series), className="lead"),
            html.P(
                [
                    html.A("Indicateurs du contrat (CSV)", href=f"{PATH}.csv",
                           className="button-quiet"),
                    " ",
                    html.A("Séries (CSV)", href=f"{PATH}/{LIST}.csv", className="button-quiet"),
                ],
                className="screen-only",
            ),
            *(_asked(contract, follows, today) if contract else []),
            *_series(series, today),
        ],
        className="territory engagements",
        **attributes(data_title=f"{NAME} – Suivi du contrat – Atlas Formation"),
    )  # fmt: skip


def _lead(follows: Sequence[Follow], series: Sequence[Series]) -> str:
    asked = f"{len(follows)} indicateurs du contrat ({tally(follows)}) ; " if follows else ""
    available = count(len(series), "série disponible", "séries disponibles")
    return f"{asked}{available} dans l'atlas, chacune avec son producteur et son rythme."


def _asked(contract: Contract, follows: Sequence[Follow], today: date) -> list[Component]:
    headers = ["Indicateur", "Engagement", "Producteur", "Rythme", "Responsable",
               "Dernière période", "État"]  # fmt: skip
    rows = [_line(contract, follow, today) for follow in follows]
    title = "Les indicateurs du contrat"
    return [html.H2(title), table(title, headers, rows)]


def _line(contract: Contract, follow: Follow, today: date) -> list[ComponentType]:
    engagement = follow.engagement
    state = age_words(follow.fresh(today)) if follow.known else "Attendu"
    return [
        follow.figure.label,
        dcc.Link(engagement.key, href=chapter_path(follow.chapter.slug)),
        follow.indicator.producer,
        follow.indicator.rhythm or "—",
        contract.pilot(engagement),
        when(follow.figure) if follow.known else "—",
        state,
    ]


def _series(series: Sequence[Series], today: date) -> list[Component]:
    if not series:
        return [html.P("Aucune série n'est chargée.")]
    parts: list[Component] = [html.H2("Toutes les séries de l'atlas")]
    for theme, group in groupby(series, lambda one: one.theme):
        mine = list(group)
        title = f"{THEMES[theme]} ({len(mine)})"
        headers = ["Série", "Échelles", "Périodes", "Source et producteur", "Rythme", "Fraîcheur"]
        rows = [_available(one, today) for one in mine]
        body = [html.Summary(title), table(title, headers, rows)]
        parts.append(html.Details(body, className="portrait-more"))
    return parts


def _available(one: Series, today: date) -> list[ComponentType]:
    periods = one.first if one.first == one.last else f"{one.first} à {one.last}"
    rhythm = one.rhythm or (DOCUMENT if one.document else "non précisé")
    state = age_words(freshness(one.last, one.rhythm, today)) if one.rhythm else "—"
    return [
        one.label,
        ", ".join(one.levels),
        periods or "sans date",
        html.Span(one.source, className="source"),
        rhythm,
        state,
    ]
