"""Localised unemployment rates of the région's départements, year after year.

A table, one row a département and a year, with the columns `codeDepartement` (« 002 »),
`libelleDepartement`, `rentreeScolaire` (a year) and `tauxChomage`, in percent of the active
population. A rate is dated by the start of a school year only: what quarter or mean it is, the file
does not say, and the note repeats it.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from loaders.reading.columns import known
from loaders.reading.figures import HORS_REGION, UNREADABLE, departement_code, state_of, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table, number
from loaders.source import Context, Parsed, Source

KEY = "chomage"
INDICATOR = "Taux de chômage"
SCHOOL_YEAR = "daté par la rentrée scolaire : trimestre ou moyenne annuelle non précisé"

COLUMNS: dict[str, tuple[str, ...]] = {
    "departement": ("codeDepartement", "code_departement", "Code département", "Code"),
    "name": ("libelleDepartement", "Libellé département", "Libellé"),
    "period": ("rentreeScolaire", "rentree_scolaire", "Année", "annee"),
    "rate": ("tauxChomage", "taux_chomage", "Taux de chômage"),
}
REQUIRED = ("departement", "period", "rate")


def _wanted(header: Sequence[str]) -> bool:
    roles = known(header, COLUMNS)
    # One may be renamed, but « code », « libellé » and « année » are any table's.
    return "rate" in roles and bool(roles & {"departement", "period"})


def read(path: Path, context: Context) -> Parsed:
    """Read a file of unemployment rates (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows = rows.assign(
        departement=rows["departement"].map(departement_code),
        period=rows["period"].map(whole_code),
        status=rows["rate"].map(state_of),
    )
    good, rejects = _usable(rows, context)
    periods = sorted(set(good["period"]))
    return Parsed(
        tables={"indicators": _table(good)},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=periods[-1] if periods else "",
        perimeter="taux de chômage localisés, en % de la population active",
    )


def _usable(rows: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    return sorted_out(
        rows,
        {
            HORS_REGION: ~rows["departement"].isin(context.profile.departements),
            "année illisible": ~rows["period"].str.fullmatch(r"\d{4}"),
            UNREADABLE: rows["status"] == "illisible",
            "taux déjà donné": rows.duplicated(["departement", "period"]),
        },
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "theme": "marche-travail",
            "entry": "territoire",
            "indicator": INDICATOR,
            "category": "",
            "level": "departement",
            "code": rows["departement"],
            "period": rows["period"],
            "value": rows["rate"].map(number).astype("float64"),
            "text": "",
            "unit": "%",
            "status": rows["status"],
            "perimeter": "population active",
            "source": KEY,
            "reference": "",
            "contradiction": "",
            "note": SCHOOL_YEAR,
        }
    ).reset_index(drop=True)


UNEMPLOYMENT = Source(
    key=KEY,
    name="Taux de chômage localisés par département",
    producer="Insee",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/statistiques/1893230",
    rhythm="chaque trimestre",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("indicators",),
    series=True,
)
