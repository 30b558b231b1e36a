"""What the pages beside a territory's portrait share: the way back, the tools, the sheet of A4."""

from collections.abc import Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from geodata.territory import Territory
from geodata.vocabulary import TERRITORY_LEVELS
from layouts.kit.attributes import attributes
from layouts.kit.document import dates
from layouts.kit.document import document as paper
from layouts.kit.format import day
from layouts.kit.parts import copy_link, print_button
from layouts.kit.qr import qr_code
from layouts.kit.sorting import in_order, order_of_link
from layouts.kit.typography import french
from layouts.territory.document import on_paper
from layouts.territory.page import PATH

REGION_FILES = "/donnees#fichiers-region"
"""Where the form of the files that a region may bring is described."""


def named(place: Territory) -> str:
    """Name a territory with what it is: « SPEL Lens », « région Hauts-de-France »."""
    return f"{TERRITORY_LEVELS[place.level].short} {place.name}"


def page_beside(place: Territory, about: str, css: str, body: Sequence[Component]) -> Component:
    """Return a page that belongs to a territory.

    Parameters
    ----------
    about : what the page is about, for the title of the window: « les flux »
    css : the class of the page
    """
    back = dcc.Link(f"← Portrait : {named(place)}", href=f"{PATH}/{place.level}/{place.code}")
    return html.Div(
        [html.P(back, className="screen-only back-link"), *body],
        className=f"territory {css}",
        **attributes(data_title=f"{place.name}, {about} – Territoires – Atlas Formation"),
    )


def document_beside(
    place: Territory,
    titles: tuple[str, str],
    css: str,
    body: Sequence[Component],
    dated: tuple[str, date, date],
    link: str,
) -> str:
    """Return the HTML of such a page on A4.

    Parameters
    ----------
    titles : of the document, and what it is in one line
    css : the class of the page
    dated : the region's name, the day of the store, the day of print
    link : where the page opens again, its table in the same order
    """
    title, subject = titles
    region, built, printed = dated
    foot = ["Atlas Formation", f"{region} · {named(place)}", dates(day(built), day(printed)), link]
    content = [qr_code(link, "Code qui rouvre cette page"), *body]
    in_order(content, order_of_link(link))
    return paper(
        title,
        subject,
        " · ".join(foot),
        on_paper(french(html.Div(content, className=f"territory paper {css}"))),
    )


def tools(files: Sequence[tuple[str, str]]) -> Component:
    """Return the buttons of such a page: print, copy its address, and its files (name, address)."""
    links = [
        print_button(),
        copy_link(),
        *(html.A(name, href=href, className="button-quiet") for name, href in files),
    ]
    return html.Div(html.Div(links, className="links"), className="territory-tools screen-only")
