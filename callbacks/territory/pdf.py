"""A portrait as PDF."""

from __future__ import annotations

from datetime import date

from callbacks.serving.paper import ROOT, pdf_of
from geodata.atlas import Atlas
from geodata.portrait.composition import Portrait, portrait
from geodata.portrait.figure import ENTRIES
from geodata.portrait.outline import outline
from layouts.kit.format import day
from layouts.territory.document import document
from layouts.territory.page import Shown

STYLES = (ROOT / "assets" / "territory" / "page.css", ROOT / "layouts" / "territory" / "paper.css")


def pdf(atlas: Atlas, shown: Portrait) -> bytes:
    """Return a portrait as a tagged PDF, its charts and map as vectors (raises PdfUnavailable)."""
    place = shown.place
    others = [
        portrait(atlas, place.level, place.code, entry) for entry in ENTRIES if entry != shown.entry
    ]
    page = Shown(shown, atlas.region_name, outline(atlas, place), [])
    return pdf_of(document(page, others, day(date.today()), day(atlas.built_on)), STYLES)
