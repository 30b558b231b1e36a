"""« Interface pour programmes »: the contract of the API, written for a reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.kit.attributes import attributes
from layouts.kit.tables import table

PATH = "/api"

_KINDS = {
    "array": "liste",
    "boolean": "oui ou non",
    "integer": "nombre entier",
    "number": "nombre",
    "string": "texte",
}


@dataclass(frozen=True)
class Address:
    """An address of the API, as its contract says it.

    Attributes
    ----------
    parameters : parameters of OpenAPI
    formats : names of the formats that it answers in, the usual one first
    example : an address that shows it
    """

    path: str
    title: str
    description: str
    parameters: Sequence[Mapping[str, Any]]
    formats: Sequence[str]
    example: str


def api_page(
    about: Sequence[str], addresses: Sequence[Address], errors: Mapping[int, str], contract: str
) -> Component:
    """Return the page; `contract` is the address of the contract that a program reads."""
    contents = [html.Li(html.A(one.title, href=f"#{_anchor(one)}")) for one in addresses]
    return html.Div(
        [
            html.H1("Interface pour programmes"),
            *(html.P(text) for text in about),
            html.P(
                [
                    "Le contrat, pour un outil qui lit OpenAPI 3.1 : ",
                    html.A(html.Code(contract), href=contract),
                    ". D’où viennent les données : ",
                    dcc.Link("Données et méthode", href="/donnees"),
                    ".",
                ]
            ),
            html.Nav(
                html.Ol([*contents, html.Li(html.A("Les erreurs", href="#erreurs"))]),
                className="contents",
                **attributes(aria_label="Sommaire"),
            ),
            *(_section(one) for one in addresses),
            html.Section(
                [
                    html.H2("Les erreurs", id="erreurs"),
                    html.P(
                        [
                            "Une erreur est un JSON : ",
                            html.Code("error"),
                            " est une phrase, ",
                            html.Code("parameter"),
                            " le paramètre en cause.",
                        ]
                    ),
                    table(
                        "Erreurs de l’interface",
                        ["Code", "Sens"],
                        [(str(status), meaning) for status, meaning in errors.items()],
                    ),
                ]
            ),
        ],
        className="prose data",
        **attributes(data_title="Interface pour programmes – Atlas Formation"),
    )


def _section(one: Address) -> Component:
    rows = [
        (
            html.Code(parameter["name"]),
            parameter["description"],
            _kind(parameter["schema"]),
            _default(parameter["schema"]),
        )
        for parameter in one.parameters
    ]
    return html.Section(
        [
            html.H2(one.title, id=_anchor(one)),
            html.P([html.Code(one.path), " : ", one.description]),
            html.P(["Exemple : ", html.A(html.Code(one.example), href=one.example)]),
            html.P(f"Formats : {', '.join(one.formats)} ; le premier si rien n’est dit."),
            table(
                f"Paramètres de {one.path}",
                ["Paramètre", "Sens", "Valeurs", "Sans lui"],
                rows,
            ),
        ]
    )


def _anchor(one: Address) -> str:
    return one.path.rpartition("/")[2]


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"] if value != "")
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return "nombres, séparés par une virgule"
        values = schema.get("items", {})
        return f"une ou plusieurs : {_kind(values)}" if "enum" in values else "codes"
    bounds = [f"{word} {schema[name]}" for name, word in (("minimum", "de"), ("maximum", "à"))
              if name in schema]  # fmt: skip
    return " ".join([_KINDS.get(schema.get("type", ""), "texte"), *bounds])


def _default(schema: Mapping[str, Any]) -> str:
    return str(schema.get("default", "rien"))
