"""Households that receive the RSA from the CAF, by commune, each December.

Two data sets of the CNAF, one row a commune and a December: `s_ben_com_f` (`dtreffre`, 2024-12;
`numcomdo`; `nomcom`; `indfoy_rsa`, households, rounded to 5) and `rsa_s_type_com_f`, one row more a
`rsa_type`, which are added up. Rows without a commune (people who are not located) have no place.
The MSA's own households are not there.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from geodata.month.table import period_of
from loaders.reading.columns import nearly_all
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.labour_rows import (
    NO_COMMUNE,
    TOLD_TWICE,
    communes,
    parsed,
    with_values,
)

KEY = "caf_rsa"
PERIMETER = "foyers allocataires des CAF en décembre, hors MSA, arrondis à 5"

COLUMNS: dict[str, tuple[str, ...]] = {
    "period": ("dtreffre", "Date référence"),
    "commune": ("numcomdo", "Numéro commune", "code_commune"),
    "type": ("rsa_type", "Type de RSA"),
    "value": ("indfoy_rsa", "Nombre foyers RSA"),
}
REQUIRED = ("period", "commune", "value")


def _wanted(header: Sequence[str]) -> bool:
    return nearly_all(header, COLUMNS, REQUIRED)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of the CNAF (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    codes, away = communes(rows["commune"], context)
    told = rows.duplicated(["period", "commune", "type"]) & (codes != "")
    rows = with_values(rows).assign(
        measure="rsa", kind="", axis="", category="", level="commune", code=codes,
        period=rows["period"].map(period_of), unit="foyers", adjusted="brut",
        perimeter=PERIMETER, source=KEY,
    )  # fmt: skip
    return parsed(
        rows, {NO_COMMUNE: codes == "", TOLD_TWICE: told}, away, count, reports, PERIMETER
    )


RSA_HOUSEHOLDS = Source(
    key=KEY,
    name="Foyers bénéficiaires du RSA par commune",
    producer="CNAF",
    licence="Licence Ouverte 2.0",
    page="https://data.caf.fr/explore/dataset/s_ben_com_f/",
    rhythm="chaque année",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("labour_series",),
    series=True,
)
