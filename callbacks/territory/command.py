"""The command that writes the portraits of many territories as PDF.

flask --app app portraits --all --output DOSSIER [--level spel]
"""

from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask

from callbacks.serving.many_papers import atlas_to_print, write_each
from callbacks.territory.pdf import pdf
from geodata.atlas import Atlas
from geodata.plural import named
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
        atlas = atlas_to_print(current, missing)
        names = territories(atlas).get(level, {})
        wanted = list(names) if every else [code for code in codes if code in names]
        written = write_each(
            {code: names[code] for code in wanted}, output, level, "portrait",
            lambda code: pdf(atlas, portrait(atlas, level, code)),
        )  # fmt: skip
        click.echo(f"{named(written, 'portrait')} dans {output}")
        if unknown := [code for code in codes if code not in names]:
            raise click.ClickException(f"Territoires inconnus : {', '.join(unknown)}")
        if not written:
            raise click.ClickException("Aucun territoire : donnez des codes, ou --all.")
