"""Our own scripts and styles as they are sent: minified, in few files, what the page needs first.

A browser waits for the styles of the page that it opens, and for no script: they are asked for once
the page is painted. Scripts that no page of ours runs are not sent. `make dev` sends the files as
they are written.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path

from dash import Dash
from flask import Response, abort
from rcssmin import cssmin
from rjsmin import jsmin

from callbacks.serving.compression import BUNDLES, FONTS, FOREVER

FONT = f"{FONTS}source-sans-3-latin-wght-normal.woff2"
"""What every page is written in: fetched beside the styles that name it."""

_SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
_UNUSED = ("/assets/", "/dash_table/")
"""What our files stand for; a table that no page has."""

_LATE = {"/deps/polyfill@": "polyfill", "/dash_leaflet/": "leaflet"}
"""Scripts that wait until something to draw asks for them (`assets/base/late.js`)."""

_OPENER = "opener.js"
"""What starts the others: it is sent alone."""

_GREETING = "first_visit.js"
"""What changes the first page before it is painted: it is written in the page itself."""

_VENDOR = "vendor"
"""Others' scripts, which a page asks for when it needs them (`callbacks.serving.streets`)."""

_EVERYWHERE = "appearance"
_FOLDERS = {
    "couverture": "coverage",
    "selection": "selection",
    "tensions": "tensions",
    "territoire": "territory",
}
"""The folder of the styles of a page, by the first part of its path; others need no more."""

_MIMETYPES = {"js": "text/javascript", "css": "text/css"}


class Bundles:
    """The files made of a folder of assets, the same in every process.

    Parameters
    ----------
    start : the script that starts the application
    """

    def __init__(self, assets: Path, start: str) -> None:
        self.made: dict[str, str] = {}
        ours = (path for path in assets.rglob("*.js") if path.parent.name != _VENDOR)
        apart = (_OPENER, _GREETING)
        scripts = sorted(path for path in ours if path.name not in apart)
        self.opener = self._keep(jsmin(_text(assets / "base" / _OPENER)), "js")
        self.scripts = self._keep("\n".join(jsmin(_text(path)) for path in scripts), "js")
        self.start = self._keep(start, "js")
        styles = sorted(assets.rglob("*.css"))
        self._styles = {
            folder: self._split(styles, {_EVERYWHERE, folder})
            for folder in (_EVERYWHERE, *_FOLDERS.values())
        }

    def styles(self, path: str) -> tuple[str, str]:
        """Return the addresses of the styles that a page needs at once, and of the others."""
        return self._styles[_FOLDERS.get(path.strip("/").partition("/")[0], _EVERYWHERE)]

    def _split(self, styles: list[Path], first: set[str]) -> tuple[str, str]:
        own = [path for path in styles if path.parent.name in first]
        rest = [path for path in styles if path.parent.name not in first]
        return self._keep(_css(own), "css"), self._keep(_css(rest), "css")

    def _keep(self, text: str, ending: str) -> str:
        """Return the address of a text, which says what it contains."""
        name = f"{blake2b(text.encode(), digest_size=8).hexdigest()}.{ending}"
        self.made[name] = text
        return BUNDLES + name


def register(app: Dash) -> Bundles:
    """Make the files and serve them; they never change under their address."""
    bundles = Bundles(Path(app.config.assets_folder), app.renderer)

    @app.server.get(f"{BUNDLES}<name>")
    def bundle(name: str) -> Response:
        if name not in bundles.made:
            abort(404)
        response = Response(bundles.made[name], mimetype=_MIMETYPES[name.rpartition(".")[2]])
        response.headers["Cache-Control"] = FOREVER
        return response

    return bundles


@cache
def greeting(assets: str) -> str:
    """Return the script that a page holds, as it is written there; of a folder of assets."""
    text: str = jsmin(_text(Path(assets) / "help" / _GREETING))
    return text


def policy_hash(script: str) -> str:
    """Return the name of a script in a page, as a Content-Security-Policy allows it."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def bundled(
    bundles: Bundles, parts: dict[str, str], path: str, fetched: Sequence[str]
) -> dict[str, str]:
    """Return the parts of a document (`scripts`, `css`, `renderer`) with our files in their place.

    `path` is that of the page, `fetched` the addresses of what its scripts read first. What is
    shown waits for none of the scripts, which keep their order; ours come before the one that draws
    the application (`assets/base/opener.js`).
    """
    others = [
        found
        for found in _SCRIPT.findall(parts["scripts"])
        if not any(unused in found for unused in _UNUSED)
    ]
    at = next((n for n, found in enumerate(others) if "/dash-renderer/" in found), len(others))
    scripts = [*others[:at], bundles.scripts, *others[at:], bundles.start]
    later = [f'<link rel="preload" as="fetch" crossorigin href="{one}">' for one in fetched]
    # A map in sight asks for it at once, one out of sight when it is opened.
    later += [f'<link rel="prefetch" href="{src}">' for src in scripts if "leaflet" in _late(src)]
    later += [f'<script{_late(src)} src="{src}"></script>' for src in scripts]
    own, rest = bundles.styles(path)
    last = f'<link rel="stylesheet" href="{rest}">\n'
    return {
        **parts,
        "css": f'<link rel="stylesheet" href="{own}">',
        "scripts": f'{last}<template id="atlas-opening">{"".join(later)}</template>',
        "renderer": f'<script defer id="_dash-renderer" src="{bundles.opener}"></script>',
    }


def _late(src: str) -> str:
    return next((f' data-late="{name}"' for part, name in _LATE.items() if part in src), "")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _css(paths: Iterable[Path]) -> str:
    text: str = cssmin("\n".join(map(_text, paths)))
    return text.replace("../fonts/", FONTS)
