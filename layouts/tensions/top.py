"""The ten most tense métiers of the contract, all columns, beside what Dares publishes."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.needs.top import TITLES, TopMetier
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import count, number
from layouts.kit.parts import notice
from layouts.kit.tables import scrolling, titles_row
from layouts.tensions.words import DEGREES, Row, courses, degree, minutes

Offer = Mapping[str, Row]


def top_panel(
    lines: Sequence[TopMetier], offer: Offer, year: int | None, least_jobs: int | None
) -> Component:
    """Return the contract's table; a cell that Dares contradicts gives both classes.

    Parameters
    ----------
    offer : rows of `Needs.table` of the region, by key
    year : that of Dares's file, None when it is not loaded
    least_jobs : jobs from which the contract ranks a métier
    """
    if not lines:
        return notice("Le contrat de cette région ne donne pas ses métiers les plus tendus.")
    source = _source(lines, least_jobs)
    titles = ["Métier", *TITLES.values(), *(["Formations", "Temps"] if offer else [])]
    table = html.Table(
        [
            html.Caption("Les dix métiers aux plus fortes tensions de la région, selon le contrat"),
            titles_row(titles),
            html.Tbody([_line(line, offer) for line in lines]),
        ],
        className="needs-table top-table",
    )
    differing = sum(len(line.differing) for line in lines)
    return html.Div(
        [
            scrolling(table, "Les dix métiers les plus tendus"),
            html.P(source, className="source"),
            _compared(differing, year),
            html.Div(
                html.A(
                    "Exporter (CSV)",
                    href="/api/v1/indicators?entry=metier&theme=marche-travail&year=2019&format=csv",
                    className="button-quiet",
                )
            ),
        ]
    )


def _line(line: TopMetier, offer: Offer) -> Component:
    name: Component | str = line.label
    if line.key:
        name = button(line.label, "zone-link", **attributes(data_open_metier=line.key))
    row = offer.get(line.key)
    more: list[Component | str] = []
    if offer:
        more = [courses(row), minutes(row)] if row else ["—", "—"]
    return html.Tr(
        [
            html.Th([f"{line.rank}. ", name], scope="row"),
            *(html.Td(_cell(line, column)) for column in TITLES),
            *(html.Td(cell, className="num") for cell in more),
        ]
    )


def _cell(line: TopMetier, column: str) -> list[Component | str]:
    row = line.contract.get(column)
    if row is None:
        return [degree(None)]
    shown: list[Component | str] = [degree(float(row["value"])), f" {row['text']}"]
    if column in line.differing:
        published = line.dares[column]
        assert published is not None
        shown.append(html.Small(f"Dares : {published}, {DEGREES[published - 1].lower()}"))
    return shown


def _source(lines: Sequence[TopMetier], least_jobs: int | None) -> str:
    row = next(iter(lines[0].contract.values()))
    ranked = (
        f" Le contrat classe les métiers d'au moins {number(least_jobs)} emplois dans la région, "
        "effectif que la base n'a pas : le rang est le sien."
        if least_jobs
        else ""
    )
    return (
        f"Source : {row['source']}. {row['reference']} et suivantes. Année {row['period']}, "
        f"région.{ranked}"
    )


def _compared(differing: int, year: int | None) -> Component:
    if year is None:
        return notice(
            "Les tensions de la Dares ne sont pas chargées : la table du contrat n'est comparée à "
            "rien."
        )
    if not differing:
        return html.P(f"La Dares ({year}) publie les mêmes classes.", className="source")
    return notice(
        f"{count(differing, 'classe du contrat diffère', 'classes du contrat diffèrent')} de "
        f"celle que la Dares publie pour {year} : les deux sont écrites. Le contrat semble "
        "intervertir « faible » et « très faible » dans les indicateurs complémentaires."
    )
