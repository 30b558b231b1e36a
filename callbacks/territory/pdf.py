"""A portrait as PDF, made by the server without a browser."""

from __future__ import annotations

import logging
import warnings
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geodata.atlas import Atlas
from geodata.portrait.composition import Portrait, portrait
from geodata.portrait.figure import ENTRIES
from geodata.portrait.outline import outline
from layouts.kit.format import day
from layouts.territory.document import document
from layouts.territory.page import Shown

ROOT = Path(__file__).resolve().parents[2]
STYLES = (ROOT / "assets" / "territory" / "page.css", ROOT / "layouts" / "territory" / "paper.css")

MISSING = (
    "Le PDF n'a pas pu être fait : la bibliothèque Pango manque sur ce serveur "
    "(apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0). En attendant, "
    "l'impression du navigateur donne le même document."
)


class PdfUnavailable(RuntimeError):
    """A library that PDF files need is missing; the message names it, in French."""


def pdf(atlas: Atlas, shown: Portrait) -> bytes:
    """Return a portrait as a tagged PDF (PDF/UA-1), its charts and map as vectors.

    Raises
    ------
    PdfUnavailable
        A library of the system is missing.
    """
    maker = _maker()
    place = shown.place
    others = [
        portrait(atlas, place.level, place.code, entry) for entry in ENTRIES if entry != shown.entry
    ]
    page = Shown(shown, atlas.region_name, outline(atlas, place), [])
    text = document(page, others, day(date.today()), day(atlas.built_on))
    html = maker.HTML(string=text, base_url=str(ROOT))
    content: bytes = html.write_pdf(
        stylesheets=_stylesheets(), font_config=_fonts(), pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return content


def require_pdf() -> None:
    """Check that PDF files can be made here (raises PdfUnavailable)."""
    _maker()


@cache
def _maker() -> Any:
    """WeasyPrint, loaded at the first PDF: it takes half a second and a library of the system."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint
    except (ImportError, OSError) as error:
        raise PdfUnavailable(MISSING) from error
    return weasyprint


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _stylesheets() -> list[Any]:
    weasyprint = _maker()
    return [weasyprint.CSS(str(path), font_config=_fonts()) for path in STYLES]
