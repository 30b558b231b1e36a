"""Tension by métier (FAP), as Dares and France Travail measure it: from 1 to 5, and what is behind.

A CSV or a workbook of one sheet a level (FAP 225 or 87 × France, region, département), one row a
métier, a territory and a year, with the columns:

- `Code FAP 225` (`Code FAP 87`, `Code FAP 228`, `fap`), `Code région` or `reg`, `Code département`
  or `dep`, `Année`;
- `Tension - discret` (`Catégorie Tension`, `ind_tension_d`): the class, from 1 to 5;
- the six complementary indicators, in classes: `Intensité d'embauches`, `Lien formation-emploi`,
  `Manque de main-d'œuvre disponible`, `Non-durabilité de l'emploi`, `Conditions de travail
  contraignantes`, `Inadéquation géographique`, each with or without « - discret » (`ind_int_emb_d`,
  `ind_specif_form_empl_d`…).

The continuous indexes of the same names are not read: only the producer's classes are. A métier
without a class (« n.d. », or a group of métiers that has an index only) is kept, « indisponible ».
Source of the method: Pôle emploi – Dares, « Note méthodologique sur les indicateurs de tension ».
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.tables.observation import COMPLEMENTARY
from loaders.reading.columns import find_column, known, nearly_all
from loaders.reading.fap import fap_names
from loaders.reading.figures import HORS_REGION, degrees, departement_code, fap_version, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.rome_tension import COLUMNS as ROME_COLUMNS

KEY = "tension_dares"
FRANCE = "FR"
MEASURES = ("tension", *COMPLEMENTARY)


def _in_classes(*names: str) -> tuple[str, ...]:
    """Return the names that a column of classes bears: those marked as such come first."""
    return (*(f"{name} - discret" for name in names), *names)


COLUMNS: dict[str, tuple[str, ...]] = {
    "metier": (
        "fap",
        "Code FAP 225",
        "Code FAP 228",
        "Code FAP 87",
        "Code FAP 86",
        "Code FAP",
        "code_fap",
    ),
    "label": (
        "Libellé FAP 225",
        "Libellé FAP 228",
        "Libellé FAP 87",
        "Libellé FAP 86",
        "Libellé FAP",
        "Intitulé FAP 225",
        "Intitulé FAP 228",
        "Intitulé FAP",
        "Métier",
    ),
    "nomenclature": ("niveau_fap",),
    "region": ("reg", "Code région", "Code region"),
    "departement": ("dep", "Code département", "Code departement"),
    "year": ("Année", "annee"),
    "tension": ("Tension - discret", "Catégorie Tension", "ind_tension_d"),
    "hiring_intensity": (*_in_classes("Intensité d'embauches"), "ind_int_emb_d"),
    "skills_mismatch": (*_in_classes("Lien formation-emploi"), "ind_specif_form_empl_d"),
    "labour_shortage": (
        *_in_classes("Manque de main-d'œuvre disponible", "Manque de main-d'œuvre"),
        "ind_main_oeuvre_d",
    ),
    "job_instability": (*_in_classes("Non-durabilité de l'emploi"), "ind_dur_empl_d"),
    "working_conditions": (
        *_in_classes("Conditions de travail contraignantes"),
        "ind_cond_travail_d",
    ),
    "geographic_mismatch": (*_in_classes("Inadéquation géographique"), "ind_mismatch_geo_d"),
}
REQUIRED = ("metier", "year", *MEASURES)


def _wanted(header: Sequence[str]) -> bool:
    # Tensions by ROME have the same measures; one that lost its ROME column still has its basins.
    if find_column(header, (*ROME_COLUMNS["metier"], *ROME_COLUMNS["basin"])):
        return False
    measures = known(header, COLUMNS) & set(MEASURES)
    return nearly_all(header, COLUMNS, REQUIRED) and len(measures) >= 6


def read(path: Path, context: Context) -> Parsed:
    """Read a file of tensions by FAP (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows = rows.assign(
        metier=rows["metier"].str.upper(),
        year=rows["year"].map(whole_code),
        region=rows["region"].map(whole_code),
        departement=rows["departement"].map(departement_code),
    )
    rows = rows.assign(level=_levels(rows)).assign(code=lambda t: _codes(t))
    rows, rejects = _usable(rows, context)
    years = sorted(set(rows["year"]))
    version = fap_version(rows["metier"])
    return Parsed(
        tables={"tension": _table(rows, context, version)},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=years[-1] if years else "",
        perimeter=f"tensions par métier ({version}), France, région et départements",
    )


def _levels(rows: pd.DataFrame) -> pd.Series:
    level = pd.Series("france", index=rows.index)
    level = level.mask(rows["region"] != "", "region")
    return level.mask(rows["departement"] != "", "departement")


def _codes(rows: pd.DataFrame) -> pd.Series:
    code = pd.Series(FRANCE, index=rows.index)
    code = code.mask(rows["level"] == "region", rows["region"])
    return code.mask(rows["level"] == "departement", rows["departement"])


def _usable(rows: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    ours = {FRANCE, context.profile.code}
    inside = rows["code"].isin(ours) & (rows["level"] != "departement")
    inside |= (rows["level"] == "departement") & rows["code"].isin(context.profile.departements)
    return sorted_out(
        rows,
        {
            HORS_REGION: ~inside,
            "code FAP absent ou inconnu": ~rows["metier"].str.fullmatch(
                r"[A-Z][0-9A-Z]{2}(\d{2})?"
            ),
            "année illisible": ~rows["year"].str.fullmatch(r"\d{4}"),
            "métier déjà donné pour ce lieu": rows.duplicated(["year", "metier", "level", "code"]),
        },
    )


def _table(rows: pd.DataFrame, context: Context, version: str) -> pd.DataFrame:
    names = fap_names() if version == "FAP 2009" else {}
    labels = rows["label"].where(rows["label"] != "", rows["metier"].map(names).fillna(""))
    places = {FRANCE: "France", context.profile.code: context.profile.name}
    measures = {name: degrees(rows[name]) for name in MEASURES}
    table = pd.DataFrame(
        {
            "nomenclature": "fap",
            "metier": rows["metier"],
            "label": labels,
            "level": rows["level"],
            "code": rows["code"],
            "zone_name": rows["code"].map(places).fillna(""),
            "year": rows["year"].astype(int),
            **measures,
            "partial": "",
            "source": KEY,
            "vintage": rows["year"] + f", {version}",
        }
    )
    silent = table[list(MEASURES)].isna().any(axis=1)
    table["status"] = silent.map({True: "indisponible", False: ""})
    for name in ("projects", "difficult", "seasonal", "job_seekers"):
        table[name] = pd.array([pd.NA] * len(table), "Int64")
    return table.reset_index(drop=True)


TENSION_DARES = Source(
    key=KEY,
    name="Tensions sur le marché du travail par métier (FAP)",
    producer="Dares, France Travail",
    licence="Licence Ouverte",
    page="https://dares.travail-emploi.gouv.fr/donnees/les-tensions-sur-le-marche-du-travail",
    rhythm="chaque année",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("tension",),
)
