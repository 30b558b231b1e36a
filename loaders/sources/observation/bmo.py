"""The survey of needs of labour (BMO): what employers of each basin mean to recruit, by métier.

A workbook or a CSV, one row a métier (FAP) and a basin, with the columns (names from 2015 on):

- `annee`; `Code métier BMO` (`code métier BMO`, `metier`), `Nom métier BMO` (`nom_metier BMO`);
- `Famille_met` (`Famille_metier`), `Lbl_fam_met` (`Libellé de famille de métier`);
- `REG`, `NOM_REG`, `Dept`, `NomDept`; `BE24` and `NOMBE24`, that bear the year of the basins;
- `met`, `xmet`, `smet`: projects of recruitment, those found difficult, those that are seasonal.

« * » is a statistical secret: the value stays null. To the rows of the file are added the sums by
département and region, and by basin for all métiers (`metier` is « total »). A sum that meets a
secret counts what is published and no more: `partial` names it and `status` is « partiel »; where
nothing at all is published, it is null and `status` is « secret ». No number under 5 is printed, no
zero either: « * » may be one. `difficult_of` and `seasonal_of` are the projects of the cells whose
difficult, or seasonal, ones are published: `geodata.secrecy` makes a share of them.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.secrecy import PARTS, paired
from geodata.tables.observation import COMPLEMENTARY
from loaders.errors import SourceError
from loaders.reading.columns import known, nearly_all, select
from loaders.reading.figures import (
    HORS_REGION,
    UNREADABLE,
    counts,
    departement_code,
    fap_version,
    state_of,
    whole_code,
)
from loaders.reading.rejected_rows import TOTAL_ROW, joined, malformed, sorted_out, totals
from loaders.reading.tables import has_table, read_tables
from loaders.source import Context, Parsed, Source

KEY = "bmo"
TOTAL = "total"
ALL_METIERS = "Tous métiers"

_YEARS = range(40, 9, -1)
COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("annee", "Année"),
    "metier": ("Code métier BMO", "metier", "code_metier"),
    "label": ("Nom métier BMO", "nom_metier BMO", "nommetier", "libelle_metier"),
    "region": ("REG", "Code région"),
    "departement": ("Dept", "Code département", "dep"),
    "departement_name": ("NomDept", "Nom du département"),
    "region_name": ("NOM_REG",),
    "basin": (*(f"BE{year}" for year in _YEARS), "BE", "code_bassin"),
    "basin_name": (*(f"NOMBE{year}" for year in _YEARS), "NOMBE", "lib_bassin"),
    "family": ("Famille_met", "Famille_metier"),
    "family_name": ("Lbl_fam_met", "Libellé de famille de métier"),
    "projects": ("met",),
    "difficult": ("xmet",),
    "seasonal": ("smet",),
}
REQUIRED = ("metier", "basin", "departement", "projects", "difficult", "seasonal")
MEASURES = ["projects", "difficult", "seasonal"]
_PAIRED = [f"{name}_of" for name in PARTS]


def _wanted(header: Sequence[str]) -> bool:
    measures = known(header, COLUMNS) & set(MEASURES)
    return nearly_all(header, COLUMNS, REQUIRED) and len(measures) >= 2


def read(path: Path, context: Context) -> Parsed:
    """Read a file of the survey (raises MissingColumnError, SourceError)."""
    sheets = read_tables(path, _wanted)
    rows = pd.concat([select(sheet.rows, COLUMNS, REQUIRED) for sheet in sheets])
    year = _year(rows, sheets[0].rows.columns)
    rows = rows.assign(
        year_text=rows["year"],
        metier=rows["metier"].str.upper(),
        departement=rows["departement"].map(departement_code),
        region=rows["region"].map(whole_code),
        basin=rows["basin"].map(whole_code),
        year=rows["year"].map(whole_code).where(rows["year"] != "", year),
    )
    rows, rejects = _usable(rows, context)
    version = fap_version(rows["metier"])
    table = _tension(rows, context, version)
    years = sorted(set(rows["year"]))
    return Parsed(
        tables={"tension": table},
        rows_read=sum(sheet.count for sheet in sheets),
        rejects=joined([*map(malformed, sheets), rejects]),
        vintage=years[-1] if years else year,
        perimeter=f"projets de recrutement déclarés par les employeurs, {version}",
    )


def _year(rows: pd.DataFrame, columns: Iterable[str]) -> str:
    """Return the year of the survey; when no column gives it, that of the basins' column."""
    named = next((name for name in columns if name.strip().upper()[:2] == "BE"), "")
    digits = "".join(sign for sign in named if sign.isdigit())
    year = f"20{digits[-2:]}" if len(digits) >= 2 else ""
    if not year and not rows["year"].str.fullmatch(r"\d{4}(\.0)?").any():
        raise SourceError("l'année de l'enquête n'est dans aucune colonne")
    return year


def _usable(rows: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    states = pd.DataFrame({name: rows[name].map(state_of) for name in MEASURES}, index=rows.index)
    unreadable = (states == "illisible").any(axis=1) | ~rows["year"].str.fullmatch(r"\d{4}")
    return sorted_out(
        rows,
        {
            TOTAL_ROW: totals(rows, ("year_text", "metier", "label", "basin")),
            HORS_REGION: ~_inside(rows, context),
            "code du métier ou du bassin absent": (rows["metier"] == "") | (rows["basin"] == ""),
            UNREADABLE: unreadable,
            "métier déjà donné pour ce bassin": rows.duplicated(["year", "metier", "basin"]),
        },
    )


def _inside(rows: pd.DataFrame, context: Context) -> pd.Series:
    """Tell which rows are in the region: by the département, which no reform has renamed."""
    by_departement = rows["departement"].isin(context.profile.departements)
    return by_departement | ((rows["departement"] == "") & (rows["region"] == context.profile.code))


def _tension(rows: pd.DataFrame, context: Context, version: str) -> pd.DataFrame:
    for name in MEASURES:
        rows = rows.assign(**{name: counts(rows[name])})
    rows = rows.assign(year=rows["year"].astype(int))
    rows = rows.assign(**{f"{name}_of": paired(rows, name).astype("Int64") for name in PARTS})
    basins = rows.assign(level="bmo_basin", code=rows["basin"], zone_name=rows["basin_name"])
    departements = rows.assign(
        level="departement", code=rows["departement"], zone_name=rows["departement_name"]
    )
    profile = context.profile
    region = rows.assign(level="region", code=profile.code, zone_name=profile.name)
    alike = [basins, departements, region]
    every = [table.assign(metier=TOTAL, label=ALL_METIERS) for table in alike]
    own = basins.assign(partial="", status=_secrecy(basins, ""))
    sums = [_sums(table) for table in (departements, region, *every)]
    table = pd.concat([own, *sums], ignore_index=True)
    empty = {name: pd.array([pd.NA] * len(table), "Int64") for name in ("tension", *COMPLEMENTARY)}
    return table.assign(
        nomenclature="fap",
        **empty,
        job_seekers=pd.array([pd.NA] * len(table), "Int64"),
        source=KEY,
        vintage=table["year"].astype(str) + f", {version}",
    ).drop(columns=["content", "year_text", "basin", "basin_name", "region", "region_name"])


def _secrecy(rows: pd.DataFrame, otherwise: pd.Series | str) -> pd.Series:
    """Return the status of rows of which some values are null because they are secret."""
    base = pd.Series(otherwise, index=rows.index, dtype=object)
    return base.mask(rows[MEASURES].isna().any(axis=1), "secret")


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a métier, year and zone: what is published added up, and what lacks."""
    keys = ["year", "metier", "level", "code"]
    groups = rows.groupby(keys, sort=True)
    sums = groups[[*MEASURES, *_PAIRED]].sum(min_count=1)
    missing = rows[MEASURES].isna().groupby([rows[key] for key in keys]).any()
    lacking = missing & sums[MEASURES].notna()
    partial = [
        " ".join(name for name, lacks in zip(MEASURES, line, strict=True) if lacks)
        for line in lacking.to_numpy()
    ]
    named = groups[["label", "zone_name"]].first()
    table = sums.join(named).assign(partial=partial).reset_index()
    flagged = table["partial"].map(lambda names: "partiel" if names else "")
    return table.assign(status=_secrecy(table, flagged))


BMO = Source(
    key=KEY,
    name="Enquête Besoins en main-d'œuvre (BMO)",
    producer="France Travail",
    licence="Licence Ouverte",
    page="https://statistiques.francetravail.org/bmo",
    rhythm="chaque année",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("tension",),
)
