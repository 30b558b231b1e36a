"""Where visitors know the site to be, to be written on paper, in a link or in a QR code."""

from __future__ import annotations

from flask import Flask, current_app, has_request_context, request

_SET = "SITE_ADDRESS"


def register(server: Flask, address: str | None) -> None:
    """Remember the address of the site, if it is set."""
    server.config[_SET] = address


def site_address(address: str | None) -> str:
    """Return where the site is, as it is set or as the request says; without a final slash."""
    return (address or request.host_url).rstrip("/")


def origin() -> str:
    """Return where the site is, "" outside a request."""
    return site_address(current_app.config.get(_SET)) if has_request_context() else ""
