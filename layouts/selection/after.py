"""What comes after a course, on its sheet: its leavers, its métiers, who recruits there."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from geodata.places.articles import of_place
from geodata.selection.comparison import Kept
from geodata.selection.tension import Recruiting
from layouts.course.place import section
from layouts.kit.format import count
from layouts.selection.facts import degree_words
from layouts.selection.outcomes import outcome_about, outcome_words
from layouts.tensions.words import place_name

NOTHING = "Aucun chiffre, dans les sources chargées, sur ce que deviennent ceux qui en sortent."


def after_sections(item: Kept) -> list[Component]:
    """Return the section of outcomes, then that of métiers where any is known."""
    told: list[Component] = [
        html.Div(
            [outcome_words(one), html.Span(outcome_about(one), className="fact-source")],
            className="fact",
        )
        for one in item.outcomes
    ]
    known = told or [html.P(NOTHING, className="missing")]
    sections = [section("Après la formation", *known, html.P(_lacks(item), className="missing"))]
    if item.tension:
        sections.append(section("Métiers visés", html.Ul(_jobs(item), className="jobs")))
    if item.recruiting:
        sections.append(_recruiting(item.recruiting))
    return sections


def _lacks(item: Kept) -> str:
    """Say what no source of the atlas gives of a course's leavers, and who has it."""
    contracts = (
        ", les contrats signés ici (qui les a : Dares, système d'information de l'apprentissage ; "
        "opérateurs de compétences)"
    )
    return (
        "Aucune source chargée ne donne : réussite à l'examen (qui l'a : Depp et rectorat ; Sies "
        "pour le supérieur), salaire des sortants (qui l'a : Céreq ; InserSup, du Sies, pour le "
        f"supérieur){contracts if item.course.voie == 'apprentissage' else ''}."
    )


def _recruiting(rows: Sequence[Recruiting]) -> Component:
    first, words = rows[0], ("projet de recrutement", "projets de recrutement")
    items = [
        html.Li(
            f"{one.metier} : "
            + ("nombre tenu secret" if one.projects is None else count(one.projects, *words))
        )
        for one in rows
    ]
    return section(
        f"Recruter par ici : bassin {of_place(place_name(first.place))}",
        html.Ul(items, className="jobs"),
        html.P(
            f"Projets déclarés par les employeurs pour {first.year}, saisonniers compris (France "
            "Travail, enquête Besoins en main-d'œuvre) : un métier y est plus large que ceux que "
            "la formation vise, et un projet n'est pas un contrat d'alternance.",
            className="source",
        ),
    )


def _jobs(item: Kept) -> list[Component]:
    return [
        html.Li(
            [
                one.label or "Métier",
                html.Span(f"ROME {one.rome}", className="code"),
                html.Span(degree_words(one), className="fact-source"),
            ]
        )
        for one in item.tension
    ]
