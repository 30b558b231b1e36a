"""« Données et méthode »: gathers what the page states, and gives the rejected rows as a file."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pandas as pd
from dash import Dash
from dash.development.base_component import Component
from flask import Response

from callbacks.api.files import csv_content
from callbacks.data.differences import differences
from callbacks.data.homes import homes
from geodata.atlas import Atlas
from geodata.coverage.recruitment import family_names
from geodata.finding.export import to_csv
from geodata.finding.sources import web_address
from geodata.provenance.account import account, example_times, groups_of_domains
from geodata.provenance.quality import ages
from geodata.provenance.values import TIDIED_KINDS
from geodata.vocabulary import VOIES
from layouts.data.method import InForce
from layouts.data.page import REJECTS_ADDRESS, DataPage, data_page
from layouts.data.quality import CHANGES_ADDRESS, TIDIED_ADDRESS, Quality
from layouts.kit.format import day
from layouts.kit.typography import french

_REJECTS = {
    "source": "Source",
    "row": "Ligne du fichier",
    "reason": "Raison",
    "content": "Contenu",
}
_CHANGES = {
    "change": "Changement",
    "offer": "Identifiant",
    "title": "Formation",
    "provider": "Établissement",
    "commune_name": "Commune",
    "departement": "Département",
    "voie": "Voie",
    "detail": "Détail",
}
_TIDIED = {
    "kind": "Changement",
    "before": "Avant",
    "after": "Après",
    "where": "Établissement ou code",
    "courses": "Formations",
}


def page(atlas: Atlas, search: str) -> Component:
    """Return the page; it reads nothing of its address."""
    sources = atlas.sources.assign(url=atlas.sources["url"].map(web_address))
    shown = data_page(
        DataPage(
            region=atlas.region_name,
            demonstration=atlas.demonstration,
            built=atlas.built_on,
            model=atlas.estimate,
            measured=atlas.measured,
            in_force=_in_force(atlas),
            account=account(atlas),
            sources=sources.to_dict("records"),
            set_aside=atlas.set_aside,
            refused=atlas.refused,
            unread=atlas.unread.date() if atlas.unread else None,
            groups=groups_of_domains(),
            times=example_times(),
            profile=atlas.profile,
            pages=atlas.pages,
            families=family_names(atlas.crosswalks),
            quality=_quality(atlas, date.today()),
        )
    )
    return french(shown)


def _in_force(atlas: Atlas) -> InForce:
    router = atlas.router
    return InForce(
        line=atlas.times_line,
        roads=atlas.roads,
        margins={mode: atlas.margin(mode) for mode in atlas.model.modes},
        router={mode: router.named(mode) for mode in router.modes} if router else {},
        streets=atlas.streets.extract if atlas.streets else "",
        addresses=atlas.addresses is not None,
        differences=differences(atlas),
        homes=homes(atlas),
    )


def _quality(atlas: Atlas, today: date) -> Quality:
    rows = atlas.sources.to_dict("records")
    measured = atlas.quality.get("sources", {})
    rhythms = {key: str(one["rhythm"]) for key, one in measured.items()}
    since = str(atlas.quality.get("differences", {}).get("since", ""))
    return Quality(
        report=atlas.quality,
        names={str(row["source"]): str(row["name"]) for row in rows},
        departements={
            code: name for (level, code), name in atlas.zone_names.items() if level == "departement"
        },
        freshness=ages(atlas.sources, rhythms, today),
        tidied=dict(Counter(map(str, _tidied(atlas)["kind"]))),
        since=day(date.fromisoformat(since[:10])) if since else "",
    )


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Serve the rejected rows with their reason."""

    @app.server.get(REJECTS_ADDRESS)
    def rejected_rows() -> Response:
        return csv_content(rejects_csv(current()), "lignes-ecartees")

    @app.server.get(CHANGES_ADDRESS)
    def changed_courses() -> Response:
        return csv_content(changes_csv(current()), "changements")

    @app.server.get(TIDIED_ADDRESS)
    def tidied_names() -> Response:
        return csv_content(tidied_csv(current()), "noms-et-doublons")


def rejects_csv(atlas: Atlas) -> bytes:
    """Write the rejected rows of every source, with the name of each source."""
    names = atlas.sources.set_index("source")["name"]
    table = atlas.rejects[list(_REJECTS)]
    named = table.assign(source=table["source"].map(names).fillna(table["source"]))
    return to_csv(named.rename(columns=_REJECTS))


def changes_csv(atlas: Atlas) -> bytes:
    """Write the courses that are new, gone or changed since the build before."""
    table = atlas.changes.reindex(columns=list(_CHANGES)).fillna("")
    table = table.assign(voie=table["voie"].map(VOIES).fillna(table["voie"]))
    return to_csv(table.rename(columns=_CHANGES))


def tidied_csv(atlas: Atlas) -> bytes:
    """Write what was written otherwise or counted once, before and after."""
    table = _tidied(atlas)
    table = table.assign(kind=table["kind"].map(TIDIED_KINDS).fillna(table["kind"]))
    return to_csv(table.rename(columns=_TIDIED))


def _tidied(atlas: Atlas) -> pd.DataFrame:
    return atlas.tidied.reindex(columns=list(_TIDIED)).fillna("")
