"""« Régions »: the regions that have an atlas, each at an address of its own."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

PATH = "/region"


def regions_page(regions: Mapping[str, str], here: str) -> Component:
    """Return the list of the regions.

    Parameters
    ----------
    regions : their addresses by their names, in the order to be read
    here : the name of the one that this server has
    """
    items = [
        html.Li([html.Strong(name), " (vous y êtes)"] if name == here else html.A(name, href=href))
        for name, href in regions.items()
    ]
    return html.Div(
        [
            html.H1("Régions"),
            html.P("Chaque région a son atlas, à son adresse : ses formations, ses territoires."),
            html.Ul(items),
        ],
        className="prose",
    )
