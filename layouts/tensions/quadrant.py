"""The quadrant in words and as a table: who does not see the drawing loses nothing."""

import math

import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.needs.answer import BOUNDS
from geodata.needs.order import QUADRANT
from geodata.needs.quadrant import CORNERS, READINGS, Quadrant
from layouts.kit.format import count, number
from layouts.kit.parts import notice
from layouts.kit.tables import scrolling, titles_row
from layouts.tensions.table import metier_link
from layouts.tensions.words import DEGREES, Row, degree, rate, rate_words

_NAMED = 4  # métiers named in the words of a corner


def corners(found: Quadrant) -> Component | None:
    """Return the four corners in words, each with its métiers that recruit most."""
    if found.points.empty:
        return None
    return html.Dl([_corner(found.points, key) for key in CORNERS], className="corners")


def quadrant_intro(found: Quadrant, place: str) -> Component:
    """Return what the quadrant is, and which métiers are not in it."""
    if found.points.empty:
        return notice(
            "Le quadrant demande une tension, des projets et des places : dans les données "
            "chargées, aucun métier de ce territoire n'a les trois avec ce filtre."
        )
    left = [
        f"{count(found.without_projects, 'métier')} sans projets publiés (secret ou non enquêté)"
        if found.without_projects
        else "",
        f"{count(found.without_places, 'métier')} sans places connues"
        if found.without_places
        else "",
    ]
    out = " ; ".join(filter(None, left))
    return html.Div(
        [
            html.P(
                f"{place} : {count(len(found.points), 'métier')}. En travers, la tension ; en "
                f"hauteur, les places de formation pour 100 projets de recrutement. La barre des "
                f"places est la médiane des métiers de la région, {number(found.split)}. "
                + (f"N'y sont pas : {out}." if out else "")
            ),
        ]
    )


def _corner(points: pd.DataFrame, key: str) -> Component:
    rows = points[points["corner"] == key].sort_values("projects", ascending=False)
    names = [str(name) for name in rows["label"].head(_NAMED)]
    such = f" : {', '.join(names)}{'…' if len(rows) > _NAMED else ''}" if names else ""
    return html.Div(
        [
            html.Dt([html.Strong(CORNERS[key]), f", {READINGS[key]}"]),
            html.Dd(f"{count(len(rows), 'métier')}{such}"),
        ],
        className=f"corner corner-{key}",
    )


def quadrant_points(found: Quadrant) -> dict[str, object]:
    """Return what the browser draws: a point a métier, with the words that tell it."""
    points = [
        {
            "key": row["key"],
            "label": row["label"],
            "x": int(row["tension"]),
            "y": round(float(row["ratio"]), 2),
            "projects": int(row["projects"]),
            "corner": row["corner"],
            "told": _told(row),
        }
        for row in found.points.to_dict("records")
    ]
    split = None if math.isnan(found.split) else round(found.split, 2)
    return {"points": points, "split": split, "corners": CORNERS, "degrees": list(DEGREES)}


def _told(row: Row) -> str:
    bound = BOUNDS[str(row["bound"])]
    value = float(row["ratio"])
    shown = number(value) if value >= 10 or not value else number(value, 1)
    word = DEGREES[int(row["tension"]) - 1].lower()
    return (
        f"{row['label']} : tension {word} ({row['tension']:.0f}), {bound} {shown} places pour 100 "
        f"projets ({rate_words(row)})"
    ).replace("  ", " ")


def quadrant_table(found: Quadrant, file: str) -> Component | None:
    """Return the same points as a table, with the file of the same rows."""
    if found.points.empty:
        return None
    rows = QUADRANT.of(found.points)
    body = [
        html.Tr(
            [
                html.Th(metier_link(row), scope="row"),
                html.Td(degree(row["tension"]), className="num"),
                html.Td(rate(row), className="num"),
                html.Td(number(row["near_places"]), className="num"),
                html.Td(number(row["projects"]), className="num"),
                html.Td(CORNERS[row["corner"]]),
            ]
        )
        for row in rows.to_dict("records")
    ]
    titles = ("Métier", "Tension", "Places pour 100 projets", "Places", "Projets", "Coin")
    return html.Details(
        [
            html.Summary("Voir les données"),
            scrolling(
                html.Table(
                    [titles_row(titles, words=(5,)), html.Tbody(body)],
                    className="ranked needs-table",
                ),
                "Métiers du quadrant",
            ),
            html.A("Télécharger (CSV)", href=file, className="button-quiet"),
        ],
        className="chart-data",
    )
