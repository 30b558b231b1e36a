"""Where visitors know the site to be, to be written on paper, in a link or in a QR code."""

from __future__ import annotations

from flask import Flask, current_app, has_request_context, request

_SET = "SITE_ADDRESS"


def register(server: Flask, address: str | None) -> None:
    """Remember the address of the site, if it is set."""
    server.config[_SET] = address


def origin() -> str:
    """Return where the site is, without a final slash: as set, else as the request says.

    Outside a request it is "".
    """
    if not has_request_context():
        return ""
    address: str = current_app.config.get(_SET) or request.host_url
    return address.rstrip("/")
