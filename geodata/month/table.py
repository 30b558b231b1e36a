"""The table of the series of the labour market: month, quarter or year, as each was published."""

import re

import pandera.pandas as pa

from geodata.tables.columns import filled, table, text
from geodata.tables.observation import STATUSES

LEVELS = ("commune", "zone_emploi", "departement", "region")
"""Levels that producers publish at; none is the SPEL, which is a sum of communes or nothing."""

AXES: dict[str, str] = {
    "": "ensemble",
    "age": "par âge",
    "sexe": "par sexe",
    "anciennete": "par ancienneté d'inscription",
    "contrat": "par contrat",
}
"""What a figure is broken down by: one thing at a time."""

MEASURES: dict[str, str] = {
    "demandeurs": "Demandeurs d'emploi",
    "rsa": "Foyers bénéficiaires du RSA",
    "indemnisation": "Dépenses d'indemnisation du chômage",
    "embauches": "Déclarations préalables à l'embauche",
}
"""What is counted, by the key that a row has."""

_PERIOD = r"^\d{4}(-(0[1-9]|1[0-2]|T[1-4]))?$"

LABOUR_SERIES = table(
    "labour_series",
    {
        "measure": pa.Column(str, pa.Check.isin(list(MEASURES))),
        "kind": text(),  # category of job seekers (« A », « ABC »), empty elsewhere
        "axis": pa.Column(str, pa.Check.isin(list(AXES))),
        "category": text(),  # within the axis, empty for a total
        "level": pa.Column(str, pa.Check.isin(LEVELS)),
        "code": filled(),
        "period": pa.Column(str, pa.Check.str_matches(_PERIOD)),  # 2024-03, 2024-T1 or 2024
        "value": pa.Column("float64", pa.Check.ge(0), nullable=True),
        "unit": text(),
        "status": pa.Column(str, pa.Check.isin(list(STATUSES))),
        "adjusted": text(),  # « brut » or « CVS-CJO », as the producer says
        "perimeter": text(),
        "source": filled(),
    },
)

IDENTITY = ("measure", "kind", "axis", "category", "level", "code", "period", "adjusted")
"""What a figure is about: two rows that share it are the same figure, published twice."""

_MONTH = re.compile(r"(\d{4})-?(\d{2})(?:-\d{2})?")
_QUARTER = re.compile(r"(\d{4})[- ]?[TtQq]([1-4])")


def period_of(text: str) -> str:
    """Return a period as the table writes it, "" when it is none.

    « 2024-03 », « 202403 » and « 2024-03-31 » are a month; « 2024-T1 » and « 2024Q1 », a quarter.
    """
    bare = text.strip()
    if found := _QUARTER.fullmatch(bare):
        return f"{found[1]}-T{found[2]}"
    if (found := _MONTH.fullmatch(bare)) and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{found[2]}"
    return ""
