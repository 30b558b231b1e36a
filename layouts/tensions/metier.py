"""One métier: what each source says of it, side by side, and its basins, mapped and listed."""

import math
from collections.abc import Collection, Mapping

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType, ComponentType

from geodata.needs.metiers import Metier
from geodata.tables.observation import COMPLEMENTARY
from layouts.kit.attributes import attributes
from layouts.kit.format import number
from layouts.kit.parts import definition, notice
from layouts.kit.tables import scrolling, titles_row
from layouts.skills.page import link_to
from layouts.tensions.words import (
    DEGREES,
    Row,
    basin_button,
    courses,
    degree,
    employment,
    minutes,
    part,
    part_words,
    places,
    published,
    rate,
    rate_words,
)


def choose() -> Component:
    """Return what is said while no métier is chosen."""
    return notice(
        "Choisissez un métier, ici ou dans une des listes : la carte montre ce qu'en publient les "
        "sources, bassin par bassin."
    )


def no_basins() -> Component:
    """Return what is said where basins are not known."""
    return notice(
        [
            "Non disponible : les bassins d'emploi des communes ne sont pas chargés. ",
            dcc.Link("Charger les données officielles", href="/donnees#charger"),
        ],
        "warning",
    )


def metier_facts(
    metier: Metier,
    row: Row | None,
    names: Mapping[str, str],
    place: str,
    romes: Mapping[str, str],
    skilled: Collection[str] = (),
) -> list[Component]:
    """Return a métier's names and codes, then its figures in the territory.

    Parameters
    ----------
    row : its row of `Needs.table`, None where nothing is published of it there
    names : headers of « dares » and « rome », and of the six indicators (« six »)
    romes : labels by ROME code
    skilled : those of them whose skills are known
    """
    codes = [
        f"FAP 2021 {metier.fap2021}" if metier.fap2021 else "",
        f"FAP 2009 {metier.fap2009}" if metier.fap2009 else "",
    ]
    near = (
        f"Rapproché de « {metier.older_label} » (FAP 2009), dont le périmètre est voisin sans être "
        "le même : la tension et les formations sont les siennes, les projets sont ceux de "
        f"« {metier.label} » (FAP 2021)."
    )
    head = [
        html.H2(metier.label),
        html.P(" · ".join(filter(None, codes)), className="source"),
        *([notice(near)] if metier.older_label else []),
        _romes(metier, romes, skilled),
    ]
    if row is None:
        return [*head, notice(f"Rien n'est publié de ce métier pour {place} avec ce filtre.")]
    rome_range = ""
    low, high = row["rome_lowest"], row["rome_highest"]
    if not pd.isna(low) and low != high:
        rome_range = f", de {low:.0f} à {high:.0f} selon le ROME et le bassin"
    six = [f"{label} : " for label in COMPLEMENTARY.values()]
    rows: list[tuple[str, ComponentType]] = [
        (f"Tension, {names['dares']}", _degree_words(row["dares"])),
        (f"Tension, {names['rome']}", [*_degree_words(row["rome"]), rome_range]),
        (
            f"Ce qui l'accompagne ({names['six']})",
            html.Ul(
                [
                    html.Li([title, degree(row[name])])
                    for title, name in zip(six, COMPLEMENTARY, strict=True)
                ]
            ),
        ),
        ("Projets de recrutement", published(row["projects"], row["projects_state"])),
        ("Difficiles", part_words(row, "difficult")),
        ("Saisonniers", part_words(row, "seasonal")),
        ("Formations", courses(row)),
        ("Places", places(row)),
        ("Places pour 100 projets", [rate(row), _rate(row)]),
        ("Temps de trajet", minutes(row)),
        ("Sortants en emploi à 6 mois", [employment(row), _leavers(row)]),
    ]
    return [*head, html.H3(place), definition(rows)]


def _degree_words(value: float) -> list[Component | str]:
    known = float(value)
    word = "" if math.isnan(known) else f" {DEGREES[int(known) - 1].lower()}"
    return [degree(known), word]


def _rate(row: Row) -> str:
    return "" if pd.isna(row["ratio"]) else f" ({rate_words(row)})"


def _leavers(row: Row) -> str:
    if pd.isna(row["leavers"]):
        return ""
    return (
        f" (environ {number(float(row['employed']))} sur {number(float(row['leavers']))}, région)"
    )


def _rome(code: str, label: str, is_skilled: bool) -> Component:
    words: list[ComponentSingleType] = [dcc.Link(f"{label} ({code})", href=f"/?q={code}")]
    if is_skilled:
        words += [" : ", link_to(code)]
    return html.Li(words)


def _romes(metier: Metier, romes: Mapping[str, str], skilled: Collection[str]) -> Component:
    if not metier.romes:
        return html.P(
            "Aucune table chargée ne relie ce métier aux formations : son offre n'est pas connue."
        )
    items = [_rome(code, romes.get(code, code), code in skilled) for code in metier.romes]
    return html.Details(
        [html.Summary(f"Métiers ROME par lesquels les formations y mènent : {len(items)}"),
         html.Ul(items)]
    )  # fmt: skip


def basins_of(
    table: pd.DataFrame, linked: bool, years: Mapping[str, int | None], file: str
) -> Component:
    """Return the basins of a métier as a table: what the map shows, and all the rest."""
    titles = (
        "Bassin", f"Tension (France Travail {years['rome'] or 'non chargé'})",
        f"Projets (BMO {years['bmo'] or 'non chargé'})", "Difficiles", "Saisonniers",
        "Formations", "Places", "Places pour 100 projets", "Temps",
    )  # fmt: skip
    bound = {True: "least", False: ""}
    body = []
    for code, row in table.iterrows():
        cells = {
            **row.to_dict(),
            "linked": linked,
            "near_places": row["places"],
            "bound": bound[bool(row["without_places"] > 0)],
        }
        tension = [degree(row["tension"])]
        if row["lowest"] != row["highest"] and not pd.isna(row["lowest"]):
            tension.append(html.Small(f"{row['lowest']:.0f} à {row['highest']:.0f}"))
        figures = (
            tension,
            published(row["projects"], row["projects_state"]),
            part(cells, "difficult"), part(cells, "seasonal"), courses(cells), places(cells),
            rate(cells), minutes(cells),
        )  # fmt: skip
        name = html.Th(basin_button(str(row["name"]), str(code)), scope="row")
        figures_of = [html.Td(cell, className="num") for cell in figures]
        body.append(html.Tr([name, *figures_of], **attributes(data_basin=str(code))))
    return html.Div(
        [
            html.H3("Bassin par bassin"),
            scrolling(
                html.Table([titles_row(titles), html.Tbody(body)], className="ranked needs-table"),
                "Le métier bassin par bassin",
            ),
            html.A("Télécharger (CSV)", href=file, className="button-quiet"),
        ]
    )
