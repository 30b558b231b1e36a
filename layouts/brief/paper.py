"""What a screen shows, as a sheet of paper can: unfolded, without buttons, charts as pictures."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.brief.curves import curves

_LEFT_OUT = ("screen-only", "button-quiet", "button-link", "missing", "zone-line")


def on_paper(content: Any) -> Any:
    """Return components as they are put on paper; what a screen alone uses is left out."""
    if isinstance(content, list | tuple):
        return [kept for part in content if (kept := on_paper(part)) is not None]
    if not isinstance(content, Component):
        return content
    css = str(getattr(content, "className", "") or "").split()
    if any(name in _LEFT_OUT for name in css):
        return None
    match content:
        case html.Details():
            return _unfolded(content, css)
        case html.Button():
            told = "zone-link" in css or "sort-head" in css
            return html.Span(on_paper(content.children)) if told else None
        case html.A() | dcc.Link():
            return html.Span(on_paper(content.children))
        case dcc.Graph():
            return curves(
                vars(content)["figure"], "Les courbes ; les mêmes valeurs sont dans la table."
            )
    if getattr(content, "children", None) is not None:
        content.children = on_paper(content.children)
    return content


def _unfolded(content: html.Details, css: list[str]) -> Component | None:
    """Show the data of a chart; what else is folded is the affair of the screen."""
    if "chart-data" not in css:
        return None
    inside = content.children if isinstance(content.children, list) else [content.children]
    return html.Div(on_paper([part for part in inside if not isinstance(part, html.Summary)]))
