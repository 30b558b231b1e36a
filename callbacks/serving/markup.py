"""Puts the HTML that the server writes (`layouts.kit.markup`) in its place on the page."""

from dash import ClientsideFunction, Dash, Input, Output


def put_markup(app: Dash, place: str) -> None:
    """Add the callback that fills a place made by `layouts.kit.markup.placed`."""
    app.clientside_callback(
        ClientsideFunction("markup", "put"),
        Output(place, "data-put"),
        Input(f"{place}-html", "data"),
    )
