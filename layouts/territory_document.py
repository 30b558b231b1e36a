"""A portrait as a document of its own: A4 pages with their title, numbers and sources."""

from __future__ import annotations

from html import escape

from dash import html
from dash.development.base_component import Component

from geodata.portrait import Portrait
from geodata.portrait_figure import ENTRIES
from layouts.markup import markup
from layouts.territory import Shown, band, essentials, heading, sources
from layouts.territory_figures import Notes
from layouts.typography import french

ORDER = ("territoire", "metier", "secteur", "public")


def document(shown: Shown, others: list[Portrait], printed: str, built: str) -> str:
    """Return the HTML of a portrait on paper.

    Parameters
    ----------
    others : the same territory by the other entries, of which the drawings and key figures are kept
    printed, built : days in words
    """
    notes = Notes()
    place = shown.portrait.place
    body: list[Component] = [heading(shown), essentials(shown.portrait)]
    for portrait in (shown.portrait, *others):
        bands = [one for one in portrait.bands if one.key_figures or one.charts or one.grids]
        if not bands:
            continue
        body.append(html.H2(f"Par {ENTRIES[portrait.entry].lower()}", className="entry-title"))
        body += [band(one, portrait, notes, "") for one in bands]
    body.append(_missing((shown.portrait, *others)))
    body.append(sources(notes))
    foot = (
        f"Atlas Formation · {shown.region} · {place.kind} de {place.name} · base du {built}, "
        f"document du {printed}"
    )
    content = markup(french(html.Div(body, className="territory paper")))
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        f"<title>{escape(place.name)} : portrait de territoire</title>"
        f'<meta name="description" content="Tableau de bord partagé de la formation">'
        f'<style>@page {{ @bottom-left {{ content: "{_css(foot)}" }} }}</style></head>'
        f"<body>{content}</body></html>"
    )


def _missing(portraits: tuple[Portrait, ...]) -> Component:
    lost = {
        figure.label: figure.missing
        for portrait in portraits
        for one in portrait.bands
        for figure in one.missing
    }
    rows = [html.Li(f"{label} : {source}.") for label, source in lost.items()]
    return html.Section(
        [
            html.H2("Non disponible à cette échelle, et la source qui manque"),
            html.Ul(rows, className="missing-list"),
        ]
        if rows
        else []
    )


def _css(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
