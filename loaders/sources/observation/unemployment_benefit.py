"""What Unédic spends on unemployment benefit, by month and département.

A table, one row a month and a département, with `code_departement` (« Total » for the région, which
is no département to add), `region` (a name), `annee_mois` (2025-12) and `depense`, in euros.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.folding import fold
from geodata.month.table import IDENTITY, period_of
from loaders.reading.columns import known, nearly_all
from loaders.reading.figures import departement_code
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.labour_rows import (
    TOLD_TWICE,
    is_total,
    parsed,
    with_values,
)

KEY = "unedic"
PERIMETER = "dépenses d'indemnisation de l'assurance chômage dans le mois"

COLUMNS: dict[str, tuple[str, ...]] = {
    "departement": ("code_departement", "Code département"),
    "region": ("region", "Région"),
    "period": ("annee_mois", "Année mois", "mois"),
    "value": ("depense", "Dépense", "depenses"),
}
REQUIRED = ("departement", "region", "period", "value")


def _wanted(header: Sequence[str]) -> bool:
    # « département » and « région » are any table's.
    own = {"period", "value"} <= known(header, COLUMNS)
    return nearly_all(header, COLUMNS, REQUIRED) and own


def read(path: Path, context: Context) -> Parsed:
    """Read a file of the spending of Unédic (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    whole = is_total(rows, "departement")
    code = rows["departement"].map(departement_code)
    ours = rows["region"].map(fold) == fold(context.profile.name)
    away = (whole & ~ours) | (~whole & ~code.isin(context.profile.departements))
    rows = with_values(rows).assign(
        measure="indemnisation", kind="", axis="", category="",
        level=pd.Series("departement", rows.index).mask(whole, "region"),
        code=code.mask(whole, context.profile.code),
        period=rows["period"].map(period_of), unit="€", adjusted="brut",
        perimeter=PERIMETER, source=KEY,
    )  # fmt: skip
    faults = {TOLD_TWICE: rows.duplicated([*IDENTITY])}
    return parsed(rows, faults, away, count, reports, PERIMETER)


UNEMPLOYMENT_BENEFIT = Source(
    key=KEY,
    name="Dépenses d'indemnisation du chômage par département",
    producer="Unédic",
    licence="Licence Ouverte 2.0",
    page="https://data.unedic.org/explore/dataset/evolution_indicateurs_cles_ac",
    rhythm="chaque mois",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("labour_series",),
    series=True,
)
