"""The monitoring of the contract as tables: its indicators, and every series that is available."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from geodata.contract.following import Follow
from geodata.contract.series import Series
from geodata.portrait.figure import THEMES
from geodata.provenance.quality import freshness
from geodata.region.contract import Contract

FOLLOW_HEADERS = (
    "Chapitre", "Engagement", "Intitulé", "Responsable", "Indicateur", "Demandé par le contrat",
    "T0", "T0 en toutes lettres", "Période de T0", "Dernière valeur", "En toutes lettres",
    "Période", "Unité", "Simulé", "Évolution", "Depuis", "Cible", "Échéance de la cible",
    "Écart à la cible", "Producteur", "Rythme", "Fraîcheur", "Source", "Périmètre",
    "Source manquante",
)  # fmt: skip
SERIES_HEADERS = (
    "Thème", "Série", "Échelles", "Première période", "Dernière période", "Valeurs",
    "Source et producteur", "Rythme", "Fraîcheur",
)  # fmt: skip


def follow_table(contract: Contract, follows: Sequence[Follow], today: dt.date) -> pd.DataFrame:
    """Return the monitoring of the contract as rows with `FOLLOW_HEADERS`."""
    rows = [_row(contract, follow, today) for follow in follows]
    return pd.DataFrame(rows, columns=list(FOLLOW_HEADERS))


def series_table(series: Sequence[Series], today: dt.date) -> pd.DataFrame:
    """Return every series as rows with `SERIES_HEADERS`."""
    rows = [
        (
            THEMES[one.theme], one.label, ", ".join(one.levels), one.first, one.last, one.values,
            one.source, one.rhythm, freshness(one.last, one.rhythm, today).state,
        )
        for one in series
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(SERIES_HEADERS))


def _row(contract: Contract, follow: Follow, today: dt.date) -> tuple[object, ...]:
    figure, start, since, target = follow.figure, follow.start, follow.since, follow.target
    indicator = follow.indicator
    return (
        follow.chapter.name, follow.engagement.key, follow.engagement.title,
        contract.pilot(follow.engagement), figure.label, indicator.asked or "non (repère)",
        start.value if start else None, start.text if start else "", start.period if start else "",
        figure.value, figure.text, figure.period, figure.unit, "oui" if follow.simulated else "",
        follow.change, since.period if since else "",
        target.value if target else None, target.period if target else "", follow.beyond,
        indicator.producer, indicator.rhythm, follow.fresh(today).state if follow.known else "",
        figure.source, figure.perimeter, figure.missing,
    )  # fmt: skip
