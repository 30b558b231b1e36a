"""« Aide »: what the atlas is, how it is used, and the guided tour again."""

from dash import html
from dash.development.base_component import Component

from layouts.head import TITLE
from layouts.help.welcome import WHAT, tour_button
from layouts.kit.attributes import attributes
from layouts.kit.prose import prose


def help_page(text: str) -> Component:
    """Return the page; `text` is its Markdown."""
    return html.Div(
        [
            html.H1("Aide"),
            html.P(WHAT, className="lead"),
            html.P(tour_button("button-main"), className="screen-only"),
            *prose(text),
        ],
        className="prose help",
        **attributes(data_title=f"Aide – {TITLE}"),
    )
