"""What search engines read: what they may visit, and the list of all pages."""

from collections.abc import Callable
from html import escape

from flask import Flask, Response, abort

from callbacks.routes import addresses
from callbacks.serving.origin import origin
from geodata.atlas import Atlas

MOST = 50_000
"""Addresses that a list may hold: beyond, `/sitemap.xml` lists the lists."""

_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Add `/robots.txt` and `/sitemap.xml`."""

    @server.get("/robots.txt")
    def robots() -> Response:
        text = f"User-agent: *\nDisallow: /api/\nSitemap: {origin()}/sitemap.xml\n"
        return _reply(text, "text/plain")

    @server.get("/sitemap.xml")
    def sitemap() -> Response:
        atlas, site = current(), origin()
        pages = _pages(atlas)
        if len(pages) <= MOST:
            return _reply(page_list(pages, site, atlas.built_at[:10]), "application/xml")
        return _reply(list_of_lists(len(pages), site), "application/xml")

    @server.get("/sitemap-<int:part>.xml")
    def sitemap_part(part: int) -> Response:
        atlas = current()
        pages = _pages(atlas)[(part - 1) * MOST : part * MOST] if part else []
        if not pages:
            abort(404)
        text = page_list(pages, origin(), atlas.built_at[:10])
        return _reply(text, "application/xml")


def page_list(paths: list[str], site: str, changed: str) -> str:
    """Write a list of pages; `changed` is the day of their last change, as ISO 8601."""
    rows = "".join(
        f"<url><loc>{escape(site + path)}</loc><lastmod>{changed}</lastmod></url>\n"
        for path in paths
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SPACE}>\n{rows}</urlset>\n'


def list_of_lists(pages: int, site: str) -> str:
    """Write the list of the lists that so many pages take."""
    rows = "".join(
        f"<sitemap><loc>{escape(site)}/sitemap-{part + 1}.xml</loc></sitemap>\n"
        for part in range(-(-pages // MOST))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n'
    )


def _pages(atlas: Atlas) -> list[str]:
    return atlas.cached("addresses", lambda: addresses(atlas))


def _reply(text: str, mimetype: str) -> Response:
    response = Response(text, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-cache"
    return response
