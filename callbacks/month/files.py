"""The monthly board of a SPEL as files: one A4 page, its figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Flask, Response, abort

from callbacks.api.exports import MIMETYPES
from callbacks.api.replies import cached
from callbacks.serving.origin import origin
from callbacks.serving.paper import ROOT, PdfUnavailable, pdf_of
from callbacks.territory.pdf import STYLES
from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.finding.export import to_csv
from geodata.month.board import Board, board
from geodata.month.export import board_table
from layouts.month.page import month_document, month_path

PAPER = ROOT / "layouts" / "month" / "paper.css"


def month_pdf(atlas: Atlas, code: str, site: str = "") -> bytes:
    """Return a board as a tagged PDF of one page (raises UnknownCode, PdfUnavailable)."""
    shown, link = board(atlas, code), f"{site}{month_path(code)}"
    text = month_document(shown, atlas.region_name, atlas.built_on, date.today(), link)
    return pdf_of(text, (*STYLES, PAPER), pages=1)


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the boards."""

    @server.get(month_path("<code>", ".csv"))
    def month_csv(code: str) -> Response:
        content = to_csv(board_table(_board_or_404(current(), code)))
        return _file(content, MIMETYPES["csv"], f"mois-spel-{code}.csv", "attachment")

    @server.get(month_path("<code>", ".pdf"))
    def month_paper(code: str) -> Response:
        atlas, site = current(), origin()
        _board_or_404(atlas, code)

        def make() -> Response:
            try:
                content = month_pdf(atlas, code, site)
            except PdfUnavailable as problem:
                return Response(str(problem), status=503, content_type="text/plain; charset=utf-8")
            return _file(content, "application/pdf", f"mois-spel-{code}.pdf", "inline")

        # The address is on the paper: another site's is another paper.
        return cached(atlas, {"site": site}, make, costly=True)


def _board_or_404(atlas: Atlas, code: str) -> Board:
    try:
        return board(atlas, code)
    except UnknownCode:
        abort(404)


def _file(content: bytes, mimetype: str, name: str, how: str) -> Response:
    response = Response(content, content_type=mimetype)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response
