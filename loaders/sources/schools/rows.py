"""The rows of files about schools and modules: their columns, and those that cannot be read.

Shared by the files of the voie professionnelle, which count pupils or places by UAI and MEFSTAT11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from loaders.certifications.diplomas import Diplomas
from loaders.locating.schools import UAI, Schools, departement_of
from loaders.reading.rejected_rows import malformed
from loaders.reading.tables import Sheet, find_column, number, require_column
from loaders.reading.vintages import vintage_of_name
from loaders.source import Context, report

NO_UAI = "UAI absent ou mal formé"
NO_MEF = "code MEFSTAT11 absent ou inconnu de la nomenclature"
NO_NOMENCLATURE = "les nomenclatures de la BCN (n_mef et n_formation_diplome) manquent aux sources"
NO_DIPLOMA = "classe ou spécialité qui ne prépare par elle-même à aucun diplôme"
NO_PLACE = "établissement dont ni les coordonnées ni la commune ne sont connues"

Columns = Mapping[str, Sequence[str]]


def columns_by_role(sheet: Sheet, names: Columns, needed: Sequence[str]) -> pd.DataFrame:
    """Return the columns by role, as texts, and `content`, the row in short.

    Raises
    ------
    MissingColumnError
        A column that is needed is not there.
    """
    columns = list(sheet.rows.columns)
    found = {role: find_column(columns, asked) for role, asked in names.items()}
    free = [column for column in columns if column not in found.values()]
    for role in needed:
        found[role] = found[role] or require_column(free, names[role])
    rows = pd.DataFrame(
        {role: sheet.rows[column] if column else "" for role, column in found.items()},
        index=sheet.rows.index,
        dtype=object,
    )
    rows["uai"] = rows["uai"].str.upper().str.zfill(8)
    rows["mef"] = rows["mef"].str.replace(r"\.0$|\W", "", regex=True)
    shown = rows[[role for role in names if found[role]]]
    rows["content"] = shown.agg(" | ".join, axis=1).str[:200] if len(rows) else ""
    return rows


def usable_rows(
    rows: pd.DataFrame, sheet: Sheet, context: Context, diplomas: Diplomas, schools: Schools
) -> tuple[pd.DataFrame, list[pd.DataFrame], int]:
    """Return the rows about a known school of the region and a known module, the others, a count.

    Returns
    -------
    rows : those that can be used
    reports : of the others, with their reasons
    elsewhere : how many rows are about schools of other regions
    """
    reports = [malformed(sheet)]
    bad = ~rows["uai"].str.fullmatch(UAI.pattern)
    reports.append(report(rows, bad, NO_UAI))
    rows = rows[~bad]
    ours = rows["uai"].map(departement_of).isin(list(context.profile.departements)).astype(bool)
    elsewhere = int((~ours).sum())
    rows = rows[ours]
    unknown = rows["cfd"] == ""
    reports.append(report(rows, unknown, NO_MEF if diplomas.known else NO_NOMENCLATURE))
    rows = rows[~unknown]
    classes = rows["cfd"].map(diplomas.is_class).astype(bool)
    reports.append(report(rows, classes, NO_DIPLOMA))
    rows = rows[~classes]
    placed = {uai: schools.site_of(uai) is not None for uai in rows["uai"].unique()}
    lost = ~rows["uai"].map(placed).astype(bool)
    reports.append(report(rows, lost, NO_PLACE))
    return rows[~lost], reports, elsewhere


def whole(texts: pd.Series) -> pd.Series:
    """Return the counts of people that cells say, null where they say none."""
    values = texts.map(number).astype("Float64")
    return values.where(values >= 0).round().astype("Int64")


def year_in_name(path: Path) -> str:
    """Return the year that a file's name bears: all there is when no column gives it."""
    return vintage_of_name(path) or "année non précisée"
