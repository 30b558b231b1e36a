"""The flows of a territory, and its places beside projects, as tables."""

from collections.abc import Iterator

import pandas as pd

from geodata.flows.needs import Needs
from geodata.flows.observed import Flow, Series
from geodata.territory import Territory

HEADERS = (
    "Territoire", "Code", "Flux", "Sens", "Niveau de l'autre lieu", "Code de l'autre lieu",
    "Autre lieu", "Personnes", "Chiffres secrets", "Part (%)", "Année", "Périmètre", "Source",
    "Simulé",
)  # fmt: skip
NEEDS_HEADERS = (
    "Domaine", "Formations", "Formations qui disent leurs places",
    "Places de première année, au moins", "Projets de recrutement, au moins",
    "Chiffres de métier tenus secrets", "Personnes en première année, au moins",
    "Année de l'enquête", "Bassins de l'enquête",
)  # fmt: skip

_FROM, _TO = "vers", "depuis"


def flows_table(place: Territory, shown: tuple[Series, ...]) -> pd.DataFrame:
    """Return a row a flow; of the region, the flows of each SPEL come first."""
    rows = [row for series in shown for row in _rows(place, series)]
    return pd.DataFrame(rows, columns=list(HEADERS))


def needs_table(shown: Needs) -> pd.DataFrame:
    """Return a row a domain."""
    rows = [
        (
            row.name, row.courses, row.telling, row.places, row.projects, row.secret, row.beginners,
            shown.year, shown.where,
        )
        for row in shown.rows
    ]  # fmt: skip
    whole = {"Projets de recrutement, au moins": "Int64", "Année de l'enquête": "Int64"}
    return pd.DataFrame(rows, columns=list(NEEDS_HEADERS)).astype(whole)


def _rows(place: Territory, series: Series) -> Iterator[tuple[object, ...]]:
    told = (series.year, series.perimeter, series.source, "oui" if series.simulated else "non")
    for one in series.summaries:
        own = (one.name, one.code, series.label)
        for sense, people in (
            ("au départ", one.people),
            ("restent", one.stay),
            ("viennent", one.come),
        ):
            whole = one.people if sense == "restent" else None
            yield (
                *own,
                sense,
                "spel",
                one.code,
                one.name,
                people,
                0,
                _percent(people, whole),
                *told,
            )
    own = (place.name, place.code, series.label)
    at = (place.level, place.code, place.name)
    yield (*own, "au départ", *at, series.total, series.secret, None, *told)
    yield (*own, "restent", *at, series.stay, 0, _percent(series.stay, series.total), *told)
    for sense, flows, whole in ((_FROM, series.out, series.total), (_TO, series.into, series.come)):
        for flow in flows:
            yield (*own, sense, *_end(flow), _percent(flow.people, whole), *told)


def _end(flow: Flow) -> tuple[object, ...]:
    return (*flow.end, flow.name, flow.people, flow.secret)


def _percent(people: float | None, whole: float | None) -> float | None:
    return round(100 * people / whole, 1) if people is not None and whole else None
