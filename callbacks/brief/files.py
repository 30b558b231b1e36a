"""« Composer une note »: the PDF of a view, at the address of its page with « .pdf »."""

from collections.abc import Callable
from datetime import date

from flask import Flask, Response, request

from callbacks.api.files import paper_reply
from callbacks.brief import coverage, tensions
from callbacks.serving.paper import ROOT, pdf_of
from geodata.atlas import Atlas
from layouts.brief.document import Brief, document

STYLES = (
    ROOT / "assets" / "tensions" / "degrees.css",
    ROOT / "layouts" / "brief" / "brief.css",
)

Composer = Callable[[Atlas, str, str, date], Brief]

BRIEFS: dict[str, Composer] = {
    coverage.PATH: coverage.coverage_brief,
    tensions.PATH: tensions.tensions_brief,
}
"""What composes the brief of a page, by its path."""


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the briefs."""
    for path, compose in BRIEFS.items():
        server.add_url_rule(f"{path}.pdf", f"brief {path}", _view(current, path, compose))


def brief_pdf(atlas: Atlas, compose: Composer, search: str, site: str) -> bytes:
    """Return a brief as a tagged PDF (raises PdfUnavailable)."""
    today = date.today()
    brief = compose(atlas, search, site, today)
    return pdf_of(document(brief, atlas.region_name, atlas.built_on, today), STYLES)


def _view(current: Callable[[], Atlas], path: str, compose: Composer) -> Callable[[], Response]:
    def reply() -> Response:
        atlas = current()
        search = f"?{request.query_string.decode('utf-8', 'replace')}" if request.args else ""
        stem = f"note-{path.strip('/').replace('/', '-')}"

        def make(site: str) -> bytes:
            return brief_pdf(atlas, compose, search, site)

        return paper_reply(atlas, stem, make, {"search": search})

    return reply
