"""The flows of a territory as files: a document on A4, tables, a workbook."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
from flask import Flask, Response, request

from callbacks.api.files import as_shown, csv_file, sorted_paper
from callbacks.flows.page import shown_of
from callbacks.serving.paper import ROOT, pdf_of
from callbacks.serving.workbook import workbook
from callbacks.territory.pdf import STYLES
from geodata.atlas import Atlas
from geodata.flows.export import NEEDS_HEADERS, flows_table, needs_table
from layouts.flows import words
from layouts.flows.page import COMPUTED, Shown, flows_document, flows_page, flows_path

PAPER = ROOT / "layouts" / "flows" / "paper.css"


def flows_pdf(atlas: Atlas, level: str, code: str, site: str = "", search: str = "") -> bytes:
    """Return the flows of a territory as a tagged PDF (raises UnknownCode, PdfUnavailable)."""
    shown = shown_of(atlas, level, code)
    text = flows_document(shown, date.today(), f"{site}{flows_path(level, code)}{search}")
    return pdf_of(text, (*STYLES, PAPER))


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files of the pages of flows."""

    @server.get(flows_path("<level>", "<code>", ".csv"))
    def flows_csv(level: str, code: str) -> Response:
        shown = shown_of(current(), level, code)
        return csv_file(flows_table(shown.place, tuple(shown.series)), f"flux-{level}-{code}")

    @server.get(flows_path("<level>", "<code>", "-besoins.csv"))
    def needs_csv(level: str, code: str) -> Response:
        shown = shown_of(current(), level, code)
        return csv_file(_needs(shown), f"places-et-projets-{level}-{code}")

    @server.get(flows_path("<level>", "<code>", ".xlsx"))
    def flows_workbook(level: str, code: str) -> Response:
        atlas = current()
        return _workbook(atlas, shown_of(atlas, level, code))

    @server.get(flows_path("<level>", "<code>", ".pdf"))
    def flows_paper(level: str, code: str) -> Response:
        atlas = current()
        return sorted_paper(atlas, f"flux-{level}-{code}", partial(flows_pdf, atlas, level, code))


def _needs(shown: Shown) -> pd.DataFrame:
    """The places beside the projects, in the order of the page."""
    return as_shown(needs_table(shown.needs), "Domaine", lambda: flows_page(shown), request.args)


def _workbook(atlas: Atlas, shown: Shown) -> Response:
    place = shown.place
    beside = _needs(shown).astype(object)
    rows = [[*NEEDS_HEADERS], *beside.where(beside.notna(), "").to_numpy().tolist()]
    return workbook(
        atlas,
        flows_table(place, tuple(shown.series)),
        f"flux-{place.level}-{place.code}",
        [words.source_note(one) for one in shown.series],
        [COMPUTED, words.needs_note(shown.needs), *words.absent(shown.series)],
        [("Places de formation et projets de recrutement", rows)],
    )
