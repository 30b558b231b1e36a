"""What surrounds every page: the header, the banner of the demonstration, the footer."""

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from layouts.controls.selection import SELECTION
from layouts.kit.attributes import attributes

ADDRESS = "address"
PAGE = "page"
KEPT_COUNT = "kept-count"
"""How many courses are kept, written beside the link by `assets/base/kept.js`."""

NAVIGATION = (
    ("/", "Trouver une formation", "Trouver"),
    (SELECTION.path, "Ma sélection", "Sélection"),
    ("/couverture", "Couverture et mobilité", "Couverture"),
    ("/tensions", "Métiers en tension", "Tensions"),
    ("/territoire", "Territoires", "Territoires"),
    ("/donnees", "Données et méthode", "Données"),
    ("/aide", "Aide", "Aide"),
)

_ACCENT = [
    "#e6f4f4", "#cfe7e7", "#a2d0d1", "#72b8ba", "#4aa3a6", "#2f9699", "#1d8f93", "#0b7b80",
    "#006d72", "#005a5f",
]  # fmt: skip

THEME = {
    "primaryColor": "accent",
    "primaryShade": 9,
    "colors": {"accent": _ACCENT},
    "fontFamily": "var(--font)",
    "headings": {"fontFamily": "var(--font)", "fontWeight": "600"},
    "defaultRadius": "sm",
    "black": "#1c2526",
    # Suggestions are few and all shown: the keyboard cannot reach a list that scrolls by itself.
    "components": {
        "Autocomplete": {"defaultProps": {"withScrollArea": False}},
        "Combobox": {"defaultProps": {"keepMounted": False}},  # a closed menu costs nothing
    },
}


def shell(region_name: str, demonstration: bool) -> Component:
    """Return the frame that a page is put into."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=ADDRESS, refresh=False),
            html.A("Aller au contenu", href="#contenu", className="skip-link"),
            _header(region_name),
            *([_banner()] if demonstration else []),
            html.Main(html.Div(id=PAGE), id="contenu", tabIndex=-1),
            _whole(region_name),
            html.Div(id="told", role="status", className="told"),
        ],
        theme=THEME,
        forceColorScheme="light",
    )


def not_found() -> Component:
    """Return the page of an address that leads nowhere."""
    return html.Div(
        [
            html.H1("Cette page n'existe pas"),
            html.P(
                "L'adresse est peut-être incomplète, ou ce qu'elle montrait n'existe plus dans "
                "la région."
            ),
            dcc.Link("Trouver une formation", href="/"),
        ],
        className="prose",
        **attributes(data_title="Page introuvable – Atlas Formation", data_status="404"),
    )


def _header(region_name: str) -> Component:
    links = [
        dcc.Link(
            [
                html.Span(long, className="nav-long"),
                html.Span(short, className="nav-short"),
                *([html.Span(id=KEPT_COUNT)] if href == SELECTION.path else []),
            ],
            href=href,
            className="nav-link",
            id=f"nav-{href.strip('/') or 'trouver'}",
        )
        for href, long, short in NAVIGATION
    ]
    brand = dcc.Link(
        [
            html.Strong(["Atlas", html.Span(" Formation", className="brand-more")]),
            html.Span(region_name, className="brand-region"),
        ],
        href="/",
        className="brand",
    )
    return html.Header(
        [brand, html.Nav(links, **attributes(aria_label="Pages"))], className="header"
    )


def _whole(region_name: str) -> Component:
    """Return what a page in a frame of another site ends with: a link to the whole of it."""
    return html.P(
        html.A(f"Ouvrir dans Atlas Formation, {region_name}", href="/", target="_blank",
               **attributes(data_whole="page")),
        className="whole",
    )  # fmt: skip


def _banner() -> Component:
    return html.Aside(
        [
            html.Strong("Démonstration : "),
            "les formations affichées sont simulées, les territoires sont réels. ",
            dcc.Link("Charger les données officielles", href="/donnees#charger"),
        ],
        className="banner",
        **attributes(aria_label="Démonstration"),
    )
