"""Tension by métier (ROME) and basin of the BMO, from 1 to 5, and the six indicators beside it.

A table, one row a métier, a basin and a year, with the columns `annee`, `ROME`, `cbassin`,
`lib_bassin` (`lib_bassin_bmo19`), `oee` (offers, not kept), `defm_abc` (job seekers of categories
A, B and C at the end of the month, on average: kept rounded), and in classes `ind_tension_d`,
`ind_int_emb_d`, `ind_main_oeuvre_d`, `ind_dur_empl_d`, `ind_cond_travail_d`, `ind_mismatch_geo_d`,
`ind_specif_form_empl_d` (« lien formation-emploi »).
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.tables.observation import COMPLEMENTARY
from loaders.reading.columns import known, nearly_all
from loaders.reading.figures import HORS_REGION, counts, degrees, state_of, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.basins import in_region

KEY = "tension_rome"
MEASURES = ("tension", *COMPLEMENTARY)

COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("annee", "Année"),
    "metier": ("ROME", "code_rome", "Code ROME"),
    "basin": ("cbassin", "code_bassin", "code_bassin_BMO", "Code bassin"),
    "basin_name": ("lib_bassin", "lib_bassin_bmo19", "lib_bassin_BMO", "Bassin"),
    "job_seekers": ("defm_abc", "defm", "DEFM ABC"),
    "tension": ("ind_tension_d", "ind_t"),
    "hiring_intensity": ("ind_int_emb_d",),
    "skills_mismatch": ("ind_specif_form_empl_d",),
    "labour_shortage": ("ind_main_oeuvre_d",),
    "job_instability": ("ind_dur_empl_d",),
    "working_conditions": ("ind_cond_travail_d",),
    "geographic_mismatch": ("ind_mismatch_geo_d",),
}
REQUIRED = ("year", "metier", "basin", *MEASURES)


def _wanted(header: Sequence[str]) -> bool:
    measures = known(header, COLUMNS) & set(MEASURES)
    return nearly_all(header, COLUMNS, REQUIRED) and len(measures) >= 6


def read(path: Path, context: Context) -> Parsed:
    """Read a file of tensions by ROME and basin (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows = rows.assign(
        metier=rows["metier"].str.upper(),
        year=rows["year"].map(whole_code),
        basin=rows["basin"].map(whole_code),
    )
    rows, rejects = _usable(rows, context)
    years = sorted(set(rows["year"]))
    return Parsed(
        tables={"tension": _table(rows, context)},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=years[-1] if years else "",
        perimeter="tensions par métier (ROME) et bassin BMO",
    )


def _usable(rows: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    return sorted_out(
        rows,
        {
            HORS_REGION: ~in_region(rows["basin"], context),
            "code ROME absent ou inconnu": ~rows["metier"].str.fullmatch(r"[A-N]\d{4}"),
            "année illisible": ~rows["year"].str.fullmatch(r"\d{4}"),
            "métier déjà donné pour ce bassin": rows.duplicated(["year", "metier", "basin"]),
        },
    )


def _table(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    names = context.romes.set_index("rome")["label"]
    table = pd.DataFrame(
        {
            "nomenclature": "rome",
            "metier": rows["metier"],
            "label": rows["metier"].map(names).fillna(""),
            "level": "bmo_basin",
            "code": rows["basin"],
            "zone_name": rows["basin_name"],
            "year": rows["year"].astype(int),
            **{name: degrees(rows[name]) for name in MEASURES},
            "job_seekers": counts(rows["job_seekers"]),
            "partial": "",
            "source": KEY,
            "vintage": rows["year"] + ", ROME",
        }
    )
    for name in ("projects", "difficult", "seasonal"):
        table[name] = pd.array([pd.NA] * len(table), "Int64")
    states = pd.DataFrame({name: rows[name].map(state_of) for name in MEASURES})
    silent = table[list(MEASURES)].isna().any(axis=1)
    table["status"] = silent.map({True: "indisponible", False: ""})
    table["status"] = table["status"].mask(silent & (states == "secret").any(axis=1), "secret")
    return table.reset_index(drop=True)


TENSION_ROME = Source(
    key=KEY,
    name="Tensions par métier (ROME) et bassin d'emploi",
    producer="France Travail, Dares",
    licence="Licence Ouverte",
    page="https://statistiques.francetravail.org/",
    rhythm="chaque année",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("tension",),
)
