"""What a browser is told not to do with our pages: above all, to talk to anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from dash import Dash
from flask import Response


def register(app: Dash, tiles: str = "") -> None:
    """Send the security headers with every answer.

    Parameters
    ----------
    app : Dash
    tiles : str
        Address of a tile server, the one third party that a page may then ask for images.
    """

    @app.server.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        # The debugger of `make dev` writes scripts of its own into the pages.
        if response.mimetype == "text/html" and not app.server.debug:
            headers["Content-Security-Policy"] = content_policy(app.csp_hashes(), tiles)
        return response


def content_policy(script_hashes: Sequence[str], tiles: str = "") -> str:
    """Return the Content-Security-Policy of a page whose own inline scripts have these hashes."""
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *dict.fromkeys(script_hashes)]),
        "style-src": "'self' 'unsafe-inline'",  # Mantine and Leaflet place things by style
        "img-src": " ".join(["'self'", "data:", "blob:", *_origin(tiles)]),
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _origin(address: str) -> list[str]:
    parts = urlsplit(address.replace("{s}", "*"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.scheme in ("http", "https") else []
