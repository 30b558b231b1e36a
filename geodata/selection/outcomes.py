"""What became of those who left: the diploma of a course, in the region or in its establishment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geodata.atlas import Atlas
from geodata.courses.graduates import MONTHS, Graduates

_VOIE = {"scolaire": "scolaire", "superieur": "scolaire", "apprentissage": "apprentissage"}
"""Voie of the published rates, by the voie of a course: a BTS of a lycée is with the lycées."""


@dataclass(frozen=True)
class Outcome:
    """Published rates of one cohort, in %; None where the producer does not publish it.

    `about` is « diplome » (this diploma, in the region, by this voie), « etablissement » (all
    the courses of the establishment by this voie) or « diplome-etablissement » (the diploma `label`
    of the establishment, all its people); `cohort` is « 2022-2023 », « 2024 » or « 2023 2024 » (two
    together), `source` the name of the file. `employed` is the rate at 6 months; where others are
    published, `rates` has the months and the rate of each, `stable` those of stable jobs, and
    `measure` what is counted (`geodata.courses.graduates.MEASURES`). `status` is the producer's
    mark in place of every rate.
    """

    about: str
    cohort: str
    employed: float | None
    continuing: float | None
    leavers: int | None
    source: str
    label: str = ""
    rates: tuple[tuple[int, float], ...] = ()
    stable: tuple[tuple[int, float], ...] = ()
    measure: str = ""
    graduated: bool = False
    enrolled: int | None = None
    going_on: int | None = None
    status: str = ""


def outcomes_of(atlas: Atlas, offer: str) -> tuple[Outcome, ...]:
    """Return what is published about a course, the closest first; the newest cohort of each."""
    row = atlas.offer_position[offer]
    facts = atlas.offers.iloc[row]
    voie = _VOIE.get(facts["voie"], "")
    site = int(atlas.columns.site[row])
    uai = str(atlas.sites["uai"].iat[site]) if site >= 0 else ""
    found = [_of_graduates(atlas, uai, facts["title"], facts["certification"])]
    if voie and len(atlas.outcomes):
        found += [_of_diploma(atlas, facts["rncp"], voie), _of_establishment(atlas, uai, voie)]
    names = atlas.cached(
        "source-names",
        lambda: dict(zip(atlas.sources["source"], atlas.sources["name"], strict=True)),
    )
    return tuple(replace(one, source=names.get(one.source, one.source)) for one in found if one)


def _of_graduates(atlas: Atlas, uai: str, *titles: str) -> Outcome | None:
    if not uai or not len(atlas.graduates):
        return None
    graduates = atlas.cached("selection-graduates", lambda: Graduates(atlas.graduates))
    key = graduates.key(uai, *titles)
    if key is None:
        return None
    row = graduates.newest(key)
    return Outcome(
        "diplome-etablissement",
        str(row["cohort"]),
        _rate(row["employed_6"]),
        _rate(row["going_on_rate"]),
        _people(row["leavers"]),
        str(row["source"]),
        label=str(row["label"]),
        rates=_known(row, "employed"),
        stable=_known(row, "stable"),
        measure=str(row["measure"]),
        graduated=bool(row["graduated"]),
        enrolled=_people(row["enrolled"]),
        going_on=_people(row["going_on"]),
        status=str(row["status"]),
    )


def _known(row: Mapping[str, Any], name: str) -> tuple[tuple[int, float], ...]:
    rates = ((months, _rate(row[f"{name}_{months}"])) for months in MONTHS)
    return tuple((months, rate) for months, rate in rates if rate is not None)


def _of_diploma(atlas: Atlas, rncp: str, voie: str) -> Outcome | None:
    return atlas.cached(
        ("selection-diploma", rncp, voie),
        lambda: _newest("diplome", _rates(atlas).of_diploma(rncp, voie)),
    )


def _of_establishment(atlas: Atlas, uai: str, voie: str) -> Outcome | None:
    return atlas.cached(
        ("selection-establishment", uai, voie),
        lambda: _newest("etablissement", _rates(atlas).of_establishment(uai, voie)),
    )


def _rates(atlas: Atlas) -> "_Rates":
    return atlas.cached("selection-outcomes", lambda: _Rates(atlas))


class _Rates:
    """The published rates by what they are about."""

    def __init__(self, atlas: Atlas) -> None:
        rows = atlas.outcomes
        region = rows[(rows["level"] == "region") & (rows["cfd"] != "")]
        schools = rows[(rows["level"] == "establishment") & (rows["mef"] == "")]
        self._diplomas = _by(region, "cfd")
        self._schools = _by(schools, "code")
        self._cfds: dict[str, set[str]] = defaultdict(set)
        links = atlas.crosswalks
        if len(links):
            pairs = links[(links["from_kind"] == "cfd") & (links["to_kind"] == "rncp")]
            for cfd, rncp in zip(pairs["from_code"], pairs["to_code"], strict=True):
                self._cfds[rncp].add(cfd)

    def of_diploma(self, rncp: str, voie: str) -> list[Outcome]:
        codes = sorted(self._cfds.get(rncp, ())) if rncp else []
        return [one for code in codes for one in self._diplomas.get((code, voie), ())]

    def of_establishment(self, uai: str, voie: str) -> list[Outcome]:
        return self._schools.get((uai, voie), [])


def _by(rows: pd.DataFrame, code: str) -> dict[tuple[str, str], list[Outcome]]:
    """Return the cohorts that have a rate, by a code and the voie."""
    rates = ["employment_rate_6_months", "continuing_rate"]
    known = rows[rows[rates].notna().any(axis=1)]
    told = [known[name].tolist() for name in (code, "voie", "cohort", *rates, "leavers", "source")]
    found: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for key, voie, cohort, employed, continuing, leavers, source in zip(*told, strict=True):
        cohort = str(cohort)
        one = Outcome("", cohort, _rate(employed), _rate(continuing), _people(leavers), str(source))
        found[key, voie].append(one)
    return dict(found)


def _newest(about: str, cohorts: Sequence[Outcome]) -> Outcome | None:
    """Return the newest cohort; of two codes of a diploma, that of most leavers, else the last."""
    if not cohorts:
        return None
    _, best = max(enumerate(cohorts), key=lambda of: (of[1].cohort, of[1].leavers or 0, of[0]))
    return replace(best, about=about, cohort=best.cohort.replace("_", "-"))


def _rate(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _people(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
