"""The publics of a territory as files: a document on A4, a table, a workbook."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import Flask, Response

from callbacks.api.files import csv_file, sorted_paper
from callbacks.publics.page import shown_of
from callbacks.serving.paper import ROOT, pdf_of
from callbacks.serving.workbook import workbook
from callbacks.territory.pdf import STYLES
from geodata.atlas import Atlas
from geodata.publics.export import publics_table
from layouts.publics.page import RULE, publics_document, publics_path

PAPER = ROOT / "layouts" / "publics" / "paper.css"


def publics_pdf(atlas: Atlas, level: str, code: str, site: str = "", search: str = "") -> bytes:
    """Return the publics of a territory as a tagged PDF (raises UnknownCode, PdfUnavailable)."""
    shown = shown_of(atlas, level, code)
    text = publics_document(shown, date.today(), f"{site}{publics_path(level, code)}{search}")
    return pdf_of(text, (*STYLES, PAPER))


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the pages of publics."""

    @server.get(publics_path("<level>", "<code>", ".csv"))
    def publics_csv(level: str, code: str) -> Response:
        shown = shown_of(current(), level, code)
        return csv_file(publics_table(shown.publics), f"publics-{level}-{code}")

    @server.get(publics_path("<level>", "<code>", ".xlsx"))
    def publics_workbook(level: str, code: str) -> Response:
        atlas = current()
        rows = publics_table(shown_of(atlas, level, code).publics)
        lines = rows[["Source", "Année"]].drop_duplicates().agg(" · ".join, axis=1)
        told = sorted({line.strip(" ·") for line in lines} - {""})
        return workbook(atlas, rows, f"publics-{level}-{code}", told, [RULE])

    @server.get(publics_path("<level>", "<code>", ".pdf"))
    def publics_paper(level: str, code: str) -> Response:
        atlas = current()
        return sorted_paper(
            atlas, f"publics-{level}-{code}", partial(publics_pdf, atlas, level, code)
        )
