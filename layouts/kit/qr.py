"""An address on paper: its text, and a QR code drawn inside the page, asking nobody."""

import segno
from dash import html
from dash.development.base_component import Component

_LONGEST = 1_200
"""Bytes of an address: beyond, a telephone no longer reads a code of this size on paper."""

_PRINTED = 300
"""Signs of an address that are printed: nobody types more, and a sheet of paper takes minutes to
lay out around thousands without a space."""

_MASK = 2


def written_address(address: str, class_name: str) -> Component:
    """Return an address as text on paper, its beginning where it is long."""
    shown = address if len(address) <= _PRINTED else f"{address[:_PRINTED]}…"
    return html.P(shown, className=class_name)


def qr_code(address: str, alt: str) -> Component:
    """Return the QR code of an address; `alt` says what it opens.

    A sentence stands in its place where the address is longer than a code can be read.
    """
    if len(address.encode()) > _LONGEST:
        return html.Span("L'adresse est trop longue pour un code.", className="small")
    # Any mask is read; trying all eight to choose one takes three times as long as the rest.
    code = segno.make(address, error="m", micro=False, mask=_MASK)
    image = code.svg_data_uri(border=2, scale=4)
    return html.Img(src=image, alt=alt, className="qr")
