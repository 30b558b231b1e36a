"""The contract as files: a page of paper a chapter, its figures, the list of series."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import Flask, Response, abort

from callbacks.api.files import csv_file, sorted_paper
from callbacks.contract.page import shown
from callbacks.serving.paper import ROOT, pdf_of
from callbacks.territory.pdf import STYLES
from geodata.atlas import Atlas
from geodata.contract.export import follow_table, series_table
from geodata.contract.following import follows
from geodata.contract.series import series
from geodata.region.contract import LIST, Chapter, Contract
from layouts.contract.page import PATH, chapter_path
from layouts.contract.paper import chapter_document

PAPER = ROOT / "layouts" / "contract" / "paper.css"


def chapter_pdf(
    atlas: Atlas, contract: Contract, chapter: Chapter, site: str = "", search: str = ""
) -> bytes:
    """Return a chapter as a tagged PDF of one page (raises PdfUnavailable)."""
    link = f"{site}{chapter_path(chapter.slug)}{search}"
    text = chapter_document(shown(atlas, contract, chapter.slug), chapter, atlas.built_on, link)
    return pdf_of(text, (*STYLES, PAPER), pages=1)


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the contract."""

    @server.get(f"{PATH}.csv")
    def contract_csv() -> Response:
        return _followed(current(), "", "suivi-du-contrat")

    @server.get(f"{PATH}/{LIST}.csv")
    def series_csv() -> Response:
        return csv_file(series_table(series(current()), date.today()), "indicateurs-disponibles")

    @server.get(chapter_path("<slug>", ".csv"))
    def chapter_csv(slug: str) -> Response:
        atlas = current()
        _chapter_or_404(atlas, slug)
        return _followed(atlas, slug, f"contrat-{slug}")

    @server.get(chapter_path("<slug>", ".pdf"))
    def chapter_paper(slug: str) -> Response:
        atlas = current()
        contract, chapter = _chapter_or_404(atlas, slug)
        return sorted_paper(
            atlas, f"contrat-{slug}", partial(chapter_pdf, atlas, contract, chapter)
        )


def _chapter_or_404(atlas: Atlas, slug: str) -> tuple[Contract, Chapter]:
    chapter = atlas.contract.chapter(slug) if atlas.contract else None
    if atlas.contract is None or chapter is None:
        abort(404)
    return atlas.contract, chapter


def _followed(atlas: Atlas, slug: str, name: str) -> Response:
    if atlas.contract is None:
        abort(404)
    return csv_file(follow_table(atlas.contract, follows(atlas, slug), date.today()), name)
