"""Many PDFs by one command: one a territory, named after it, with progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
from tqdm import tqdm

from callbacks.serving.paper import PdfUnavailable, require_pdf
from geodata.atlas import Atlas
from geodata.folding import fold


def atlas_to_print(current: Callable[[], Atlas], missing: type[Exception]) -> Atlas:
    """Return the atlas that PDFs are made of.

    Raises
    ------
    click.ClickException
        There is no store (`missing`), or PDFs cannot be made here.
    """
    try:
        require_pdf()
        return current()
    except (missing, PdfUnavailable) as problem:
        raise click.ClickException(str(problem)) from problem


def write_each(
    names: Mapping[str, str], folder: Path, prefix: str, word: str, make: Callable[[str], bytes]
) -> int:
    """Write a file a territory; return how many.

    Parameters
    ----------
    names : of the territories, by code
    prefix : what the names of the files begin with
    word : what a file is, in French
    make : returns the PDF of a code
    """
    folder.mkdir(parents=True, exist_ok=True)
    hidden = not sys.stderr.isatty()
    for code, name in tqdm(names.items(), desc=f"{word}s".capitalize(), unit=word, disable=hidden):
        slug = fold(name).replace(" ", "-")
        (folder / f"{prefix}-{code}-{slug}.pdf").write_bytes(make(code))
    return len(names)
