"""« Données et méthode »: gathers what the page states, and gives the rejected rows as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dash import Dash
from dash.development.base_component import Component
from flask import Response

from callbacks.exports import MIMETYPES
from geodata.account import account, example_times, groups_of_domains
from geodata.atlas import Atlas
from geodata.course import web_address
from geodata.exports import to_csv
from geodata.recruitment import family_names
from layouts.data import REJECTS_ADDRESS, DataPage, data_page
from layouts.typography import french

_REJECTS = {
    "source": "Source",
    "row": "Ligne du fichier",
    "reason": "Raison",
    "content": "Contenu",
}


def page(atlas: Atlas, search: str) -> Component:
    """Return the page; it reads nothing of its address."""
    sources = atlas.sources.assign(url=atlas.sources["url"].map(web_address))
    shown = data_page(
        DataPage(
            region=atlas.region_name,
            demonstration=atlas.demonstration,
            built=date.fromisoformat(atlas.built_at[:10]),
            model=atlas.model.name,
            account=account(atlas),
            sources=sources.to_dict("records"),
            groups=groups_of_domains(),
            times=example_times(),
            profile=atlas.profile,
            families=family_names(atlas.crosswalks),
        )
    )
    return french(shown)


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Serve the rejected rows with their reason."""

    @app.server.get(REJECTS_ADDRESS)
    def rejected_rows() -> Response:
        response = Response(rejects_csv(current()), content_type=MIMETYPES["csv"])
        response.headers["Content-Disposition"] = 'attachment; filename="lignes-ecartees.csv"'
        response.headers["Cache-Control"] = "no-cache"
        return response


def rejects_csv(atlas: Atlas) -> bytes:
    """Write the rejected rows of every source, with the name of each source."""
    names = atlas.sources.set_index("source")["name"]
    table = atlas.rejects[list(_REJECTS)]
    named = table.assign(source=table["source"].map(names).fillna(table["source"]))
    return to_csv(named.rename(columns=_REJECTS))
