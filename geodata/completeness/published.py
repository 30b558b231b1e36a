"""The best published count of people by voie, from the reference figures of a region."""

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from geodata.completeness.covers import POSSIBLE, Published
from geodata.vocabulary import VOIES

ENROLMENT = "Effectifs par voie"
HIGHER_SHARE = "Part des apprentis dans le supérieur"
HIGHER = (5, 6, 7)


def published_counts(indicators: pd.DataFrame, region: str) -> list[Published]:
    """Return the latest count of each voie; apprentices in two, below the bac + 2 and above.

    Parameters
    ----------
    indicators : the table of `geodata.tables.observation`
    region : its official code
    """
    if indicators.empty:
        return []
    here = indicators[(indicators["level"] == "region") & (indicators["code"] == region)]
    counts = here[(here["indicator"] == ENROLMENT) & here["value"].notna()]
    shares = here[(here["indicator"] == HIGHER_SHARE) & here["value"].notna()]
    found: list[Published] = []
    for voie, name in VOIES.items():
        rows = counts[counts["category"].str.startswith(name)]
        if rows.empty:
            continue
        last = max(rows.to_dict("records"), key=_year)
        share = _latest(shares) if voie == "apprentissage" and len(shares) else None
        found += _split(voie, last, share)
    return found


def _split(voie: str, row: Mapping[Hashable, Any], higher: float | None) -> Iterator[Published]:
    people = round(float(row["value"]))
    about = (str(row["unit"]), str(row["period"]), str(row["source"]))
    if higher is None:
        yield Published(voie, POSSIBLE[voie], people, *about)
        return
    above = round(people * higher / 100)
    yield Published(voie, (3, 4), people - above, *about, estimated=True)
    yield Published(voie, HIGHER, above, *about, estimated=True)


def _latest(rows: pd.DataFrame) -> float:
    return float(max(rows.to_dict("records"), key=_year)["value"])


def _year(row: Mapping[Hashable, Any]) -> int:
    return max((int(year) for year in re.findall(r"20\d\d", str(row["period"]))), default=0)
