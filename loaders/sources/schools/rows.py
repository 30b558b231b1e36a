"""The rows of files about schools and modules: their columns, and those that cannot be read.

Shared by the files of the voie professionnelle, which count pupils or places by UAI and MEFSTAT11.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from loaders.certifications.codes import Codes
from loaders.locating.schools import UAI, Schools, departement_of
from loaders.reading.columns import Names, by_role, find_roles, in_short
from loaders.reading.rejected_rows import malformed, sorted_out
from loaders.reading.tables import Sheet, number
from loaders.reading.vintages import year_of
from loaders.source import Context

NO_UAI = "UAI absent ou mal formé"
NO_MEF = "code MEFSTAT11 absent ou inconnu de la nomenclature"
NO_NOMENCLATURE = "les nomenclatures de la BCN (n_mef et n_formation_diplome) manquent aux sources"
NO_DIPLOMA = "classe ou spécialité qui ne prépare par elle-même à aucun diplôme"
NO_TITLE = "diplôme dont aucune nomenclature chargée ne donne l'intitulé"
NO_PLACE = "établissement dont ni les coordonnées ni la commune ne sont connues"


def school_rows(sheet: Sheet, names: Names, needed: Sequence[str]) -> pd.DataFrame:
    """Return the columns by role, their UAI and MEFSTAT11 put right, and `content`.

    Raises MissingColumnError: a column that is needed is not there.
    """
    found = find_roles(sheet.rows.columns, names, needed)
    rows = by_role(sheet.rows, found)
    rows["uai"] = rows["uai"].str.upper().str.zfill(8)
    rows["mef"] = rows["mef"].str.replace(r"\.0$|\W", "", regex=True)
    rows["content"] = in_short(rows[[role for role in names if found[role]]])
    return rows


def usable_rows(
    rows: pd.DataFrame, sheet: Sheet, context: Context, codes: Codes, schools: Schools
) -> tuple[pd.DataFrame, list[pd.DataFrame], int]:
    """Return the rows about a known school of the region and a known module, the others, a count.

    Returns
    -------
    rows : those that can be used
    reports : of the others, with their reasons
    elsewhere : how many rows are about schools of other regions
    """
    well = rows["uai"].str.fullmatch(UAI.pattern).astype(bool)
    ours = rows["uai"].map(departement_of).isin(list(context.profile.departements)).astype(bool)
    near = rows[ours | ~well]
    placed = {uai: schools.site_of(uai) is not None for uai in near["uai"].unique()}
    usable, rejects = sorted_out(
        near,
        {
            NO_UAI: ~well[near.index],
            NO_MEF if codes.diplomas.known else NO_NOMENCLATURE: near["cfd"] == "",
            NO_DIPLOMA: near["cfd"].map(codes.diplomas.is_class).astype(bool),
            # As when the file of diplomas is cut.
            NO_TITLE: ~near["cfd"].map(codes.names).astype(bool),
            NO_PLACE: ~near["uai"].map(placed).astype(bool),
        },
    )
    return usable, [malformed(sheet), rejects], len(rows) - len(near)


def whole(texts: pd.Series) -> pd.Series:
    """Return the counts of people that cells say, null where they say none."""
    values = texts.map(number).astype("Float64")
    return values.where(values >= 0).round().astype("Int64")


def year_in_name(path: Path) -> str:
    """Return the year that a file's name bears: all there is when no column gives it."""
    return year_of(path) or "année non précisée"
