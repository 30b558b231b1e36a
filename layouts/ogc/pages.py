"""The answers of the layers as pages that a person reads, from what programs are told."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component, ComponentType

from layouts.kit.attributes import attributes
from layouts.kit.format import count
from layouts.kit.markup import markup
from layouts.kit.tables import table

Told = Mapping[str, Any]

_CSS = """
body { font: 16px/1.5 "Source Sans 3", system-ui, sans-serif; max-width: 77.5rem;
  margin: 0 auto; padding: 1rem 1.25rem; color: #1c2526; background: #f6f8f8 }
main { max-width: 60rem }
h1, h2, code { overflow-wrap: anywhere }
h2 { font-size: 1.15rem }
a { color: #005a5f }
.table-scroll { overflow-x: auto }
table { border-collapse: collapse }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #d5dcdc }
.rows td { white-space: nowrap }
"""
_MOST_SIGNS = 60
"""Of a cell in a list of rows; the page of a row has the whole."""

_MORE = "…"


def document(title: str, trail: Sequence[tuple[str, str]], content: Sequence[Component]) -> str:
    """Return a whole page; `trail` are the names and addresses of the layers' pages above it."""
    pages = [("Atlas Formation", "/"), *trail]
    above = html.Nav(
        [part for name, address in pages for part in (html.A(name, href=address), " › ")],
        **attributes(aria_label="Fil d'Ariane"),
    )
    body = markup([above, html.Main([html.H1(title), *content])])
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{_CSS}</style></head><body>{body}</body></html>"
    )


def landing(told: Told, qgis: str) -> list[Component]:
    """Return what opens the layers; `qgis` is the address to give to QGIS."""
    return [
        html.P(told["description"]),
        html.P(
            [
                "Dans QGIS : Couche › Ajouter une couche › Ajouter une couche WFS / OGC API – "
                "Features, avec l'adresse ",
                html.Code(qgis),
                ".",
            ]
        ),
        _links(told["links"]),
    ]


def conformance(told: Told) -> list[Component]:
    """Return the list of what is respected of the standard."""
    return [html.Ul([html.Li(html.Code(one)) for one in told["conformsTo"]])]


def collections(told: Told) -> list[Component]:
    """Return the layers, each with what it is and where its rows are."""
    return [
        html.Section(
            [
                html.H2(html.A(one["title"], href=_href(one, "self"))),
                html.P(one["description"]),
                html.P(
                    [
                        html.A("Lire les lignes", href=_href(one, "items")),
                        " · ",
                        html.A("Télécharger (GeoPackage)", href=_href(one, "enclosure")),
                    ]
                ),
            ]
        )
        for one in told["collections"]
    ]


def collection(told: Told) -> list[Component]:
    """Return what a layer is."""
    west, south, east, north = told["extent"]["spatial"]["bbox"][0]
    return [
        html.P(told["description"]),
        html.P(f"Étendue, en degrés : de {west} à {east} d'est, de {south} à {north} de nord."),
        html.P(["Coordonnées au choix (paramètre ", html.Code("crs"), ") :"]),
        html.Ul([html.Li(html.Code(one)) for one in told["crs"]]),
        _links(told["links"]),
    ]


def items(told: Told, row: str) -> list[Component]:
    """Return the rows of a layer as a table; `row` is what their addresses begin with."""
    features = told["features"]
    names = list(features[0]["properties"]) if features else []
    cells: list[list[ComponentType]] = [
        [html.A(str(one["id"]), href=f"{row}/{one['id']}"),
         *(_shortened(one["properties"][name]) for name in names)]
        for one in features
    ]  # fmt: skip
    matched = count(told["numberMatched"], "ligne répond", "lignes répondent")
    shown = count(told["numberReturned"], "est montrée", "sont montrées")
    lines = table("Les lignes", ["Identifiant", *names], cells)
    listed = [html.Div(lines, className="rows")] if features else []
    return [html.P(f"{matched} à la demande, {shown} ici."), _links(told["links"]), *listed]


def item(told: Told) -> list[Component]:
    """Return all that is known of a row."""
    rows: list[list[ComponentType]] = [
        [name, _text(value)] for name, value in told["properties"].items()
    ]
    return [table("Ce qui en est connu", ["Propriété", "Valeur"], rows), _links(told["links"])]


def api(told: Told) -> list[Component]:
    """Return the addresses and their parameters."""
    parts: list[Component] = []
    for path, does in told["paths"].items():
        asked = does["get"]["parameters"]
        rows: list[list[ComponentType]] = [
            [html.Code(one["name"]), one["description"]] for one in asked
        ]
        parts += [html.H2(html.Code(path)), html.P(f"{does['get']['summary']}.")]
        if rows:
            parts.append(table(f"Paramètres de {path}", ["Paramètre", "Sens"], rows))
    return parts


def _links(links: Sequence[Told]) -> Component:
    """Every link but the page itself; the answer that a program has comes last."""
    others = [one for one in links if one["rel"] not in ("self", "alternate")]
    program = [html.Li(html.A("Pour un programme (JSON)", href=_as_json(links)))]
    return html.Ul([*(html.Li(html.A(one["title"], href=one["href"])) for one in others), *program])


def _as_json(links: Sequence[Told]) -> str:
    page = next(one["href"] for one in links if one["rel"] == "alternate")
    return str(page).replace("f=html", "f=json")


def _href(told: Told, rel: str) -> str:
    return str(next(one["href"] for one in told["links"] if one["rel"] == rel))


def _text(value: object) -> str:
    if value is None:
        return "non connu"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value:.12g}".replace(".", ",") if isinstance(value, float) else str(value)


def _shortened(value: object) -> str:
    text = _text(value)
    return text if len(text) <= _MOST_SIGNS else text[:_MOST_SIGNS] + _MORE
