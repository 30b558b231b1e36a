"""Simulated people trained by public, for the demonstration: nothing is drawn at random."""

import datetime as dt
from itertools import product

import pandas as pd

from geodata.domains import DOMAINS
from geodata.publics.table import FIRST_YEAR, PUBLICS, TRAINED

SOURCE = "demonstration"
PERIMETER = "personnes simulées, pour la démonstration"

_SHARES = {"jeunes": 0.36, "demandeurs_emploi": 0.3, "handicap": 0.06, "rsa": 0.11, "qpv": 0.13,
           "frr": 0.15}  # fmt: skip
"""Share of each public among those who are trained."""
_SCHEMES = {"Programme régional de formation": 0.45, "Apprentissage": 0.4,
            "Parcours emploi compétences": 0.15}  # fmt: skip
_LEVELS = {3: 0.4, 4: 0.35, 5: 0.25}
_TRAINED = 0.03
"""People trained in a year for each inhabitant."""
_BEGIN = 0.02


def simulated_trained(communes: pd.DataFrame, known: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Return `known`, or a simulation by SPEL where nothing is known (schema TRAINED)."""
    people = communes[communes["spel"] != ""].groupby("spel")["population"].sum()
    if len(known) or people.empty:
        return known
    domains = {slug: 2 / (rank + 3) for rank, slug in enumerate(DOMAINS)}
    whole = sum(domains.values())
    rows: list[tuple[object, ...]] = []
    for code, inhabitants in people.items():
        # Each place drifts a little apart from its neighbours, by its code alone.
        drift = 0.85 + sum(map(ord, str(code))) % 7 / 20
        for domain, weight in domains.items():
            cell = inhabitants * weight / whole
            rows.append((FIRST_YEAR, "", domain, None, code, cell * _BEGIN * drift, None, None))
            for scheme, level in product(_SCHEMES, _LEVELS):
                total = cell * _TRAINED * _SCHEMES[scheme] * _LEVELS[level]
                rows += [
                    (public, scheme, domain, level, code, total * _SHARES[public] * drift, total,
                     total * _SHARES[public] * drift * 0.12)
                    for public in PUBLICS
                ]  # fmt: skip
    columns = ["public", "scheme", "domain", "qualification", "code", "people", "total", "leavers"]
    counts = ["people", "total", "leavers"]
    table = pd.DataFrame(rows, columns=columns)
    table[counts] = table[counts].astype(float).round()
    told = {"level": "spel", "year": str(today.year - 1), "status": "", "perimeter": PERIMETER}
    return TRAINED.validate(table.assign(**told, source=SOURCE))
