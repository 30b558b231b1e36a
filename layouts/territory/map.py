"""The territory in its region, as a vector picture that a page and a sheet of paper both show."""

from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from geodata.portrait.outline import Outline
from layouts.kit.maps.region_picture import path


def locator(outline: Outline, name: str, region: str) -> Component:
    """Return the picture of a territory in its region, with its legend on paper."""
    picture = html.Img(
        src=f"data:image/svg+xml,{quote(svg(outline))}",
        alt=f"{name} dans la région {region}",
        className="locator",
    )
    own = html.Span("■", className="locator-own")
    return html.Figure([picture, html.Figcaption([own, f" {name}"], className="paper-only")])


def svg(outline: Outline) -> str:
    """Write the outline as SVG: the départements in grey, the territory in colour."""
    size = f'viewBox="0 0 {outline.width} {outline.height}" width="{outline.width}" '
    size += f'height="{outline.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<path d="{path(outline.land)}" fill="#e3e9e9" stroke="#fff" stroke-width="1"/>'
        f'<path d="{path(outline.own)}" fill="#006d72" stroke="#003b3f" stroke-width="0.8"/></svg>'
    )
