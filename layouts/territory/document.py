"""A portrait as a document of its own: A4 pages with their title, numbers and sources."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from geodata.portrait.composition import Portrait
from geodata.portrait.figure import ENTRIES, Band
from geodata.vocabulary import TERRITORY_LEVELS
from layouts.kit.document import dates
from layouts.kit.document import document as paper
from layouts.kit.qr import qr_code
from layouts.kit.typography import french
from layouts.territory.figures import Notes
from layouts.territory.page import Shown, band, essentials, heading, sources


def document(shown: Shown, others: list[Portrait], printed: str, built: str, link: str = "") -> str:
    """Return the HTML of a portrait on paper.

    Parameters
    ----------
    others : the same territory by the other entries, of which the drawings and key figures are kept
    printed, built : days in words
    link : address where the portrait opens again
    """
    notes = Notes()
    place = shown.portrait.place
    code = [qr_code(link, "Code qui rouvre ce portrait")] if link else []
    head = html.Div([heading(shown), *code], className="paper-head")
    body: list[Component] = [head, essentials(shown.portrait)]
    drawn: set[str] = set()
    for portrait in (shown.portrait, *others):
        bands = [_once(one, portrait, drawn) for one in portrait.bands]
        bands = [one for one in bands if one.key_figures or one.charts or one.grids]
        if not bands:
            continue
        body.append(html.H2(f"Par {ENTRIES[portrait.entry].lower()}", className="entry-title"))
        body += [band(one, portrait, notes, "") for one in bands]
    body.append(_missing((shown.portrait, *others)))
    body.append(sources(notes))
    where = shown.region
    if place.level != "region":
        where += f" · {place.name} ({TERRITORY_LEVELS[place.level].short})"
    foot = " · ".join(filter(None, ("Atlas Formation", where, dates(built, printed), link)))
    return paper(
        f"{place.name} : portrait de territoire",
        "Tableau de bord partagé de la formation",
        foot,
        on_paper(french(html.Div(body, className="territory paper"))),
    )


def on_paper(content: object) -> object:
    """Return components without what a screen alone shows: what unfolds, and « screen-only »."""
    if isinstance(content, list | tuple):
        return [kept for part in content if (kept := on_paper(part)) is not None]
    if not isinstance(content, Component):
        return content
    css = str(getattr(content, "className", "") or "").split()
    if isinstance(content, html.Details) or "screen-only" in css:
        return None
    if getattr(content, "children", None) is not None:
        content.children = on_paper(content.children)
    return content


def _once(one: Band, portrait: Portrait, drawn: set[str]) -> Band:
    """Leave out what is drawn or stated already, and drawings that are about a wider place."""
    own = portrait.place.level

    def fresh(key: str, level: str) -> bool:
        if key in drawn or (level == "region" and own != "region"):
            return False
        drawn.add(key)
        return True

    figures = tuple(f for f in one.key_figures if f.known and fresh(f.key, ""))
    return replace(
        one,
        key_figures=figures,
        charts=tuple(c for c in one.charts if fresh(f"chart {c.key}", c.about.level)),
        grids=tuple(g for g in one.grids if fresh(f"grid {g.key}", g.about.level)),
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
