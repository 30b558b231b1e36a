"""The command that writes the portraits of many territories as PDF.

flask --app app portraits --all --output DOSSIER [--level spel]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from tqdm import tqdm

from callbacks.serving.paper import PdfUnavailable, require_pdf
from callbacks.territory.pdf import pdf
from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.portrait.composition import portrait
from geodata.portrait.names import PORTRAIT_LEVELS
from geodata.territory import territories


def register(server: Flask, current: Callable[[], Atlas], missing: type[Exception]) -> None:
    """Add the command to a server; `missing` is what `current` raises while there is no store."""

    @server.cli.command("portraits", help="Écrit en PDF les portraits des territoires d'un niveau.")
    @click.argument("codes", nargs=-1)
    @click.option("--all", "every", is_flag=True, help="tous les territoires du niveau")
    @click.option("--level", default="spel", type=click.Choice(list(PORTRAIT_LEVELS)))
    @click.option(
        "--output", required=True, type=click.Path(path_type=Path), help="dossier où écrire"
    )
    def portraits(codes: tuple[str, ...], every: bool, level: str, output: Path) -> None:
        try:
            require_pdf()
            atlas = current()
        except (missing, PdfUnavailable) as problem:
            raise click.ClickException(str(problem)) from problem
        names = territories(atlas).get(level, {})
        wanted = list(names) if every else [code for code in codes if code in names]
        written = _write(atlas, level, {code: names[code] for code in wanted}, output)
        click.echo(f"{written} portraits dans {output}")
        if unknown := [code for code in codes if code not in names]:
            raise click.ClickException(f"Territoires inconnus : {', '.join(unknown)}")
        if not written:
            raise click.ClickException("Aucun territoire : donnez des codes, ou --all.")


def _write(atlas: Atlas, level: str, names: dict[str, str], folder: Path) -> int:
    """Write a file a territory, named after it; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    hidden = not sys.stderr.isatty()
    for code, name in tqdm(names.items(), desc="Portraits", unit="portrait", disable=hidden):
        slug = fold(name).replace(" ", "-")
        target = folder / f"{level}-{code}-{slug}.pdf"
        target.write_bytes(pdf(atlas, portrait(atlas, level, code)))
    return len(names)
