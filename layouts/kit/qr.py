"""A QR code as an image inside the page: nothing is asked of anybody to draw it."""

from __future__ import annotations

import segno
from dash import html
from dash.development.base_component import Component


def qr_code(address: str, alt: str) -> Component:
    """Return the QR code of an address; `alt` says what it opens."""
    image = segno.make(address, error="m", micro=False).svg_data_uri(border=2, scale=4)
    return html.Img(src=image, alt=alt, className="qr")
