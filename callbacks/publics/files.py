"""The publics of a territory as files: a document on A4, a table, a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Flask, Response, abort

from callbacks.api.exports import MIMETYPES
from callbacks.api.replies import cached
from callbacks.publics.page import shown_of
from callbacks.serving.origin import origin
from callbacks.serving.paper import ROOT, PdfUnavailable, pdf_of
from callbacks.serving.workbook import workbook
from callbacks.territory.pdf import STYLES
from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.finding.export import to_csv
from geodata.publics.export import publics_table
from layouts.publics.page import RULE, Shown, publics_document, publics_path

PAPER = ROOT / "layouts" / "publics" / "paper.css"


def publics_pdf(atlas: Atlas, level: str, code: str, site: str = "") -> bytes:
    """Return the publics of a territory as a tagged PDF (raises UnknownCode, PdfUnavailable)."""
    shown = shown_of(atlas, level, code)
    text = publics_document(shown, date.today(), f"{site}{publics_path(level, code)}")
    return pdf_of(text, (*STYLES, PAPER))


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the pages of publics."""

    @server.get(publics_path("<level>", "<code>", ".csv"))
    def publics_csv(level: str, code: str) -> Response:
        shown = _shown_or_404(current(), level, code)
        content = to_csv(publics_table(shown.publics))
        return _file(content, MIMETYPES["csv"], f"publics-{level}-{code}.csv", "attachment")

    @server.get(publics_path("<level>", "<code>", ".xlsx"))
    def publics_workbook(level: str, code: str) -> Response:
        atlas = current()
        rows = publics_table(_shown_or_404(atlas, level, code).publics)
        lines = rows[["Source", "Année"]].drop_duplicates().agg(" · ".join, axis=1)
        told = sorted({line.strip(" ·") for line in lines} - {""})
        return workbook(atlas, rows, f"publics-{level}-{code}", told, [RULE])

    @server.get(publics_path("<level>", "<code>", ".pdf"))
    def publics_paper(level: str, code: str) -> Response:
        atlas, site = current(), origin()
        _shown_or_404(atlas, level, code)

        def make() -> Response:
            try:
                content = publics_pdf(atlas, level, code, site)
            except PdfUnavailable as problem:
                return Response(str(problem), status=503, content_type="text/plain; charset=utf-8")
            return _file(content, "application/pdf", f"publics-{level}-{code}.pdf", "inline")

        # The address is on the paper: another site's is another paper.
        return cached(atlas, {"site": site}, make, costly=True)


def _shown_or_404(atlas: Atlas, level: str, code: str) -> Shown:
    try:
        return shown_of(atlas, level, code)
    except UnknownCode:
        abort(404)


def _file(content: bytes, mimetype: str, name: str, how: str) -> Response:
    response = Response(content, content_type=mimetype)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response
