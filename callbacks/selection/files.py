"""The sheets to take away, as PDF: of one course, of a selection."""

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import quote

from flask import Flask, Response, abort, request

from callbacks.api.files import paper_reply
from callbacks.selection.link import place_of, selection_link
from callbacks.serving.origin import origin as site_of_request
from callbacks.serving.paper import ROOT, pdf_of
from geodata.asking.selection import parse_selection
from geodata.atlas import Atlas
from geodata.finding.origin import Origin
from geodata.selection.comparison import Selection, select
from layouts.controls.selection import SELECTION
from layouts.selection.paper import Paper, pages, sheets

STYLES = (ROOT / "assets" / "selection" / "sheet.css",)


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Serve the files; what an address says of a position is not read."""

    @server.get(f"{SELECTION.path}.pdf")
    def selection_pdf() -> Response:
        return _reply(current(), request.args.get("formations", ""), "selection")

    @server.get("/formation/<offer>.pdf")
    def course_pdf(offer: str) -> Response:
        return _reply(current(), offer, f"formation-{quote(offer, safe='')}")


def course_file(offer: str, origin: Origin | None) -> str:
    """Return the address of the sheet of a course as PDF."""
    return f"/formation/{offer}.pdf{place_of(origin)}"


def paper_from(
    atlas: Atlas, offers: Sequence[str], origin: Origin | None, *, large: bool = False
) -> Paper:
    """Return what is printed on every page of the sheets of some courses."""
    site = site_of_request()
    return Paper(
        site=site,
        search=place_of(origin),
        selection=site + SELECTION.path + selection_link(offers, origin),
        region=atlas.region_name,
        built=atlas.built_on,
        today=date.today(),
        margins={mode: atlas.margin(mode) for mode in atlas.model.modes},
        times=atlas.times_line,
        large=large,
    )


def _reply(atlas: Atlas, offers: str, stem: str) -> Response:
    asked, _ = parse_selection({"formations": offers, "lieu": request.args.get("lieu", "")})
    found = select(atlas, asked, {}, date.today())
    if not found.known:
        abort(404)
    large = request.args.get("grand", "") == "oui"
    paper = paper_from(atlas, asked.offers, found.origin, large=large)
    key = {"paper": paper.selection, "grand": "oui" if large else ""}
    return paper_reply(atlas, stem, lambda _site: _pdf(found, paper), key)


def _pdf(found: Selection, paper: Paper) -> bytes:
    return pdf_of(sheets(found, paper), STYLES, None if paper.large else pages(found))
