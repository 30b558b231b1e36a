"""A portrait as PDF."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import unquote

from callbacks.brief.comparison import comparison_brief
from callbacks.serving.paper import ROOT, pdf_of
from geodata.atlas import Atlas
from geodata.portrait.composition import Portrait, portrait
from geodata.portrait.figure import ENTRIES
from geodata.portrait.outline import outline
from geodata.territory import Territory
from layouts.brief.document import document as brief_document
from layouts.kit.format import day
from layouts.territory.document import document
from layouts.territory.page import Shown, address

_ASSETS = ROOT / "assets" / "territory"
STYLES = (
    *(_ASSETS / name for name in ("charts.css", "page.css", "paper.css")),
    ROOT / "layouts" / "territory" / "paper.css",
)

BRIEF = ROOT / "layouts" / "brief" / "brief.css"


def pdf(atlas: Atlas, shown: Portrait, places: Sequence[Territory] = (), site: str = "") -> bytes:
    """Return a portrait, or several territories side by side, as a tagged PDF.

    Charts and maps are vectors; `site` is where the site is, for the link (raises PdfUnavailable).
    """
    place = shown.place
    if len(places) > 1:
        beside = ",".join(f"{one.level}:{one.code}" for one in places[1:])
        link = f"{site}{address(shown, avec=beside)}"
        brief = comparison_brief(atlas, shown, places, unquote(link), date.today())
        text = brief_document(brief, atlas.region_name, atlas.built_on, date.today())
        return pdf_of(text, (*STYLES[:-1], BRIEF))
    others = [
        portrait(atlas, place.level, place.code, entry) for entry in ENTRIES if entry != shown.entry
    ]
    page = Shown(shown, atlas.region_name, outline(atlas, place), [])
    link = f"{site}{address(shown)}"
    text = document(page, others, day(date.today()), day(atlas.built_on), link)
    return pdf_of(text, STYLES)
