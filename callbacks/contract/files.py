"""The contract as files: a page of paper a chapter, its figures, the list of series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
from flask import Flask, Response, abort

from callbacks.api.exports import MIMETYPES
from callbacks.api.replies import cached
from callbacks.contract.page import shown
from callbacks.serving.origin import origin
from callbacks.serving.paper import ROOT, PdfUnavailable, pdf_of
from callbacks.territory.pdf import STYLES
from geodata.atlas import Atlas
from geodata.contract.export import follow_table, series_table
from geodata.contract.following import follows
from geodata.contract.series import series
from geodata.contracts import LIST, Chapter, Contract
from geodata.finding.export import to_csv
from layouts.contract.page import PATH, chapter_path
from layouts.contract.paper import chapter_document

PAPER = ROOT / "layouts" / "contract" / "paper.css"


def chapter_pdf(atlas: Atlas, contract: Contract, chapter: Chapter, site: str = "") -> bytes:
    """Return a chapter as a tagged PDF of one page (raises PdfUnavailable)."""
    link = f"{site}{chapter_path(chapter.slug)}"
    text = chapter_document(shown(atlas, contract, chapter.slug), chapter, atlas.built_on, link)
    return pdf_of(text, (*STYLES, PAPER), pages=1)


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the contract."""

    @server.get(f"{PATH}.csv")
    def contract_csv() -> Response:
        return _followed(current(), "", "suivi-du-contrat")

    @server.get(f"{PATH}/{LIST}.csv")
    def series_csv() -> Response:
        return _csv(series_table(series(current()), date.today()), "indicateurs-disponibles")

    @server.get(chapter_path("<slug>", ".csv"))
    def chapter_csv(slug: str) -> Response:
        atlas = current()
        _chapter_or_404(atlas, slug)
        return _followed(atlas, slug, f"contrat-{slug}")

    @server.get(chapter_path("<slug>", ".pdf"))
    def chapter_paper(slug: str) -> Response:
        atlas, site = current(), origin()
        contract, chapter = _chapter_or_404(atlas, slug)

        def make() -> Response:
            try:
                content = chapter_pdf(atlas, contract, chapter, site)
            except PdfUnavailable as problem:
                return Response(str(problem), status=503, content_type="text/plain; charset=utf-8")
            return _file(content, "application/pdf", f"contrat-{slug}.pdf", "inline")

        # The address is on the paper: another site's is another paper.
        return cached(atlas, {"site": site}, make, costly=True)


def _chapter_or_404(atlas: Atlas, slug: str) -> tuple[Contract, Chapter]:
    chapter = atlas.contract.chapter(slug) if atlas.contract else None
    if atlas.contract is None or chapter is None:
        abort(404)
    return atlas.contract, chapter


def _followed(atlas: Atlas, slug: str, name: str) -> Response:
    if atlas.contract is None:
        abort(404)
    return _csv(follow_table(atlas.contract, follows(atlas, slug), date.today()), name)


def _csv(table: pd.DataFrame, name: str) -> Response:
    return _file(to_csv(table), MIMETYPES["csv"], f"{name}.csv", "attachment")


def _file(content: bytes, mimetype: str, name: str, how: str) -> Response:
    response = Response(content, content_type=mimetype)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response
