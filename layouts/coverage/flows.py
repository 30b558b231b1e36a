"""« Habiter, se former, travailler »: people, courses and recruitment side by side, and flows."""

import math
from collections.abc import Sequence

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from geodata.coverage.flows.home_course_job import ThreePlaces
from geodata.coverage.flows.observed import MOST_LINES
from geodata.places.zoning import grouping_name
from geodata.tables.dropped import LIMIT_WORDS
from layouts.controls.coverage import FLOWS
from layouts.kit.attributes import attributes
from layouts.kit.fields import boxes, button
from layouts.kit.file_drop import file_drop
from layouts.kit.format import NO_BREAK_SPACE, count, lower_first, number, share
from layouts.kit.parts import notice
from layouts.kit.tables import table

RULE = "/donnees#domaines-metiers"


def flows_panel(with_projects: bool, drawn: Sequence[str]) -> Component:
    """Return the panel before its first answer; `drawn` are the marks that the map shows."""
    marks = {key: name for key, name in FLOWS.items() if with_projects or key != "projets"}
    return html.Div(
        [
            boxes(
                "cover-flow-layers", marks, drawn, label="Sur la carte", className="boxes boxes-row"
            ),
            html.Div(id="cover-flow"),
            html.Div(
                [
                    html.H2("Déplacements observés"),
                    html.P(
                        "Un fichier de déplacements (domicile–travail ou domicile–études, Insee, "
                        "par exemple) prend la place des trajets calculés, pour cette page "
                        "seulement."
                    ),
                    file_drop(
                        "cover-flow-file",
                        "Choisir un fichier de déplacements",
                        f"CSV ou XLSX, {LIMIT_WORDS} : commune de départ, commune d'arrivée, "
                        "nombre de personnes.",
                    ),
                    html.Div(id="cover-flow-problem", role="status"),
                    html.Div(id="cover-flow-observed"),
                    html.Div(
                        button("Retirer ces déplacements", id="cover-flow-clear"),
                        id="cover-flow-tools",
                        hidden=True,
                    ),
                ],
                className="screen-only",
            ),
            dcc.Store(id="cover-flow-kept"),
            dcc.Store(id="cover-flow-lines"),
            dcc.Store(id="cover-flow-viewed"),
        ]
    )


def flows_answer(shown: ThreePlaces, domains: str, file: str, source: str) -> list[Component]:
    """Return the table of the three places.

    Parameters
    ----------
    domains : names of the domains asked for, "" for all
    """
    return [
        html.H2("Les trois côte à côte"),
        _work(shown, domains),
        _table(shown, source),
        html.A("Exporter (CSV)", href=file, className="button-quiet"),
    ]


def flows_legend(with_projects: bool) -> Component:
    """Return the legend of the marks on the map."""
    marks = [
        ("people", "Habitants d'une commune"),
        ("course", "Formations d'un lieu"),
        ("way", "Trajet calculé vers la formation la plus proche, pas un déplacement observé"),
    ]
    if with_projects:
        marks.insert(2, ("work", "Projets de recrutement d'un bassin"))
    rows = [
        html.Li(
            [html.Span(className=f"flow-mark flow-{key}", **attributes(aria_hidden="true")), name]
        )
        for key, name in marks
    ]
    return html.Ul(
        [*rows, html.Li("Surface d'une marque : proportionnelle au nombre.")],
        className="flow-legend",
    )


def _work(shown: ThreePlaces, domains: str) -> Component:
    work = shown.work
    if work is None or "projects" not in shown.table:
        return notice(
            "Projets de recrutement : non disponibles, aucune enquête « Besoins en main-d'œuvre » "
            "(BMO) n'est chargée."
        )
    of = f"des métiers de « {domains} »" if domains else "de tous les métiers"
    total = int(shown.table["projects"].fillna(0).sum())
    parts: list[Component | str] = [
        f"Projets de recrutement {work.year} {of} : au moins {number(total)} dans la région"
    ]
    secret = int(shown.table["secret"].fillna(0).sum())
    parts.append(
        f". {count(secret, 'chiffre')} de métier et de bassin, trop petits, sont tenus secrets : "
        "ils ne sont dans aucune somme. "
    )
    parts.append(html.A("De quels métiers il s'agit", href=RULE, className="screen-only"))
    return html.P(parts, className="answer-offer")


def _table(shown: ThreePlaces, source: str) -> Component:
    with_work = "projects" in shown.table
    headers = ["Territoire", "Habitants", "Formations"]
    headers += ["Projets"] if with_work else []
    headers += ["Sur place", "Sinon vers"]
    rows = [
        (
            row["name"],
            number(row["population"]),
            number(row["courses"]),
            *((_projects(row["projects"]),) if with_work else ()),
            _percent(row["own_share"]),
            f"{row['towards']} ({share(row['towards_people'], row['population'])})"
            if row["towards"]
            else "—",
        )
        for _, row in shown.ranked.iterrows()
    ]
    survey = (
        f" Projets : enquête Besoins en main-d'œuvre {shown.work.year}, France Travail, par bassin."
        if with_work and shown.work
        else ""
    )
    note = (
        "Sur place : habitants dont la formation la plus proche est dans leur "
        f"territoire. Sinon vers : le territoire où va le plus grand nombre des autres. {source}"
        f"{survey}"
    )
    caption = f"Habiter, se former, travailler, par {lower_first(grouping_name(shown.level))}"
    return table(caption, headers, rows, tuple(range(1, len(headers) - 1)), note)


def observed_answer(
    name: str, zones: pd.DataFrame, total: float, stay: float, outside: float, rejected: int
) -> list[Component]:
    """Return what a file of observed flows says by territory."""
    rows = [
        (
            row["name"],
            number(row["people"]),
            _percent(row["own_share"]),
            f"{row['towards']} ({share(row['towards_people'], row['people'])})"
            if row["towards"]
            else "—",
        )
        for _, row in zones.iterrows()
    ]
    told = [
        f"« {name} » : {number(total)} personnes entre communes de la région, dont "
        f"{share(stay, total)} dans leur commune"
    ]
    if outside:
        told.append(f"{number(outside)} de ou vers une autre région, à part")
    if rejected:
        told.append(f"{count(rejected, 'ligne illisible', 'lignes illisibles')}")
    headers = ["Territoire", "Personnes", "Restent", "Sinon vers"]
    mark = html.Span(className="flow-mark flow-way flow-observed", **attributes(aria_hidden="true"))
    return [
        html.P(" · ".join(told) + ".", className="answer-offer"),
        html.Ul(
            html.Li([mark, f"Sur la carte : les {number(MOST_LINES)} plus grands déplacements."]),
            className="flow-legend",
        ),
        table("Déplacements de votre fichier, par territoire de départ", headers, rows, (1, 2)),
    ]


def _projects(value: float) -> str:
    return "non dits" if pd.isna(value) else f"≥{NO_BREAK_SPACE}{number(float(str(value)))}"


def _percent(value: float) -> str:
    return "—" if math.isnan(value) else f"{number(100 * value)}{NO_BREAK_SPACE}%"
