"""The document that opens a page: its own title, what it is about, 404 where nothing is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from dash import Dash
from flask import Response, abort, g, request

from callbacks.routes import head_of, open_page
from callbacks.serving.origin import site_address
from callbacks.serving.resources import preloads
from geodata.atlas import Atlas
from layouts.document import ENTRY
from layouts.head import TITLE, Head, head_tags
from layouts.kit.tree import plain, told

_MACHINES = ("/_dash", "/assets/", "/_favicon")
"""Addresses of files: where there is none, a page would be taken for one."""

_STARTING_PAGES = ("/",)  # pages that open on the map


def register(app: Dash, current: Callable[[], Atlas], address: str | None) -> None:
    """Have each page open with its own head; `address` is that of the site, if it is set."""
    interpolate = app.interpolate_index

    def interpolate_index(**parts: str) -> str:
        if request.path.startswith(_MACHINES):
            abort(404)
        atlas = current()
        head, status = opened(atlas, request.path, request.query_string.decode(errors="replace"))
        g.page_status = status
        tags = head_tags(head, site_address(address))
        if request.path in _STARTING_PAGES:
            tags += preloads(atlas)
        return interpolate(
            **{**parts, "title": escape(head.title), "metas": f"{parts['metas']}\n{tags}",
               "app_entry": ENTRY}
        )  # fmt: skip

    app.interpolate_index = interpolate_index  # type: ignore[method-assign, assignment]

    @app.server.after_request
    def missing(response: Response) -> Response:
        if response.status_code == 200:
            response.status_code = g.get("page_status", 200)
        return response


def opened(atlas: Atlas, path: str, search: str) -> tuple[Head, int]:
    """Return what is said of the page of an address, and the status of its reply."""
    page = plain(open_page(atlas, path, search))
    head = replace(head_of(atlas, path, search), title=told(page, "data-title") or TITLE)
    return head, int(told(page, "data-status") or 200)
