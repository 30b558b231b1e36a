"""The tables of the page of tensions: métiers beside their offer, and those far from any course."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.tables.observation import COMPLEMENTARY
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import NO_BREAK_SPACE, count, duration, number, share
from layouts.kit.parts import notice
from layouts.kit.tables import scrolling, titles_row
from layouts.tensions.words import (
    Row,
    basin_button,
    courses,
    degree,
    employment,
    minutes,
    part,
    places,
    published,
    rate,
)

BESIDE: dict[str, str] = {
    "working_conditions": "Conditions de travail",
    "geographic_mismatch": "Inadéquation géogr.",
}
"""The two indicators that stand beside the tension, with their short names."""

OTHERS: dict[str, str] = {
    "hiring_intensity": "Embauches",
    "skills_mismatch": "Lien formation",
    "labour_shortage": "Manque de main-d'œuvre",
    "job_instability": "Non-durabilité",
}
"""The four others, at the end of the row."""

DEGREES = NO_BREAK_SPACE.join(("de", "1", "à", "5"))
"""The scale of a tension and of its indicators, on one line."""


@dataclass(frozen=True)
class Column:
    """A column of the table of métiers; one that is not `main` is shown on demand."""

    group: str
    title: str
    cell: Callable[[Row], ComponentType]
    main: bool = False
    why: str | None = None


def _columns(
    measures: Sequence[str], chosen: str, cohort: str, bmo: str, every: bool
) -> list[Column]:
    tension, beside = f"Tension, {DEGREES}", f"À côté, {DEGREES}"
    hiring = f"Recrutement (BMO {bmo})" if bmo else "Recrutement (non chargé)"
    leading, others = "Formations qui y mènent", f"Autres indicateurs, {DEGREES} ({chosen})"
    dares, rome = measures
    employed = f"En emploi à 6 mois ({cohort})" if cohort else "En emploi à 6 mois"
    columns = [
        Column(tension, dares, lambda row: degree(row["dares"]), main=True),
        Column(tension, rome, _range, main=True),
        *(_indicator(beside, name, title) for name, title in BESIDE.items()),
        Column(hiring, "Projets", _projects, main=True),
        Column(hiring, "Difficiles", lambda row: part(row, "difficult")),
        Column(hiring, "Saisonniers", lambda row: part(row, "seasonal")),
        Column(leading, "Nombre", courses, main=True),
        Column(leading, "Places", places),
        Column(leading, "Places pour 100 projets", rate),
        Column(leading, "Temps", minutes, main=True),
        Column("Sortants", employed, employment),
        *(_indicator(others, name, title) for name, title in OTHERS.items()),
    ]
    return [column for column in columns if every or column.main]


def _indicator(group: str, name: str, title: str) -> Column:
    return Column(group, title, lambda row: degree(row[name]), why=COMPLEMENTARY[name])


def _projects(row: Row) -> ComponentType:
    return published(row["projects"], row["projects_state"])


def metiers_table(
    rows: pd.DataFrame,
    total: int,
    measures: Sequence[str],
    chosen: str,
    cohort: str,
    bmo: str,
    every: bool = True,
) -> Component:
    """Return métiers with tension, its causes, needs and the offer that leads there.

    Parameters
    ----------
    rows : rows of `Needs.table`, in the order shown
    total : métiers that there are
    measures : headers of the two tensions, Dares's first
    chosen : name of the tension whose six indicators are shown
    cohort, bmo : years of the leavers and of the projects, "" when they are not loaded
    every : whether all the columns are shown, not the first ones to read only
    """
    if not total:
        return notice("Aucun métier n'est publié pour ce territoire avec ce filtre.")
    columns = _columns(measures, chosen, cohort, bmo, every)
    groups = [(name, len(list(of))) for name, of in groupby(column.group for column in columns)]
    table = html.Table(
        [
            html.Caption(f"{number(len(rows))} métiers sur {number(total)}"),
            html.Thead(
                [
                    html.Tr(
                        [
                            html.Td(),
                            *(html.Th(name, colSpan=n, scope="colgroup") for name, n in groups),
                        ]
                    ),
                    html.Tr(
                        [
                            html.Th("Métier", scope="col"),
                            *(html.Th(one.title, scope="col", title=one.why) for one in columns),
                        ]
                    ),
                ]
            ),
            html.Tbody([_line(row, columns) for row in rows.to_dict("records")]),
        ],
        # Only a whole list is sorted by any column: the first rows are those of the order asked.
        className="needs-table" if len(rows) == total else "needs-table server-ordered",
    )
    rest = total - len(rows)
    return html.Div(
        [
            scrolling(table, "Métiers, tension et offre de formation"),
            html.P(
                f"Et {count(rest, 'autre métier', 'autres métiers')}, dans le classeur (XLSX)."
                if rest
                else "",
                className="source",
            ),
            html.P(
                f"Tensions et indicateurs : de 1, très faible, à 5, très élevée ({chosen}). "
                "Temps : la moitié des habitants du territoire ne mettent pas plus. Formations et "
                "places : celles du territoire, à distance non comprises ; une formation qui mène "
                "à plusieurs métiers compte pour chacun. « n. d. » : non publié ; « secret » : "
                "masqué par le producteur ; « ≥ » : des valeurs inconnues n'y sont pas. Une part "
                "de projets est calculée là où les deux nombres sont publiés.",
                className="source",
            ),
        ]
    )


def _line(row: Row, columns: Sequence[Column]) -> Component:
    return html.Tr(
        [
            html.Th(metier_link(row), scope="row"),
            *(html.Td(column.cell(row), className="num") for column in columns),
        ],
        **attributes(data_metier=row["key"]),
    )


def _range(row: Row) -> Component:
    low, high = row["rome_lowest"], row["rome_highest"]
    if pd.isna(low) or low == high:
        return degree(row["rome"])
    about = f"de {low:.0f} à {high:.0f} selon le métier ROME et le bassin ({row['rome_n']} classes)"
    return html.Span([degree(row["rome"]), html.Small(f"{low:.0f} à {high:.0f}")], title=about)


def metier_link(row: Row) -> list[Component]:
    """Return a métier's name, which opens it on the map, and the older name where it differs."""
    older = row.get("older_label")
    name = button(str(row["label"]), "zone-link", **attributes(data_open_metier=row["key"]))
    note = html.Small(f"FAP 2009, périmètre voisin : {older}") if older else None
    return [name, *([note] if note else [])]


def far_table(
    rows: pd.DataFrame, tense: int, people: float, threshold: int, mode_words: str
) -> Component:
    """Return the tense métiers with no course within the threshold for most of the people."""
    within = f"{duration(threshold)} {mode_words}"
    if rows.empty:
        sentence = (
            f"Aucun des {number(tense)} métiers en tension reliés à des formations n'est à plus de "
            f"{within} de plus de la moitié des habitants."
            if tense
            else "Aucun métier en tension n'est publié pour ce territoire avec ce filtre."
        )
        return notice(sentence)
    titles = (
        "Métier", "Tension", "Conditions de travail", "Inadéquation géographique", "Projets",
        "Formations du territoire", "À distance", "Temps", f"Habitants à plus de {within}",
    )  # fmt: skip
    body = [
        html.Tr(
            [
                html.Th(metier_link(row), scope="row"),
                html.Td(degree(row["tension"]), className="num"),
                html.Td(degree(row["working_conditions"]), className="num"),
                html.Td(degree(row["geographic_mismatch"]), className="num"),
                html.Td(published(row["projects"], row["projects_state"]), className="num"),
                html.Td(courses(row), className="num"),
                html.Td(number(row["distance"]), className="num"),
                html.Td(_no_course(row), className="num"),
                html.Td(
                    [share(row["beyond"], people), html.Small(number(row["beyond"]))],
                    className="num",
                ),
            ],
            **attributes(data_metier=row["key"]),
        )
        for row in rows.to_dict("records")
    ]
    return scrolling(
        html.Table([titles_row(titles), html.Tbody(body)], className="ranked needs-table"),
        "Métiers en tension sans formation proche",
    )


def _no_course(row: Row) -> Component | str:
    if pd.isna(row["minutes"]):
        return html.Span("aucune formation à portée", className="unknown")
    return minutes(row)


def basins_table(rows: pd.DataFrame, tense: int) -> Component | None:
    """Return how many tense métiers are far from most of the people of each basin."""
    if len(rows) < 2:
        return None
    body = [
        html.Tr(
            [
                html.Th(basin_button(str(row["name"]), str(code)), scope="row"),
                html.Td(number(row["far"]), className="num"),
            ]
        )
        for code, row in rows.iterrows()
    ]
    titles = ("Bassin d'emploi", f"Métiers sans formation proche, sur {number(tense)}")
    return html.Div(
        [
            html.H2("Par bassin d'emploi"),
            html.P(
                "Mêmes métiers en tension, vus des habitants de chaque bassin. Un bassin s'ouvre "
                "avec sa propre tension.",
                className="source",
            ),
            html.Table([titles_row(titles), html.Tbody(body)], className="ranked basins-table"),
        ]
    )


def file_link(href: str) -> Component:
    """Return the link to a table as a file."""
    return html.P(html.A("Télécharger (CSV)", href=href, className="button-quiet"))
