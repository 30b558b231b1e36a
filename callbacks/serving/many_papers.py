"""Many PDFs by one command: one a territory, named after it, with progress."""

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

    Raises click.ClickException: there is no store (`missing`), or PDFs cannot be made here.
    """
    try:
        require_pdf()
        return current()
    except (missing, PdfUnavailable) as problem:
        raise click.ClickException(str(problem)) from problem


def write_each(
    names: Mapping[str, str], folder: Path, prefix: str, word: str, make: Callable[[str], bytes]
) -> int:
    """Write a file a territory; return how many were written.

    One that cannot be made stops none of the others: its file is left as it was, and all that
    failed are named at the end.

    Parameters
    ----------
    names : of the territories, by code
    prefix : what the names of the files begin with
    word : what a file is, in French
    make : returns the PDF of a code

    Raises
    ------
    click.ClickException
        At least one could not be made; the others are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    failed: dict[str, str] = {}
    hidden = not sys.stderr.isatty()
    for code, name in tqdm(names.items(), desc=f"{word}s".capitalize(), unit=word, disable=hidden):
        slug = fold(name).replace(" ", "-")
        try:
            content = make(code)
        except Exception as problem:  # whatever it is, the others must be made
            failed[name] = f"{type(problem).__name__} {problem}".strip()
            continue
        (folder / f"{prefix}-{code}-{slug}.pdf").write_bytes(content)
    if failed:
        told = " ; ".join(f"{name} ({why})" for name, why in failed.items())
        made = len(names) - len(failed)
        raise click.ClickException(f"{made} sur {len(names)} dans {folder}. Sans document : {told}")
    return len(names)
