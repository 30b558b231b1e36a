"""The base map of streets: its script, and the parts of its files that a browser reads.

A browser asks for bytes of one file, whichever place it looks at: no address, thus no log, says it.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Response, abort, current_app, has_app_context, request

from callbacks.serving.compression import BUNDLES, FOREVER
from geodata.atlas import Atlas

_ADDRESS = "/rues/"
_LONGEST = 8_000_000  # bytes of an answer: a browser asks for a few thousand at a time
_DRAWER = Path("vendor") / "protomaps-leaflet.js"
"""What draws tiles under a Leaflet map (protomaps-leaflet 5.1.0, BSD-3-Clause)."""

_KEPT = "base_map"  # what an application knows of its own: the script's address, the setting


def base_map(atlas: Atlas) -> dict[str, Any]:
    """Return what a map needs to draw what lies under it, as JSON.

    `streets` (the addresses of its files, of its script, its box, the name of its extract) is null
    without an extract, `tiles` (an operator's server, and whom its images are owed to) without one.
    """
    streets = atlas.streets
    known = current_app.extensions[_KEPT] if has_app_context() else {"script": "", "tiles": ""}
    return {
        "streets": streets
        and {
            "files": {name: f"{_ADDRESS}{streets.id}/{name}.pmtiles" for name in streets.sizes},
            "script": known["script"],
            "bounds": list(streets.bounds),
            "extract": streets.extract,
        },
        "tiles": _operator(known["tiles"]),
    }


def _operator(setting: str) -> Mapping[str, str] | None:
    """Return the address of a server of images, its name, and whom they are owed to.

    « {s} », which the browser turns into one of several hosts, is no part of the name.
    """
    if not setting:
        return None
    address, _, credit = setting.partition(" ")
    host = address.split("://", 1)[1].split("/", 1)[0].removeprefix("{s}.")
    return {"address": address, "host": host, "credit": credit.strip() or host}


def register(app: Dash, current: Callable[[], Atlas], tiles: str = "") -> None:
    """Serve the script and the files; `tiles` is the setting of an operator's own server."""
    content = (Path(app.config.assets_folder) / _DRAWER).read_text(encoding="utf-8")
    name = f"{blake2b(content.encode(), digest_size=8).hexdigest()}.js"
    app.server.extensions[_KEPT] = {"script": f"{BUNDLES}rues/{name}", "tiles": tiles}

    @app.server.get(f"{BUNDLES}rues/<asked>")
    def drawer(asked: str) -> Response:
        if asked != name:
            abort(404)
        response = Response(content, mimetype="text/javascript")
        response.headers["Cache-Control"] = FOREVER
        return response

    @app.server.get(f"{_ADDRESS}<id_>/<file>.pmtiles")
    def part(id_: str, file: str) -> Response:
        streets = current().streets
        if streets is None or id_ != streets.id or file not in streets.sizes:
            return _refusal("Ces rues n'existent plus : rechargez la page.", 404)
        size = streets.sizes[file]
        asked = request.range.range_for_length(size) if request.range else None
        if asked is None or asked[1] - asked[0] > _LONGEST:
            refused = _refusal("Demandez une partie de ce fichier (Range).", 416)
            refused.headers["Content-Range"] = f"bytes */{size}"
            return refused
        start, end = asked
        try:
            content = streets.read(file, start, end)
        except OSError:
            return _refusal("Ces rues n'existent plus : rechargez la page.", 404)
        response = Response(content, status=206, mimetype="application/vnd.pmtiles")
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        response.headers["Cache-Control"] = FOREVER
        response.headers["Accept-Ranges"] = "bytes"
        response.set_etag(id_)
        return response


def _refusal(message: str, status: int) -> Response:
    return Response(message, status=status, headers={"Cache-Control": "no-store"})
