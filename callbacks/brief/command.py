"""The command that writes one brief for each territory of a level.

flask --app app notes "/couverture?level=3&domain=sante" --level spel --output DOSSIER
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import click
from flask import Flask

from callbacks.brief import coverage, tensions
from callbacks.brief.files import BRIEFS, brief_pdf
from callbacks.controls import arguments
from callbacks.serving.many_papers import atlas_to_print, write_each
from geodata.asking.needs import NEEDS_LEVELS
from geodata.atlas import Atlas
from geodata.plural import named
from geodata.territory import territories

_ABOUT: Mapping[str, Callable[[str, str], dict[str, str]]] = {
    coverage.PATH: lambda level, code: {"zoom": f"{level}:{code}"},
    tensions.PATH: lambda level, code: {"level": level, "code": code},
}
"""The parameters that bring a page to a territory, by its path."""


def register(server: Flask, current: Callable[[], Atlas], missing: type[Exception]) -> None:
    """Add the command to a server; `missing` is what `current` raises while there is no store."""

    @server.cli.command("notes", help="Écrit en PDF la note d'une vue pour chaque territoire.")
    @click.argument("address")
    @click.option("--level", default="spel", help="niveau des territoires (spel, epci…)")
    @click.option(
        "--output", required=True, type=click.Path(path_type=Path), help="dossier où écrire"
    )
    @click.option("--site", default="", help="adresse publique du site, pour le lien et le code QR")
    def notes(address: str, level: str, output: Path, site: str) -> None:
        parts = urlsplit(address)
        if parts.path not in BRIEFS:
            raise click.ClickException(f"L'adresse est celle d'une page : {', '.join(BRIEFS)}.")
        atlas = atlas_to_print(current, missing)
        names = territories(atlas).get(level, {})
        if not names or (parts.path == tensions.PATH and level not in NEEDS_LEVELS):
            raise click.ClickException(f"Aucun territoire de niveau « {level} » pour cette page.")
        asked, about = arguments(parts.query), _ABOUT[parts.path]

        def brief(code: str) -> bytes:
            search = "?" + urlencode({**asked, **about(level, code)}, safe=",:")
            return brief_pdf(atlas, BRIEFS[parts.path], search, site.rstrip("/"))

        written = write_each(names, output, f"{parts.path.strip('/')}-{level}", "note", brief)
        click.echo(f"{named(written, 'note')} dans {output}")
