"""Simulated series of the labour market, for the demonstration: nothing is drawn at random.

A smooth wave and the number of inhabitants make each figure; only measures that no real file gives
are simulated, and their source is the demonstration's own.
"""

import datetime as dt
import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from geodata.month.table import LABOUR_SERIES
from loaders.project_data.profile import Profile
from loaders.project_data.regional import read_contracts

SOURCE = "demonstration"
PERIMETER = "chiffre simulé, pour la démonstration"
_YEARS = 3
"""Years simulated where no contract says when it started."""

_AGES = {"Moins de 25 ans": 0.16, "25 à 49 ans": 0.58, "50 ans et plus": 0.26}
_LENGTHS = {"Moins d'un an": 0.55, "Un an ou plus": 0.45}
_CONTRACTS = {"CDI": 0.2, "CDD de plus d'un mois": 0.25, "CDD d'un mois au plus": 0.55}


def simulated_labour(
    communes: pd.DataFrame, profile: Profile, known: pd.DataFrame, today: dt.date
) -> pd.DataFrame:
    """Return `known` with simulated series of the measures it has none of (LABOUR_SERIES)."""
    months = _months(profile, today)
    quarters = _quarters(months)
    ends = [quarter for quarter in quarters if quarter.endswith("T4")]
    people = communes.set_index("code")["population"]
    zones = communes[communes["zone_emploi"] != ""].groupby("zone_emploi")["population"].sum()
    departements = communes.groupby("departement")["population"].sum()
    region = pd.Series({profile.code: people.sum()})
    wide = {"departement": departements, "region": region}
    parts = [
        *_series("demandeurs", "commune", people, ends, 0.085, "ABC", {"age": _AGES}),
        *_series("demandeurs", "zone_emploi", zones, months, 0.05, "A",
                 {"age": _AGES, "anciennete": _LENGTHS}),
        *_series("demandeurs", "departement", departements, months, 0.05, "A",
                 {"age": _AGES, "anciennete": _LENGTHS}),
        *_series("demandeurs", "region", region, months, 0.05, "A",
                 {"age": _AGES, "anciennete": _LENGTHS}),
        *_series("rsa", "commune", people, [f"{end[:4]}-12" for end in ends], 0.03),
    ]  # fmt: skip
    for level, of in wide.items():
        parts += _series("indemnisation", level, of, months, 45.0)
    parts += _series("embauches", "departement", departements, quarters, 0.07, "",
                     {"contrat": _CONTRACTS})  # fmt: skip
    table = pd.concat(parts, ignore_index=True)
    table = table[~table["measure"].isin(set(known["measure"]))]
    both = pd.concat([known, table], ignore_index=True) if len(known) else table
    return LABOUR_SERIES.validate(both)


_UNITS = {
    "demandeurs": "personnes", "rsa": "foyers", "indemnisation": "€", "embauches": "déclarations",
}  # fmt: skip


def _series(
    measure: str, level: str, people: pd.Series, periods: list[str], rate: float, kind: str = "",
    axes: Mapping[str, Mapping[str, float]] = {},
) -> list[pd.DataFrame]:  # fmt: skip
    shares = {("", ""): 1.0} | {
        (axis, category): share
        for axis, categories in axes.items()
        for category, share in categories.items()
    }
    # Each place drifts a little apart from its neighbours, by its code alone.
    drift = np.array([sum(map(ord, code)) % 7 / 4000 for code in people.index])
    ranks = np.arange(len(periods))
    waves = np.array([_wave(rank, period) for rank, period in enumerate(periods)])
    whole = people.to_numpy(float) * rate * (waves[:, None] + drift * ranks[:, None])
    return [
        pd.DataFrame(
            {
                "measure": measure, "kind": kind, "axis": axis, "category": category,
                "level": level, "code": np.tile(people.index.to_numpy(object), len(periods)),
                "period": np.repeat(np.array(periods, object), len(people)),
                "value": (whole * share / 5).round().ravel() * 5,
                "unit": _UNITS[measure], "status": "", "adjusted": "brut",
                "perimeter": PERIMETER, "source": SOURCE,
            }
        )
        for (axis, category), share in shares.items()
    ]  # fmt: skip


def _wave(rank: int, period: str) -> float:
    season = int(period[-2:]) / 12 if period[-2:].isdigit() else int(period[-1:]) / 4
    return 1 + 0.03 * math.sin(2 * math.pi * season) + 0.04 * math.sin(rank / 9)


def _months(profile: Profile, today: dt.date) -> list[str]:
    """The months from the contract's start to the one that producers have published by now."""
    contract = read_contracts().get(profile.code)
    first = contract.start if contract else today.year - _YEARS
    last = today.year * 12 + today.month - 4
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first * 12, last + 1)]


def _quarters(months: list[str]) -> list[str]:
    ends = [month for month in months if int(month[-2:]) % 3 == 0]
    return [f"{month[:4]}-T{int(month[-2:]) // 3}" for month in ends]
