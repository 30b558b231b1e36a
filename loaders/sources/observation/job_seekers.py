"""Job seekers of each basin of the BMO by sector.

A table, one row a basin and a sector, with the columns `code_bassin`, `lib_bassin`,
`demandeurs_emploi` and `secteur_libelle`. The file says neither its date nor its categories of job
seekers: where a column `annee` is there it gives the period, else the period is empty.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from loaders.reading.columns import known
from loaders.reading.figures import HORS_REGION, UNREADABLE, counts, state_of, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.reading.vintages import year_of
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.basins import in_region

KEY = "demandeurs_secteur"
UNDATED = "date non précisée par le fichier"
PERIMETER = "catégories de demandeurs non précisées par le fichier"

COLUMNS: dict[str, tuple[str, ...]] = {
    "basin": ("code_bassin", "cbassin", "code_bassin_BMO"),
    "basin_name": ("lib_bassin", "lib_bassin_BMO"),
    "value": ("demandeurs_emploi", "Demandeurs d'emploi", "nb_demandeurs"),
    "sector": ("secteur_libelle", "Secteur", "lib_secteur"),
    "period": ("annee", "Année", "periode", "date"),
}
REQUIRED = ("basin", "value", "sector")


def _wanted(header: Sequence[str]) -> bool:
    roles = known(header, COLUMNS)
    return set(REQUIRED) <= roles or (
        len(roles & set(REQUIRED)) == 2 and "basin_name" in roles and len(header) <= 6
    )


def read(path: Path, context: Context) -> Parsed:
    """Read a file of job seekers by sector and basin (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows = rows.assign(
        basin=rows["basin"].map(whole_code),
        period=rows["period"].map(whole_code),
        sector=rows["sector"].str.replace(r"\s+-\s+", " ; ", regex=True),
        state=rows["value"].map(state_of),
    )
    rows, rejects = _usable(rows, context)
    periods = sorted(set(rows["period"]) - {""})
    return Parsed(
        tables={"indicators": _table(rows)},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=periods[-1] if periods else year_of(path) or UNDATED,
        perimeter=PERIMETER,
    )


def _usable(rows: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    return sorted_out(
        rows,
        {
            HORS_REGION: ~in_region(rows["basin"], context),
            "secteur absent": rows["sector"] == "",
            UNREADABLE: rows["state"] == "illisible",
            "secteur déjà donné pour ce bassin": rows.duplicated(["period", "basin", "sector"]),
        },
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    undated = rows["period"] == ""
    return pd.DataFrame(
        {
            "theme": "marche-travail",
            "entry": "secteur",
            "indicator": "Demandeurs d'emploi par secteur",
            "category": rows["sector"],
            "level": "bmo_basin",
            "code": rows["basin"],
            "period": rows["period"],
            "value": counts(rows["value"]).astype("float64"),
            "text": "",
            "unit": "personnes",
            "status": rows["state"],
            "perimeter": PERIMETER,
            "source": KEY,
            "reference": "",
            "contradiction": "",
            "note": undated.map({True: UNDATED, False: ""}),
        }
    ).reset_index(drop=True)


JOB_SEEKERS = Source(
    key=KEY,
    name="Demandeurs d'emploi par secteur et bassin",
    producer="France Travail",
    licence="",
    page="https://statistiques.francetravail.org/",
    rhythm="non précisé",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("indicators",),
    series=True,
)
