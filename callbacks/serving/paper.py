"""PDF files, made by the server without a browser: tagged, their charts and codes as vectors."""

import atexit
import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMON = ROOT / "layouts" / "kit" / "paper.css"

MISSING = (
    "Le PDF n'a pas pu être fait : la bibliothèque Pango manque sur ce serveur "
    "(apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0). En attendant, "
    "l'impression du navigateur donne le même document."
)


class PdfUnavailable(RuntimeError):
    """No PDF can be made here, or now; the message says why, in French."""


AT_ONCE = 1
"""PDF files that a process makes at a time: two side by side are ready no sooner, and each takes
the processor from those who ask for pages."""

WAITING = 1
"""PDF files that wait for their turn: each holds one of the four threads of a process."""

PATIENCE = 15.0
"""Seconds that a PDF waits for its turn."""

BUSY = "Beaucoup de PDF sont demandés en ce moment : réessayez dans quelques secondes."

_places = threading.BoundedSemaphore(AT_ONCE + WAITING)
_turns = threading.BoundedSemaphore(AT_ONCE)


def pdf_of(text: str, styles: Sequence[Path], pages: int | None = None) -> bytes:
    """Return an HTML document as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    text : the document
    styles : style sheets, after that of every document
    pages : the pages it may have: its letters are made smaller, one step after the other, until
        it does or they are as small as can be read

    Raises
    ------
    PdfUnavailable
        A library of the system is missing, or too many are asked for.
    """
    with _held(_places, 0), _held(_turns, PATIENCE):
        return _made(text, styles, pages)


@contextmanager
def _held(some: threading.Semaphore, seconds: float) -> Iterator[None]:
    """Hold one of some, waited for so many seconds at most (raises PdfUnavailable)."""
    if not some.acquire(timeout=seconds):
        raise PdfUnavailable(BUSY)
    try:
        yield
    finally:
        some.release()


def _made(text: str, styles: Sequence[Path], pages: int | None) -> bytes:
    html = _maker().HTML(string=text, base_url=str(ROOT))
    sheets = [_stylesheet(path) for path in (COMMON, *styles)]

    def draw(*more: Any) -> Any:
        return html.render(stylesheets=[*sheets, *more], font_config=_fonts(), **_KIND)

    if pages is None:
        return _tightened(draw)
    for scale in SCALES:
        drawn = draw(_scaled(scale))
        if len(drawn.pages) <= pages:
            break
    content: bytes = drawn.write_pdf(**_KIND)
    return content


def _tightened(draw: Callable[..., Any]) -> bytes:
    """Return a document, a little smaller where that spares a last page of a few lines."""
    usual = draw()
    content: bytes
    if _ends_on_a_few_lines(usual):
        tighter = draw(_larger_sheet(TIGHTER))
        if len(tighter.pages) < len(usual.pages):
            content = tighter.write_pdf(zoom=TIGHTER, **_KIND)
            return content
    content = usual.write_pdf(**_KIND)
    return content


_KIND = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}

SCALES = (1.0, 0.92, 0.85, 0.78)
"""Sizes of the letters of a document that must hold in some pages, as a share of its usual ones."""

FEW_LINES = 0.12
"""Share of its last page that a document must fill, or it is set a little tighter to end before."""

TIGHTER = 0.93
"""Size of all that is on the paper, as a share of its usual one, that spares such a last page."""


def _ends_on_a_few_lines(made: Any) -> bool:
    """Whether the last of several pages is nearly empty."""
    if len(made.pages) < 2:
        return False
    page = made.pages[-1]
    (root,) = (box for box in page._page_box.children if box.element_tag == "html")
    return bool(root.height < FEW_LINES * page.height)


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
def _scaled(scale: float) -> Any:
    return _maker().CSS(string=f"html {{ font-size: {10 * scale:.2f}pt !important }}")


@cache
def _larger_sheet(scale: float) -> Any:
    """A sheet on which more holds; drawn at that scale it is A4 again, upright or on its side."""
    short, long = 210 / scale, 297 / scale
    return _maker().CSS(
        string=f"@page {{ size: {short:.2f}mm {long:.2f}mm }}"
        f"@page brief-wide {{ size: {long:.2f}mm {short:.2f}mm }}"
    )


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    made = FontConfiguration()
    # Kept to the end, it would leave its folder of fonts behind it.
    atexit.register(made.__del__)
    return made


@cache
def _stylesheet(path: Path) -> Any:
    return _maker().CSS(str(path), font_config=_fonts())
