"""The command that writes the monthly board of every SPEL as PDF.

flask --app app mois --all --output DOSSIER
"""

from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask

from callbacks.month.files import month_pdf
from callbacks.serving.many_papers import atlas_to_print, write_each
from geodata.atlas import Atlas
from geodata.month.board import SPEL
from geodata.territory import territories


def register(server: Flask, current: Callable[[], Atlas], missing: type[Exception]) -> None:
    """Add the command to a server; `missing` is what `current` raises while there is no store."""

    @server.cli.command("mois", help="Écrit en PDF le tableau de bord du mois de chaque SPEL.")
    @click.argument("codes", nargs=-1)
    @click.option("--all", "every", is_flag=True, help="tous les SPEL")
    @click.option(
        "--output", required=True, type=click.Path(path_type=Path), help="dossier où écrire"
    )
    @click.option("--site", default="", help="adresse publique du site, pour le lien et le code QR")
    def boards(codes: tuple[str, ...], every: bool, output: Path, site: str) -> None:
        atlas = atlas_to_print(current, missing)
        names = territories(atlas).get(SPEL, {})
        if unknown := [code for code in codes if code not in names]:
            raise click.ClickException(f"SPEL inconnus : {', '.join(unknown)}")
        wanted = {code: names[code] for code in (names if every else codes)}
        if not wanted:
            raise click.ClickException("Aucun SPEL : donnez des codes, ou --all.")
        written = write_each(
            wanted, output, "mois-spel", "tableau",
            lambda code: month_pdf(atlas, code, site.rstrip("/")),
        )  # fmt: skip
        click.echo(f"{written} tableaux de bord dans {output}")
