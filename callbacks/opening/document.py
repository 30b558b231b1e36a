"""The document that opens a page: its own title, what it is about, 404 where nothing is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape

from dash import Dash
from flask import Response, abort, g, request

from callbacks.opening.first_sight import Sight, first_sight
from callbacks.routes import head_of
from callbacks.serving.bundles import FONT, bundled, greeting
from callbacks.serving.bundles import register as register_bundles
from callbacks.serving.framing import embedded
from callbacks.serving.origin import origin
from callbacks.serving.resources import read_first
from geodata.atlas import Atlas
from layouts.document import EMBEDDED_BODY, ENTRY
from layouts.head import TITLE, head_tags

_MACHINES = ("/_dash", "/assets/", "/_favicon")
"""Addresses of files: where there is none, a page would be taken for one."""

_STARTING_PAGES = ("/",)  # pages that open on the map


_FONT = f'\n<link rel="preload" as="font" type="font/woff2" crossorigin href="{FONT}">'


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Have each page open with its own head."""
    _write_tags_once(app)
    interpolate = app.interpolate_index
    bundles = register_bundles(app)

    def interpolate_index(**parts: str) -> str:
        if request.path.startswith(_MACHINES):
            abort(404)
        atlas = current()
        search = request.query_string.decode(errors="replace")
        sight = _sight_or_nothing(app, atlas, request.path, search)
        head = head_of(atlas, request.path, search)
        if head.title == TITLE:
            head = replace(head, title=sight.title or TITLE)
        g.page_status = sight.status
        tags = head_tags(head, origin()) + _FONT
        entry = ENTRY + sight.html
        if not app.server.debug:
            entry = f"<script>{greeting(app.config.assets_folder)}</script>{entry}"
            fetched = read_first(atlas) if request.path in _STARTING_PAGES else []
            parts = bundled(bundles, parts, request.path, fetched)
        text = interpolate(
            **{**parts, "title": escape(head.title), "metas": f"{parts['metas']}\n{tags}",
               "app_entry": entry}
        )  # fmt: skip
        return text.replace("<body>", EMBEDDED_BODY, 1) if embedded() else text

    app.interpolate_index = interpolate_index  # type: ignore[method-assign, assignment]

    @app.server.after_request
    def missing(response: Response) -> Response:
        if response.status_code == 200:
            response.status_code = g.get("page_status", 200)
        return response


def _write_tags_once(app: Dash) -> None:
    """Keep the tags of the scripts and styles, but where files change as one writes them.

    Dash looks for the date of each file, for each page that it opens.
    """
    for name in ("_generate_scripts_html", "_generate_css_dist_html"):
        write = getattr(app, name)
        setattr(app, name, partial(_kept_tags, app, write, []))


def _kept_tags(app: Dash, write: Callable[[], str], kept: list[str]) -> str:
    if app.server.debug:
        return write()
    if not kept:
        kept.append(write())
    return kept[0]


def _sight_or_nothing(app: Dash, atlas: Atlas, path: str, search: str) -> Sight:
    """Return the page before its scripts; without it, they still draw the page."""
    try:
        return first_sight(atlas, path, search)
    except Exception:  # whatever it is, the application must come
        # The path alone: a position in the address must not reach a log.
        app.server.logger.exception("No first sight of %s", path)
        return Sight("", "", 200)
