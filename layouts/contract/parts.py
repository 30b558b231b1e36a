"""What the pages and the papers of the contract are made of: an engagement, its two tables."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.contract.following import Follow
from geodata.portrait.figure import Figure
from geodata.region.contract import Contract, Engagement
from layouts.contract.words import (
    age_words,
    asked_words,
    change_words,
    essentials,
    target_words,
    when,
)
from layouts.kit.attributes import attributes
from layouts.kit.tables import table
from layouts.territory.figures import Notes, figure_details
from layouts.territory.words import other_words, value_words

TARGET = "Cible"


def essentials_box(follows: Sequence[Follow], today: date) -> Component:
    """Return « L'essentiel à retenir »."""
    rows = [html.Li(text) for text in essentials(follows, today)]
    return html.Section(
        [html.H2("L'essentiel à retenir", id="essentiel"), html.Ol(rows)],
        className="essentials",
        **attributes(aria_labelledby="essentiel"),
    )


def engagement_parts(
    contract: Contract,
    engagement: Engagement,
    follows: Sequence[Follow],
    today: date,
    notes: Notes | None = None,
) -> Component:
    """Return an engagement: what is followed, what is awaited and from whom.

    Parameters
    ----------
    notes : the numbered sources of a paper; None on screen, where each source unfolds
    """
    known = [follow for follow in follows if follow.known]
    lost = [follow for follow in follows if not follow.known]
    name = f"{engagement.key} · {engagement.title}"
    anchor = f"engagement-{engagement.key.replace(' ', '-')}"
    lead = f"Responsable : {contract.pilot(engagement)} · {engagement.reference}"
    parts: list[Component] = [html.H2(name, id=anchor), html.P(lead, className="source")]
    if known:
        parts.append(_followed(name, known, today, notes))
    if lost:
        parts += [html.H3("Pas encore suivis"), _awaited(lost)]
    return html.Section(parts, className="band")


def _followed(name: str, known: Sequence[Follow], today: date, notes: Notes | None) -> Component:
    aimed = any(follow.target for follow in known)
    headers: list[ComponentType] = [
        "Indicateur", "Dernière valeur", *([TARGET] if aimed else []), "T0", "Évolution",
        "Fraîcheur", "Source",
    ]  # fmt: skip
    rows = [_row(follow, today, notes, aimed) for follow in known]
    return table(name, headers, rows)


def _row(follow: Follow, today: date, notes: Notes | None, aimed: bool) -> list[ComponentType]:
    figure, indicator = follow.figure, follow.indicator
    last = html.Span("Rien depuis T0") if follow.only_start else _dated(figure, follow.simulated)
    others = [
        html.Span(other_words(other), className="line source")
        for other in figure.others
        if other != follow.start
    ]
    asked = html.Span(asked_words(indicator), className="line source")
    rhythm = html.Span(indicator.rhythm or "rythme inconnu", className="line source")
    source = figure_details(figure) if notes is None else f"note {notes.mark(figure)}"
    return [
        html.Span([figure.label, asked]),
        html.Span([last, *others]),
        *([_aim(follow)] if aimed else []),
        "—" if follow.start is None else _dated(follow.start),
        change_words(follow),
        html.Span([age_words(follow.fresh(today)), rhythm]),
        source,
    ]


def _aim(follow: Follow) -> Component:
    note = follow.target.note if follow.target else ""
    told = [html.Span(note, className="line source")] if note else []
    return html.Span([target_words(follow), *told])


def _dated(figure: Figure, simulated: bool = False) -> Component:
    period = html.Span(when(figure, simulated), className="line source")
    return html.Span([html.Strong(value_words(figure)), period])


def _awaited(lost: Sequence[Follow]) -> Component:
    rows = [
        html.Li(
            [
                html.Strong(follow.figure.label),
                f" : il manque « {follow.figure.missing} » ; qui l'a : "
                f"{follow.indicator.producer} ({asked_words(follow.indicator)}).",
            ]
        )
        for follow in lost
    ]
    return html.Ul(rows, className="missing-list")
