"""The monthly board of a SPEL as files: one A4 page, its figures."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import Flask, Response

from callbacks.api.files import csv_file, sorted_paper
from callbacks.serving.paper import ROOT, pdf_of
from callbacks.territory.pdf import STYLES
from geodata.atlas import Atlas
from geodata.month.board import board
from geodata.month.export import board_rows, board_table
from layouts.month.page import month_document, month_path

PAPER = ROOT / "layouts" / "month" / "paper.css"


def month_pdf(atlas: Atlas, code: str, site: str = "", search: str = "") -> bytes:
    """Return a board as a tagged PDF of one page (raises UnknownCode, PdfUnavailable)."""
    shown, link = board(atlas, code), f"{site}{month_path(code)}{search}"
    text = month_document(shown, atlas.region_name, atlas.built_on, date.today(), link)
    return pdf_of(text, (*STYLES, PAPER), pages=1)


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the boards."""

    @server.get(month_path("<code>", ".csv"))
    def month_csv(code: str) -> Response:
        rows = board_rows(board(current(), code))
        return csv_file(board_table(rows), f"mois-spel-{code}")

    @server.get(month_path("<code>", ".pdf"))
    def month_paper(code: str) -> Response:
        atlas = current()
        return sorted_paper(atlas, f"mois-spel-{code}", partial(month_pdf, atlas, code))
