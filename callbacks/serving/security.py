"""What a browser is told not to do with our pages: above all, to talk to anybody else."""

from collections.abc import Sequence

from dash import Dash
from flask import Response

from callbacks.serving.bundles import greeting, policy_hash
from callbacks.serving.framing import embedded, sites


def register(app: Dash, tiles: str = "") -> None:
    """Send the security headers with every answer; `tiles` is the setting of a server of images."""
    images = images_from(tiles)
    own = policy_hash(greeting(app.config.assets_folder))

    @app.server.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        # The debugger of `make dev` writes scripts of its own into the pages.
        if response.mimetype == "text/html" and not app.server.debug:
            headers["Content-Security-Policy"] = content_policy(
                [*app.csp_hashes(), own], sites() if embedded() else (), images
            )
        return response


def images_from(tiles: str) -> str:
    """Return the origin of a server of images such as « https://…/{z}/{x}/{y}.png », "" of none."""
    address = tiles.partition(" ")[0]
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0].replace("{s}", "*")
    return f"{scheme}://{host}" if host else ""


def content_policy(
    script_hashes: Sequence[str], frames: Sequence[str] = (), images: str = ""
) -> str:
    """Return the Content-Security-Policy of a page.

    Parameters
    ----------
    script_hashes : of its own inline scripts
    frames : other sites that may show it in a frame
    images : the origin of the operator's base map, which a person may choose to see
    """
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *dict.fromkeys(script_hashes)]),
        "style-src": "'self' 'unsafe-inline'",  # Mantine and Leaflet place things by style
        "img-src": " ".join(filter(None, ["'self' data: blob:", images])),
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(["'self'", *frames]),
    }
    return "; ".join(f"{name} {value}" for name, value in policy.items())
