"""Job seekers on the lists of France Travail: the series of Dares, by quarter or by month.

One CSV or workbook a data set, one row a period, a place, a category and what it is broken down by.
Places are the communes (`dares_defm_communales-brutes`, by quarter), the zones d'emploi
(`dares_defm_zone-emploi_mens`, by month), or the région and its départements together
(`dares_defm_stock_regions_brut_mens`).
Columns, by their technical name or their title: `date` (2024-T4, 2024-03), `code_region`,
`code_departement`, `code_commune` or `code_zone_d_emploi`, `type_de_donnees` (« Brutes »,
« CVS-CJO »), `categorie` (A, ABC…), `sexe`, `tranche_d_age`, `anciennete` and
`nombre_de_demandeurs_d_emploi`, rounded to 5. « Total » in a column that breaks down is the whole:
rows that cross two of them, and rows of sums (« Total » as a commune), are left out.
Communes have no other period than the quarter, and no file is by SPEL, EPCI or basin.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.folding import fold
from geodata.month.table import IDENTITY, period_of
from loaders.reading.columns import known
from loaders.reading.figures import departement_code, whole_code
from loaders.reading.rejected_rows import TOTAL_ROW
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.labour_rows import (
    NO_COMMUNE,
    TOLD_TWICE,
    communes,
    is_region,
    is_total,
    parsed,
    with_values,
)

KEY = "dares_demandeurs"
CROSSED = "croise deux ventilations : l'atlas en retient une à la fois"
NO_CATEGORY = "catégorie de demandeurs absente"
NO_ZONE = "zone d'emploi inconnue"
PERIMETER = "demandeurs d'emploi inscrits à France Travail, arrondis à 5"

COLUMNS: dict[str, tuple[str, ...]] = {
    "period": ("date", "Date"),
    "region": ("code_region", "Code région"),
    "departement": ("code_departement", "Code département"),
    "commune": ("code_commune", "Code commune"),
    "zone": ("code_zone_d_emploi", "Code zone d'emploi", "code_zone_emploi"),
    "adjusted": ("type_de_donnees", "Type de données"),
    "kind": ("categorie", "Catégorie"),
    "sexe": ("sexe", "Sexe"),
    "age": ("tranche_d_age", "Tranche d'âge"),
    "anciennete": ("anciennete", "Ancienneté", "Ancienneté d'inscription"),
    "value": ("nombre_de_demandeurs_d_emploi", "Nombre de demandeurs d'emploi"),
}
REQUIRED = ("period", "kind", "value")
_FLOWS = ("motif", "Motif")
_AXES = ("age", "sexe", "anciennete")


def _wanted(header: Sequence[str]) -> bool:
    roles = known(header, {**COLUMNS, "motif": _FLOWS})
    places = roles & {"region", "departement", "commune", "zone"}
    return "motif" not in roles and len(roles & set(REQUIRED)) >= 2 and "kind" in roles and bool(
        places
    )  # fmt: skip


def read(path: Path, context: Context) -> Parsed:
    """Read a file of job seekers (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows, away, faults = _placed(with_values(rows), context)
    rows, crossed = _broken_down(rows)
    rows = rows.assign(
        measure="demandeurs",
        kind=rows["kind"].map({text: _kind(text) for text in rows["kind"].unique()}),
        period=rows["period"].map({text: period_of(text) for text in rows["period"].unique()}),
        adjusted=rows["adjusted"].map({t: _adjusted(t) for t in rows["adjusted"].unique()}),
        unit="personnes", perimeter=PERIMETER, source=KEY,
    )  # fmt: skip
    faults |= {
        CROSSED: crossed,
        NO_CATEGORY: rows["kind"] == "",
        # Communes that became one are added up; the same one told twice is counted once.
        TOLD_TWICE: rows.duplicated([*IDENTITY, "commune"]),
    }
    return parsed(rows, faults, away, count, reports, PERIMETER)


def _placed(
    rows: pd.DataFrame, context: Context
) -> tuple[pd.DataFrame, pd.Series, dict[str, pd.Series]]:
    """Give rows their level and code; say which are of other regions, and which of no place."""
    if (rows["commune"] != "").any():
        sums = is_total(rows, "commune")
        codes, away = communes(rows["commune"], context)
        placed = rows.assign(level="commune", code=codes)
        return placed, away, {TOTAL_ROW: sums, NO_COMMUNE: codes == ""}
    if (rows["zone"] != "").any():
        codes = rows["zone"].map(whole_code).str.zfill(4)
        known_zones = codes.isin(set(context.communes["zone_emploi"]))
        named = (rows["region"] != "") & ~is_region(rows["region"], context)
        placed = rows.assign(level="zone_emploi", code=codes)
        return placed, ~known_zones & named, {
            TOTAL_ROW: is_total(rows, "zone"), NO_ZONE: ~known_zones,
        }  # fmt: skip
    whole = is_total(rows, "departement")
    own = rows["departement"].map(departement_code)
    region = is_region(rows["region"], context)
    away = (whole & ~region) | (~whole & ~own.isin(context.profile.departements))
    code = own.mask(whole, context.profile.code)
    level = pd.Series("departement", rows.index).mask(whole, "region")
    return rows.assign(level=level, code=code), away, {}


def _broken_down(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Give rows the one thing that they are broken down by; say which have two."""
    open_ = pd.DataFrame({axis: ~is_total(rows, axis) for axis in _AXES})
    axis = pd.Series("", rows.index)
    category = pd.Series("", rows.index)
    for name in _AXES:
        axis = axis.mask(open_[name], name)
        category = category.mask(open_[name], rows[name])
    return rows.assign(axis=axis, category=category), open_.sum(axis=1) > 1


def _kind(text: str) -> str:
    """Return the letters of a category: « Catégorie A », « A, B, C », « ABC »."""
    bare = fold(text).removeprefix("categories").removeprefix("categorie")
    return bare.replace(" et ", " ").replace(" ", "").upper()


def _adjusted(text: str) -> str:
    bare = fold(text)
    return "brut" if not bare or bare.startswith("brut") else "CVS-CJO"


JOB_SEEKERS_SERIES = Source(
    key=KEY,
    name="Demandeurs d'emploi inscrits à France Travail, séries mensuelles et trimestrielles",
    producer="Dares, France Travail",
    licence="Licence Ouverte",
    page="https://data.dares.travail-emploi.gouv.fr/explore/?q=demandeurs",
    rhythm="chaque mois (zone d'emploi, département), chaque trimestre (commune)",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("labour_series",),
    series=True,
)
