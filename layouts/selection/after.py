"""What comes after a course, on its sheet: what became of its leavers, its métiers in tension."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from geodata.selection.comparison import Kept
from layouts.course.place import section
from layouts.selection.facts import degree_words
from layouts.selection.outcomes import outcome_about, outcome_words

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
    sections = [
        section("Après la formation", *(told or [html.P(NOTHING, className="missing")])),
    ]
    if item.tension:
        sections.append(section("Métiers visés", html.Ul(_jobs(item), className="jobs")))
    return sections


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
