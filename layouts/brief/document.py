"""A brief as a document: question, answer, map with its legend, table, method, sources, link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from layouts.brief.paper import on_paper
from layouts.kit.document import dates
from layouts.kit.document import document as paper
from layouts.kit.format import day
from layouts.kit.qr import qr_code, written_address
from layouts.kit.typography import french


@dataclass(frozen=True)
class Brief:
    """What a brief says.

    Attributes
    ----------
    page : name of the page that it comes from
    question : in words, with its filters
    answer : with its band
    picture, legend : the map and what its fillings are; none where the question has no map
    body : the table of all that is asked, or charts and theirs
    method : three lines at most
    sources : a line each, with the age of its data
    address : where the same view opens again
    wide : whether its table needs a page laid on its side
    """

    page: str
    question: str
    answer: Sequence[Component]
    body: Sequence[Component]
    method: Sequence[str]
    sources: Sequence[str]
    address: str
    picture: Component | None = None
    legend: Sequence[Component] = ()
    wide: bool = False


def document(brief: Brief, region: str, built: date, today: date) -> str:
    """Return the HTML of a brief."""
    when = dates(day(built), day(today))
    parts = [
        html.P(f"Atlas Formation · {region} · {brief.page}", className="brief-page"),
        html.H1(brief.question),
        html.Section(list(brief.answer), className="brief-answer"),
        *([_map(brief)] if brief.picture is not None else []),
        html.Section(list(brief.body), className="brief-body"),
        _foot(brief),
    ]
    css = "brief brief-wide" if brief.wide else "brief"
    return paper(
        brief.question,
        f"Note composée avec Atlas Formation, {region}",
        f"Atlas Formation · {region} · {when}",
        french(on_paper(parts)),
        css,
    )


_SHORT = 10
"""Sources that a list in one column can hold."""


def _map(brief: Brief) -> Component:
    return html.Div(
        [
            html.Div(brief.picture, className="brief-picture"),
            html.Div(
                [html.H2("Légende"), *brief.legend],
                className="brief-legend",
            ),
        ],
        className="brief-figure",
    )


def _foot(brief: Brief) -> Component:
    long = "brief-sources-long" if len(brief.sources) > _SHORT else None
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Méthode"),
                    html.Ol([html.Li(line) for line in brief.method]),
                    html.H2("Sources et âge des données"),
                    html.Ul([html.Li(line) for line in brief.sources], className=long),
                ]
            ),
            html.Div(
                [
                    qr_code(brief.address, "Code qui rouvre cette vue"),
                    html.P("Rouvrir cette vue :"),
                    written_address(brief.address, "brief-address"),
                ],
                className="brief-link",
            ),
        ],
        className="brief-foot",
    )
