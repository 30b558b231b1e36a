"""Portraits as PDF, made by the server: one on request, or all those of a level from a command.

python -m callbacks.territory.pdf --all --output DOSSIER [--level spel] [--store ADRESSE]
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tqdm import tqdm

from geodata.atlas import Atlas, make_atlas
from geodata.folding import fold
from geodata.portrait.composition import Portrait, portrait
from geodata.portrait.figure import ENTRIES
from geodata.portrait.outline import outline
from geodata.portrait.territory import PORTRAIT_LEVELS, territories
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
    """The server has not what a PDF needs; the message says what, in French."""


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
    text = document(page, others, day(date.today()), day(date.fromisoformat(atlas.built_at[:10])))
    html = maker.HTML(string=text, base_url=str(ROOT))
    content: bytes = html.write_pdf(
        stylesheets=_stylesheets(), font_config=_fonts(), pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return content


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the portraits of a level, or of one territory, in a folder; 0 when all are done."""
    from app import Settings
    from loaders.store.regional import StoreError, read_store

    asked = _parser().parse_args(arguments)
    try:
        atlas = make_atlas(read_store(asked.store or Settings.from_environment().store))
        _maker()
    except (StoreError, PdfUnavailable) as problem:
        print(problem, file=sys.stderr)
        return 1
    names = territories(atlas).get(asked.level, {})
    codes = list(names) if asked.all else [code for code in asked.codes if code in names]
    if unknown := [code for code in asked.codes if code not in names]:
        print(f"Territoires inconnus : {', '.join(unknown)}", file=sys.stderr)
    asked.output.mkdir(parents=True, exist_ok=True)
    for code in tqdm(codes, desc="Portraits", unit="portrait", disable=not sys.stderr.isatty()):
        slug = fold(names[code]).replace(" ", "-")
        target = asked.output / f"{asked.level}-{code}-{slug}.pdf"
        target.write_bytes(pdf(atlas, portrait(atlas, asked.level, code)))
    print(f"{len(codes)} portraits dans {asked.output}")
    return 0 if codes and not unknown else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m callbacks.territory.pdf", description=__doc__)
    parser.add_argument("codes", nargs="*", help="codes des territoires")
    parser.add_argument("--all", action="store_true", help="tous les territoires du niveau")
    parser.add_argument("--level", default="spel", choices=list(PORTRAIT_LEVELS))
    parser.add_argument("--output", type=Path, required=True, help="dossier où écrire")
    parser.add_argument("--store", default="", help="adresse de la base (ATLAS_STORE)")
    return parser


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


if __name__ == "__main__":
    sys.exit(main())
