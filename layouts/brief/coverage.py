"""The words of a brief of coverage: its question by panel, its method, the legend of outlines."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.asking.coverage import MEASURES, CoverageQuery
from geodata.classes import METHODS
from geodata.places.zoning import grouping_name
from geodata.siting.best_places import BestAnswer
from geodata.travel.margin import Uncertainty
from layouts.coverage.answer import BAND_WORDS, banded, margin_words
from layouts.coverage.paper import course_words, question_words, times_sentence, with_filters
from layouts.find.answer import MODE_WORDS
from layouts.kit.format import between, count, duration, number, share
from layouts.kit.tables import table

MOST = 120
"""Rows of a table on paper, so that a brief stays one; the file of the page has them all."""


def question(panel: str, asked: CoverageQuery, values: Mapping[str, Any], place: str = "") -> str:
    """Write what a panel answers as a question, with its filters; `place` is what it is about."""
    limit = f"{duration(asked.threshold)} {MODE_WORDS[asked.mode]}"
    course = course_words(asked)
    words = {
        "courbe": f"À combien de minutes {MODE_WORDS[asked.mode]} habite-t-on {course} ?",
        "mobilite": f"Qui a besoin d'une voiture pour être à moins de "
        f"{duration(asked.threshold)} {course} ?",
        "zones-blanches": f"Quelles zones sont tout entières à plus de {limit} {course} ?",
        "simuler": f"Que change la simulation pour qui habite à plus de {limit} {course} ?",
        "complementarite": _certifications(asked, values),
        "flux": f"Où habite-t-on, et où recrute-t-on, à portée {course} ?",
    }
    own = words.get(panel)
    text = with_filters(own, asked) if own else question_words(asked)
    return f"{place} : {text[0].lower()}{text[1:]}" if place else text


def _certifications(asked: CoverageQuery, values: Mapping[str, Any]) -> str:
    if values["pairs-view"] == "seules":
        return "Quelles certifications n'ont qu'un seul lieu dans la région ?"
    near = duration(int(values["pairs-minutes"]))
    return f"Quelles certifications sont proposées à {near} ou moins, {MODE_WORDS[asked.mode]} ?"


def best_question(answer: BestAnswer, place: str = "") -> str:
    """Write where to open as a question, with whom it is for and its filters."""
    stated = answer.stated
    asked, n = stated.covered.asked, stated.question.p
    limit = f"{duration(asked.threshold)} {MODE_WORDS[asked.mode]}"
    people = BAND_WORDS[stated.demand.band]
    text = with_filters(
        f"Où ouvrir, en {count(n, 'lieu', 'lieux')}, pour que le plus d'{people} soient à moins "
        f"de {limit} {course_words(asked)} ?",
        asked,
    )
    return f"{place} : {text[0].lower()}{text[1:]}" if place else text


def answer_of_place(place: str, row: pd.Series, asked: CoverageQuery) -> Component:
    """Return the answer for one territory, with its band."""
    beyond, people = row["beyond_population"], row["population"]
    least, most = people - row["covered_most"], people - row["covered_least"]
    band = f" (entre {between(least, most).replace(' à ', ' et ')})" if least != most else ""
    limit = f"{duration(asked.threshold)} {MODE_WORDS[asked.mode]}"
    return html.P(
        [
            f"{place} : ",
            html.Strong(f"{number(beyond)} {BAND_WORDS[asked.population]}"),
            f" à plus de {limit}{band}, soit {share(beyond, people)} de {number(people)}. "
            "Dans toute la région :",
        ],
        className="answer-main",
    )


def communes_of(name: str, rows: pd.DataFrame, band: str) -> Component:
    """Return the communes of a territory, those with most people beyond the threshold first."""
    ranked = rows.sort_values(["beyond_population", "name"], ascending=[False, True])
    shown = ranked.head(MOST)
    cells = [
        (
            row["name"],
            banded(
                row["beyond_population"],
                row["population"] - row["covered_most"],
                row["population"] - row["covered_least"],
            ),
            number(row["population"]),
            "—" if pd.isna(row["minutes"]) else duration(round(row["minutes"])),
        )
        for _, row in shown.iterrows()
    ]
    headers = ["Commune", "Hors d'atteinte", BAND_WORDS[band].capitalize(), "Temps"]
    title = f"{name} : {count(len(rows), 'commune')}"
    cut = len(rows) > len(shown)
    note = f"Les {MOST} premières lignes ; le fichier de la page les a toutes." if cut else None
    return table(title, headers, cells, (1, 2, 3), note)


def table_title(by: str) -> Component:
    """Return the title of the whole table of territories."""
    return heading(f"Tous les territoires : {grouping_name(by)}")


def heading(text: str) -> Component:
    """Return the title of a part."""
    return html.H2(text)


def outline_legend(text: str, kind: str = "zone") -> Component:
    """Return what an outline on the map is."""
    return html.P([html.Span(className=f"brief-line brief-line-{kind}"), text])


def opening_legend(n: int, proposed: int = 0, outside: int = 0) -> Component:
    """Return what the marks of openings are, simulated and proposed; `outside` are off the map."""
    told = [count(n, "ouverture simulée", "ouvertures simulées")] if n else []
    told += [count(proposed, "commune proposée", "communes proposées")] if proposed else []
    off = f", dont {number(outside)} hors de la carte" if outside else ""
    return html.P([html.Span("⊕", className="brief-opening"), " et ".join(told), off])


_FLOW_MARKS = {
    "habitants": ("●", "people", "Habitants d'une commune"),
    "formations": ("●", "course", "Formations d'un lieu"),
    "projets": ("■", "work", "Projets de recrutement d'un bassin"),
    "trajets": ("—", "way", "De la commune à la formation la plus proche : un calcul, pas un "
                "déplacement observé"),
}  # fmt: skip


def flows_legend(layers: Collection[str], with_projects: bool) -> list[Component]:
    """Return what the marks of people, courses and work are, those of some layers alone."""
    known = {key: one for key, one in _FLOW_MARKS.items() if key in layers}
    if not with_projects:
        known.pop("projets", None)
    lines = [
        html.P([html.Span(sign, className=f"brief-mark brief-{css}"), name])
        for sign, css, name in known.values()
    ]
    return [*lines, html.P("La surface d'une marque est proportionnelle au nombre.")]


def method(panel: str, asked: CoverageQuery, times: str, unsure: Uncertainty) -> list[str]:
    """Return how the figures are made, in three lines."""
    distance = "" if asked.kind else "une formation à distance ne couvre aucun lieu ; "
    lines = [
        f"{times_sentence(times, asked)} ; {margin_words(unsure)}.",
        f"Habitants comptés dans leur commune entière ; {distance}le seuil est un choix de "
        "lecture, aucun texte n'en fixe.",
    ]
    if panel == "simuler":
        return [*lines, "La simulation ouvre ou ferme des lieux ; ce n'est pas la situation "
                "d'aujourd'hui."]  # fmt: skip
    shown = f"Carte : {MEASURES[asked.measure].lower()}, par commune, classes : "
    return [*lines, f"{shown}{METHODS[asked.classes].lower()}."]
