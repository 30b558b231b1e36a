"""How good the courses are: what they say, where, and whether their sources are up to date.

A share is of the courses concerned, between 0 and 1. A course at a distance needs no place. A
source is late when its vintage is older than one and a half times the period at which its producer
publishes it: the producer has then published a newer one that was not loaded. Nothing is asked
more often than the atlas itself is rebuilt, once a month.
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

FACTS: dict[str, str] = {
    "address": "Position précise",
    "place": "Commune",
    "rome": "Métier (ROME)",
    "level": "Niveau",
    "domain": "Domaine",
    "capacity": "Places",
    "date": "Date de début",
}
"""What a course may say, with the name a reader sees."""

UP_TO_DATE, LATE, UNKNOWN_RHYTHM, UNDATED = (
    "à jour",
    "en retard",
    "périodicité inconnue",
    "date inconnue",
)
_PERIODS = {
    "jour": 1,
    "semaine": 1,
    "mois": 1,
    "trimestre": 3,
    "semestre": 6,
    "an": 12,
    "année": 12,
    "rentrée": 12,
}
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10}
_LATE_AFTER = 1.5
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?:-(0[1-9]|1[0-2]))?(?!\d)")


@dataclass(frozen=True)
class Freshness:
    """Whether a source is up to date; `months` is its age, None when its date is not known."""

    state: str
    months: int | None


def told(offers: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return, for each course, what it says (boolean columns of FACTS, indexed as `offers`).

    `address` and `place` are null for a course entirely at a distance, which has no place.
    """
    known = sites.drop_duplicates("site").set_index("site")
    precision = offers["site"].map(known["precision"]) if len(known) else offers["site"].map({})
    commune = offers["site"].map(known["commune"]) if len(known) else offers["site"].map({})
    remote = (offers["modality"] == "distance") & (offers["site"] == "")
    facts = {
        "address": (precision == "address").astype("boolean").mask(remote),
        "place": (commune.fillna("").astype(str) != "").astype("boolean").mask(remote),
        "rome": offers["romes"] != "",
        "level": offers["level"].notna(),
        "domain": offers["domain"] != "",
        "capacity": offers["capacity"].notna(),
        "date": offers["start"].notna(),
    }
    return pd.DataFrame({name: values.astype("boolean") for name, values in facts.items()})


def shares(facts: pd.DataFrame) -> dict[str, float | None]:
    """Return the share of the courses that say each fact, None when none is concerned."""
    return {
        name: None if facts[name].isna().all() else round(float(facts[name].mean()), 4)
        for name in FACTS
    }


def certified(offers: pd.DataFrame) -> dict[str, float | int | None]:
    """Return how many courses lead to a certification, and the shares of those that say more.

    `level_domain` have both a level and a domain; `rome` have a métier.
    """
    rows = offers[offers["certification"] != ""]
    if rows.empty:
        return {"offers": 0, "level_domain": None, "rome": None}
    both = rows["level"].notna() & (rows["domain"] != "")
    return {
        "offers": len(rows),
        "level_domain": round(float(both.mean()), 4),
        "rome": round(float((rows["romes"] != "").mean()), 4),
    }


def freshness(vintage: str, rhythm: str, today: dt.date) -> Freshness:
    """Return whether a source is up to date on a day.

    Parameters
    ----------
    vintage : « session 2025 », « 2026-02 »… : the last year it names, else its month
    rhythm : « chaque année », « tous les deux ans »…, in French
    """
    born = end_of(vintage)
    if born is None:
        return Freshness(UNDATED, None)
    months = max(0, (today.year - born.year) * 12 + today.month - born.month)
    period = months_of(rhythm)
    if period is None:
        return Freshness(UNKNOWN_RHYTHM, months)
    return Freshness(LATE if months > _LATE_AFTER * period else UP_TO_DATE, months)


def ages(sources: pd.DataFrame, rhythms: Mapping[str, str], today: dt.date) -> dict[str, Freshness]:
    """Return whether each source is up to date, by the key of its newest file.

    Parameters
    ----------
    sources : the table of sources; the files of one name are vintages of one source, of which the
        newest alone can be late; simulations have no age
    rhythms : how often a source is published, by the key of its file
    """
    newest: dict[str, tuple[str, Freshness]] = {}
    for row in sources[~sources["simulated"].astype(bool)].to_dict("records"):
        key, name = str(row["source"]), str(row["name"])
        fresh = freshness(str(row["vintage"]), rhythms.get(key, ""), today)
        known = newest.get(name)
        if known is None or _months(fresh) < _months(known[1]):
            newest[name] = key, fresh
    return dict(newest.values())


def _months(fresh: Freshness) -> float:
    return float("inf") if fresh.months is None else fresh.months


def months_of(rhythm: str) -> int | None:
    """Return the months between two editions, one at least, None when the words do not say."""
    words = re.findall(r"[^\W\d_]+|\d+", rhythm.lower())
    if "continu" in words:
        return 1
    if words[1:] == ["fois", "par", "an"]:
        times = int(words[0]) if words[0].isdigit() else _NUMBERS.get(words[0], 0)
        return max(1, round(12 / times)) if times else None
    for rank, word in enumerate(words):
        single = word if word in _PERIODS else word.removesuffix("s")
        if single in _PERIODS:
            before = words[rank - 1] if rank else ""
            times = int(before) if before.isdigit() else _NUMBERS.get(before, 1)
            return max(1, _PERIODS[single] * times)
    return None


def end_of(vintage: str) -> dt.date | None:
    """Return the last day that a vintage stands for."""
    found = list(_YEAR.finditer(vintage.replace("_", " ")))
    if not found:
        return None
    year, month = max((int(one[1]), int(one[2] or 12)) for one in found)
    return dt.date(year, month, calendar.monthrange(year, month)[1])
