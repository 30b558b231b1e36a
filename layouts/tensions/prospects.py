"""« D'ici 2030 »: what a projection expects of the region's métiers, and what it does not say."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from geodata.needs.prospects import Family
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import NO_BREAK_SPACE, number, signed_number
from layouts.kit.parts import notice
from layouts.kit.tables import scrolling, titles_row
from layouts.tensions.words import courses, degree

PRODUCER = "Dares et France Stratégie, « Les métiers en 2030 » par région, publication de 2023"

_TITLES = (
    "Famille de métiers", "Emplois en 2019", "Postes à pourvoir", "dont départs",
    "dont créations nettes", "Jeunes débutants", "Écart", "Tension 2019", "Formations connues",
)  # fmt: skip


def prospects_panel(rows: pd.DataFrame, region: str, file: str) -> Component:
    """Return the families, the most openings first, with what the projection is and is not.

    Parameters
    ----------
    rows : from `geodata.needs.prospects`
    file : address of the same rows as CSV
    """
    if not len(rows):
        return notice(
            [
                "Non disponible : la projection « Les métiers en 2030 » (Dares, France Stratégie) "
                "n'est pas chargée. ",
                dcc.Link("Charger les données officielles", href="/donnees#charger"),
            ],
            "warning",
        )
    total = rows[["jobs", "openings", "departures", "created", "starters"]].sum()
    share = f"{number(100 * total['openings'] / total['jobs'])}{NO_BREAK_SPACE}%"
    return html.Div(
        [
            html.P(
                [
                    html.Strong(f"Environ {_people(total['openings'])} postes"),
                    f" seraient à pourvoir en {region} de 2019 à 2030, soit {share} des "
                    f"{_people(total['jobs'])} emplois de 2019 : {_people(total['departures'])} "
                    f"départs en fin de carrière et {_people(total['created'], sign=True)} par "
                    f"créations nettes d'emploi. {_people(total['starters'])} jeunes débuteraient "
                    "dans ces métiers.",
                ]
            ),
            html.P(
                f"Source : {PRODUCER}, scénario de référence. Une projection faite en 2022, non "
                "révisée depuis : une tendance si rien ne change, pas une prévision. Elle vaut "
                "pour la région entière et pour des familles larges (FAP 2009, 87 familles), pas "
                "pour un bassin. Écart : postes à pourvoir moins jeunes débutants, mobilités entre "
                "régions comprises ; au-dessus de zéro, les débutants ne suffiraient pas. Les "
                "formations sont celles que l'atlas connaît : il en manque.",
                className="source",
            ),
            scrolling(
                html.Table(
                    [
                        html.Caption("Les familles de métiers, par postes à pourvoir"),
                        titles_row(_TITLES),
                        html.Tbody([_line(row) for row in rows.to_dict("records")]),
                    ],
                    className="needs-table",
                ),
                "Les métiers d'ici 2030",
            ),
            html.Div(html.A("Exporter (CSV)", href=file, className="button-quiet")),
        ]
    )


def expected(family: Family | None, region: str) -> list[Component]:
    """Return what is expected of the family of a métier, nothing where nothing is."""
    if family is None:
        return []
    return [
        html.H3("D'ici 2030"),
        html.P(
            f"Famille « {family['label']} », {region}, de 2019 à 2030 : environ "
            f"{_people(family['openings'])} postes à pourvoir pour {_people(family['jobs'])} "
            f"emplois en 2019 ({_people(family['departures'])} départs en fin de carrière, "
            f"{_people(family['created'], sign=True)} par créations nettes) et "
            f"{_people(family['starters'])} jeunes débutants."
        ),
        html.P(f"Source : {PRODUCER}. Projection pour toute la famille.", className="source"),
    ]


def _line(row: Mapping[Hashable, Any]) -> Component:
    figures: list[Component | str] = [
        _people(row["jobs"]),
        _people(row["openings"]),
        _people(row["departures"]),
        _people(row["created"], sign=True),
        _people(row["starters"]),
        _people(row["gap"], sign=True),
        degree(None if pd.isna(row["tension"]) else float(row["tension"])),
        courses({**row, "linked": not pd.isna(row["courses"])}),
    ]
    name: Component | str = row["label"]
    if row["metiers"]:
        name = button(row["label"], "zone-link", **attributes(data_open_metier=row["metiers"][0]))
    return html.Tr(
        [html.Th(name, scope="row"), *(html.Td(figure, className="num") for figure in figures)]
    )


def _people(value: float, *, sign: bool = False) -> str:
    """Write people to the nearest hundred: a projection says no more."""
    rounded = round(float(value), -2)
    text = signed_number(rounded)
    return text if sign else text.removeprefix("+")
