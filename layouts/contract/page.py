"""The pages that follow the contract: the whole of it, a chapter, and where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from geodata.contract.following import Follow
from geodata.region.contract import LIST, Chapter, Contract
from layouts.contract.parts import engagement_parts, essentials_box
from layouts.contract.words import tally
from layouts.kit.attributes import attributes
from layouts.kit.parts import copy_link, notice, print_button
from layouts.territory.page import PATH as TERRITORIES
from layouts.territory.page import SIMULATED

PATH = f"{TERRITORIES}/contrat"
TITLE = "Suivi des engagements du contrat"


@dataclass(frozen=True)
class Shown:
    """What a page of the contract shows; `follows` are those of its chapters."""

    contract: Contract
    follows: Sequence[Follow]
    region: str
    today: date
    simulated: bool = False


def chapter_path(slug: str, ending: str = "") -> str:
    """Return the address of a chapter, or of its file (« .pdf », « .csv »)."""
    return f"{PATH}/{slug}{ending}"


def contract_page(shown: Shown) -> Component:
    """Return the page of the whole contract: a way to each chapter, what is known of it."""
    contract = shown.contract
    return _page(
        [
            _back(TERRITORIES, "Tous les territoires"),
            html.H1(TITLE),
            html.P(f"{contract.name} · {shown.region}", className="territory-line"),
            essentials_box(shown.follows, shown.today),
            *_simulated(shown),
            html.Div(
                [_summary(chapter, shown.follows) for chapter in contract.chapters],
                className="contract-chapters",
            ),
            html.P(
                dcc.Link("La liste des indicateurs disponibles", href=f"{PATH}/{LIST}"),
                className="contract-link",
            ),
            _tools(html.A("Données (CSV)", href=f"{PATH}.csv", className="button-quiet")),
        ],
        "Suivi du contrat",
    )


def chapter_page(shown: Shown, chapter: Chapter) -> Component:
    """Return the page of a chapter."""
    links = [
        print_button(),
        copy_link(),
        html.A("Une page (PDF)", href=chapter_path(chapter.slug, ".pdf"), className="button-quiet"),
        html.A("Données (CSV)", href=chapter_path(chapter.slug, ".csv"), className="button-quiet"),
    ]
    return _page(
        [
            _back(PATH, TITLE),
            *heading(shown, chapter),
            essentials_box(shown.follows, shown.today),
            *_simulated(shown),
            _tools(*links),
            html.P(method(shown.contract), className="source"),
            *[
                engagement_parts(shown.contract, one, _of(one.key, shown.follows), shown.today)
                for one in chapter.engagements
            ],
            _others(shown.contract, chapter),
        ],
        f"{chapter.name} – Suivi du contrat",
    )


def no_contract_page(region: str) -> Component:
    """Return the page of a region whose contract no file describes."""
    return _page(
        [
            _back(TERRITORIES, "Tous les territoires"),
            html.H1(TITLE),
            notice(
                f"Le contrat de la région {region} n'est pas décrit dans l'atlas : ses "
                "engagements ne peuvent pas être suivis ici."
            ),
            html.P(
                "Un fichier de données le décrirait (ambitions, engagements, indicateurs) ; le "
                "reste de l'atlas n'en dépend pas."
            ),
            html.P(dcc.Link("Les indicateurs disponibles", href=f"{PATH}/{LIST}")),
        ],
        "Suivi du contrat",
    )


def heading(shown: Shown, chapter: Chapter) -> list[Component]:
    """Return the title of a chapter and what it is of."""
    line = f"{shown.contract.name} · {shown.region} · {tally(shown.follows)}"
    return [
        html.H1(f"{chapter.name} : {chapter.title}"),
        html.P(line, className="territory-line"),
    ]


def method(contract: Contract) -> str:
    """Say how values are compared."""
    return (
        f"T0 : le point de départ que donne le contrat, sinon la première valeur de la série. "
        f"« Rien depuis T0 » : aucune valeur plus récente que {contract.start} n'est chargée. "
        "Évolution : seulement entre deux valeurs datées de même source et de même périmètre, en "
        "points pour les pourcentages. En retard : plus vieux qu'une fois et demie le rythme de "
        "la source."
    )


def _page(parts: list[Component], title: str) -> Component:
    return html.Div(
        parts,
        className="territory engagements",
        **attributes(data_title=f"{title} – Atlas Formation"),
    )


def _back(href: str, name: str) -> Component:
    return html.P(dcc.Link(f"← {name}", href=href), className="screen-only back-link")


def _simulated(shown: Shown) -> list[Component]:
    return [notice(SIMULATED, "warning")] if shown.simulated else []


def _tools(*links: Component) -> Component:
    return html.Div(
        html.Div(list(links), className="links"), className="territory-tools screen-only"
    )


def _of(key: str, follows: Sequence[Follow]) -> list[Follow]:
    return [follow for follow in follows if follow.engagement.key == key]


def _summary(chapter: Chapter, follows: Sequence[Follow]) -> Component:
    mine = [follow for follow in follows if follow.chapter.slug == chapter.slug]
    link = dcc.Link(f"{chapter.name} : {chapter.title}", href=chapter_path(chapter.slug))
    rows = [
        html.Li([f"{one.key} · {one.title} ", _small(tally(_of(one.key, mine)))])
        for one in chapter.engagements
    ]
    return html.Section([html.H2(link), html.P(f"Indicateurs : {tally(mine)}."), html.Ul(rows)])


def _small(text: str) -> Component:
    return html.Span(text, className="source")


def _others(contract: Contract, chapter: Chapter) -> Component:
    links = [
        html.Li(dcc.Link(f"{one.name} : {one.title}", href=chapter_path(one.slug)))
        for one in contract.chapters
        if one.slug != chapter.slug
    ]
    return html.Nav(
        [html.H2("Le reste du contrat"), html.Ul(links)],
        className="screen-only",
        **attributes(aria_label="Le reste du contrat"),
    )
