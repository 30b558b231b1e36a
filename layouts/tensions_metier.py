"""One métier: what each source says of it, side by side, and its basins, mapped and listed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from geodata.metiers import Metier
from geodata.needs_query import SHOWN
from geodata.observation import COMPLEMENTARY
from layouts.coverage_answer import NO_COURSE, RAMP
from layouts.format import NO_BREAK_SPACE, number
from layouts.parts import definition, notice
from layouts.tensions_words import (
    DEGREES,
    courses,
    degree,
    employment,
    minutes,
    part,
    part_words,
    place_name,
    places,
    published,
    rate,
    rate_words,
)

UNPUBLISHED = {"color": "#e4e6e4"}
_SHADES = (0, 1, 2, 4, 6)  # those of the degrees in tables (assets/tensions.css)
UNITS = {"projects": "", "difficult": f"{NO_BREAK_SPACE}%", "ratio": ""}


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
    row: Mapping[str, object] | None,
    names: Mapping[str, str],
    place: str,
    romes: Mapping[str, str],
) -> list[Component]:
    """Return a métier's names and codes, then its figures in the territory.

    Parameters
    ----------
    row : its row of `Needs.table`, None where nothing is published of it there
    names : headers of « dares » and « rome », and of the six indicators (« six »)
    romes : labels by ROME code
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
        _romes(metier, romes),
    ]
    if row is None:
        return [*head, notice(f"Rien n'est publié de ce métier pour {place} avec ce filtre.")]
    rome_range = ""
    low, high = row["rome_lowest"], row["rome_highest"]
    if not pd.isna(low) and low != high:
        rome_range = f", de {low:.0f} à {high:.0f} selon le ROME et le bassin"
    six = [f"{label} : " for label in COMPLEMENTARY.values()]
    rows: list[tuple[str, object]] = [
        (f"Tension, {names['dares']}", _degree_words(row["dares"])),
        (f"Tension, {names['rome']}", [*_degree_words(row["rome"]), rome_range]),
        (
            f"Ce qui l'accompagne ({names['six']})",
            html.Ul(
                [
                    html.Li([title, degree(row[name])])  # type: ignore[arg-type]
                    for title, name in zip(six, COMPLEMENTARY, strict=True)
                ]
            ),
        ),
        ("Projets de recrutement", published(row["projects"], row["projects_state"])),  # type: ignore[arg-type]
        ("Difficiles", part_words(row, "difficult")),
        ("Saisonniers", part_words(row, "seasonal")),
        ("Formations", courses(row)),
        ("Places", places(row)),
        ("Places pour 100 projets", [rate(row), _rate(row)]),
        ("Temps de trajet", minutes(row)),
        ("Sortants en emploi à 6 mois", [employment(row), _leavers(row)]),
    ]
    return [*head, html.H3(place), definition(rows)]


def _degree_words(value: object) -> list[Component | str]:
    known = float(value)  # type: ignore[arg-type]
    word = "" if math.isnan(known) else f" {DEGREES[int(known) - 1].lower()}"
    return [degree(known), word]


def _rate(row: Mapping[str, object]) -> str:
    return "" if pd.isna(row["ratio"]) else f" ({rate_words(row)})"


def _leavers(row: Mapping[str, object]) -> str:
    if pd.isna(row["leavers"]):
        return ""
    return (
        f" (environ {number(float(row['employed']))} sur {number(float(row['leavers']))}, région)"  # type: ignore[arg-type]
    )


def _romes(metier: Metier, romes: Mapping[str, str]) -> Component:
    if not metier.romes:
        return html.P(
            "Aucune table chargée ne relie ce métier aux formations : son offre n'est pas connue."
        )
    items = [
        html.Li(dcc.Link(f"{romes.get(code, code)} ({code})", href=f"/?q={code}"))
        for code in metier.romes
    ]
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
        body.append(
            html.Tr(
                [
                    html.Th(
                        html.Button(
                            place_name(str(row["name"])),
                            type="button",
                            className="zone-link",
                            **{"data-open-place": f"bmo_basin:{code}"},
                        ),
                        scope="row",
                    ),
                    *(html.Td(cell, className="num") for cell in figures),
                ],
                **{"data-basin": str(code)},
            )
        )
    head = html.Tr([html.Th(title, scope="col") for title in titles])
    return html.Div(
        [
            html.H3("Bassin par bassin"),
            html.Div(
                html.Table([html.Thead(head), html.Tbody(body)], className="ranked needs-table"),
                className="table-scroll",
                tabIndex=0,
                role="region",
                **{"aria-label": "Le métier bassin par bassin"},
            ),
            html.A("Télécharger (CSV)", href=file, className="button-quiet"),
        ]
    )


def styles_of(n: int) -> list[dict[str, str]]:
    """Return the filling of n classes, then of secret figures (dots) and of those not published."""
    ramp = [RAMP[i] for i in _SHADES[:n]] if n > 1 else [RAMP[2]]
    return [*({"color": colour} for colour in ramp), NO_COURSE, UNPUBLISHED]


def legend(shown: str, upper: Sequence[float], counts: Sequence[int], year: str) -> list[Component]:
    """Return the legend of the map: each class with its number of basins."""
    styles = styles_of(len(upper) + 1)
    names = [*_ranges(shown, upper), "secret statistique", "non disponible"]
    rows = [
        html.Tr(
            [
                html.Td(html.Span(className="class-sample", style=_sample(style))),
                html.Th(name, scope="row"),
                html.Td(number(n)),
            ]
        )
        for name, style, n in zip(names, styles, counts, strict=True)
        if n or not name.startswith(("secret", "non disp"))
    ]
    head = html.Tr([html.Td(), html.Td(), html.Th("bassins")])
    return [
        html.Table([html.Caption(f"{SHOWN[shown]} {year}"), html.Thead(head), html.Tbody(rows)])
    ]


def _ranges(shown: str, upper: Sequence[float]) -> list[str]:
    if shown == "tension":
        return [f"{rank} {word.lower()}" for rank, word in enumerate(DEGREES, start=1)]
    unit = UNITS[shown]
    if not upper:
        return ["tous les bassins publiés"]
    bounds = [number(value) for value in upper]
    middle = [f"plus de {low} à {high}{unit}" for low, high in pairwise(bounds)]
    return [f"jusqu'à {bounds[0]}{unit}", *middle, f"plus de {bounds[-1]}{unit}"]


def _sample(style: Mapping[str, str]) -> dict[str, str]:
    if style.get("pattern") != "dots":
        return {"backgroundColor": style["color"]}
    dots = f"radial-gradient({style['color']} 1px, transparent 1.3px)"
    return {
        "backgroundColor": style["background"],
        "backgroundImage": dots,
        "backgroundSize": "5px 5px",
    }


def map_words(row: pd.Series, shown: str, linked: bool) -> str:
    """Return what the map says of a basin when one points at it."""
    name = place_name(str(row["name"]))
    match shown:
        case "tension":
            value = row["tension"]
            words = "non disponible" if pd.isna(value) else _range_words(row)
        case "projects":
            words = _projects_words(row)
        case "difficult":
            words = _difficult_words(row)
        case _ if not linked:
            words = "non relié aux formations"
        case _ if pd.isna(row["ratio"]):
            words = _projects_words(row) if pd.isna(row["projects"]) else "places inconnues"
        case _:
            words = (
                f"{number(row['ratio'])} ({number(row['places'])} places pour "
                f"{number(row['projects'])} projets)"
            )
    return f"{name} : {words}"


def _range_words(row: pd.Series) -> str:
    word = DEGREES[int(row["tension"]) - 1].lower()
    span = f", de {row['lowest']:.0f} à {row['highest']:.0f} selon le ROME"
    return f"{word} ({row['tension']:.0f}{span if row['lowest'] != row['highest'] else ''})"


def _projects_words(row: pd.Series) -> str:
    if row["projects_state"] == "secret":
        return "secret statistique"
    if pd.isna(row["projects"]):
        return "non disponible"
    return f"{number(row['projects'])} projets"


def _difficult_words(row: pd.Series) -> str:
    if pd.isna(row["projects"]):
        return _projects_words(row)
    if pd.isna(row["difficult"]):
        return "secret statistique"
    share = 100 * row["difficult"] / row["projects"]
    return (
        f"{number(share)}{NO_BREAK_SPACE}% ({number(row['difficult'])} sur "
        f"{number(row['projects'])} projets)"
    )
