"""What became of leavers by course in a region: InserJeunes, by MEFSTAT11 or CFD.

One row a cohort, a region, a voie and a course: its MEFSTAT11 for the voie scolaire, its CFD for
the apprenticeship. The CFD of a MEFSTAT11 is that of the nomenclature (BCN) when it is at hand. A
rate that is not published, as when too few people left the course, is null, though the counts
beside it are given; `status` says why the rate at 6 months is.
"""

from pathlib import Path

import pandas as pd

from geodata.folding import fold
from loaders.certifications.diplomas import Diplomas
from loaders.reading.columns import (
    by_role,
    find_column,
    find_roles,
    in_short,
    known,
    require_column,
)
from loaders.reading.figures import rate_of, why_no_rate
from loaders.reading.rejected_rows import joined, malformed, sorted_out
from loaders.reading.tables import Sheet, header_of, read_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.inserjeunes import (
    OUT_OF_RANGE,
    PRODUCER,
    TWICE,
    in_range,
    outcomes,
)
from loaders.sources.observation.inserjeunes_layouts import cohort_of

KEY = "inserjeunes-region"
NO_COHORT = "millésime absent ou mal formé"
NO_COURSE = "ni MEFSTAT11 ni code diplôme"
NO_VOIE = "voie inconnue"
COLUMNS: dict[str, tuple[str, ...]] = {
    "cohort": ("millesime", "Millésime"),
    "region": ("code_region", "Code région"),
    "voie": ("voie", "filiere", "Filière"),
    "mef": ("mefstat11", "code_mef_stat_11", "MEFSTAT11"),
    "cfd": ("cfd", "code_certification", "code_formation_diplome"),
}
COUNTS = {
    "last_year": ("nb_annee_term", "Nombre d'élèves en année terminale"),
    "leavers": ("nb_sortant", "nb_sortants", "Nombre de sortants"),
}
RATES = {
    "continuing_rate": ("taux_poursuite_etudes", "Taux de poursuite d'études"),
    **{
        f"employment_rate_{months}_months": (
            f"taux_emploi_{months}_mois",
            f"Taux d'emploi à {months} mois",
        )
        for months in (6, 12, 18, 24)
    },
}
_VOIES = {
    "scolaire": "scolaire",
    "voie scolaire": "scolaire",
    "voie pro sco": "scolaire",
    "apprentissage": "apprentissage",
    "superieur": "superieur",
}


def recognises(path: Path) -> bool:
    """Tell whether a file is InserJeunes by region and course, even with one column renamed."""
    columns = header_of(path)
    return len(known(columns, COLUMNS)) >= 4 and len(known(columns, RATES)) >= 2


def read(path: Path, context: Context) -> Parsed:
    """Read a file of InserJeunes by region and course (raises SourceError)."""
    sheet = read_table(path)
    columns = list(sheet.rows.columns)
    named = find_roles(columns, COLUMNS, ("cohort", "region", "voie"))
    free = [column for column in columns if column not in named.values()]
    if not named["mef"] and (named["cfd"] is None or _needs_mef(sheet, named)):
        require_column(free, COLUMNS["mef"])
    rates = {
        role: find_column(columns, names) or (require_column(free, names) if "_6_" in role else "")
        for role, names in RATES.items()
    }
    rows = by_role(sheet.rows, named)
    rows["content"] = in_short(rows)
    for role, name in rates.items():
        cells = sheet.rows[name] if name else pd.Series("", rows.index)
        rows[role] = cells.map(rate_of).astype(float)
    for role, names in COUNTS.items():
        column = find_column(columns, names)
        counts = sheet.rows[column].map(rate_of) if column else pd.Series(None, rows.index)
        rows[role] = counts.astype("Float64").round().astype("Int64")
    rows["status"] = sheet.rows[rates["employment_rate_6_months"]].map(why_no_rate)
    return _parsed(rows, malformed(sheet), sheet.count, context)


def _needs_mef(sheet: Sheet, named: dict[str, str | None]) -> bool:
    """Tell whether no row of the voie scolaire has a CFD: it is by MEFSTAT11 that they are told."""
    voies = sheet.rows[named["voie"]].map(lambda text: _VOIES.get(fold(text), ""))
    school = sheet.rows[voies == "scolaire"]
    return len(school) > 0 and not (school[named["cfd"]] != "").any()


def _parsed(rows: pd.DataFrame, broken: pd.DataFrame, count: int, context: Context) -> Parsed:
    ours = rows["region"].str.zfill(2) == str(context.profile.code)
    elsewhere = int((~ours).sum())
    rows = _coded(rows[ours], Diplomas(context))
    kept, rejects = sorted_out(
        rows,
        {
            NO_COHORT: rows["cohort"] == "",
            NO_VOIE: rows["voie"] == "",
            NO_COURSE: (rows["mef"] == "") & (rows["cfd"] == ""),
            OUT_OF_RANGE: ~in_range(rows[list(RATES)]),
            TWICE: rows.duplicated(["cohort", "voie", "mef", "cfd"]),
        },
    )
    last = max(kept["cohort"], default="").replace("_", "-")
    return Parsed(
        tables={"outcomes": outcomes(kept, KEY, last)},
        rows_read=count,
        rejects=joined([broken, rejects]),
        vintage=last or "millésime non précisé",
        perimeter="sortants de la voie professionnelle et des BTS, par formation",
        elsewhere=elsewhere,
    )


def _coded(rows: pd.DataFrame, diplomas: Diplomas) -> pd.DataFrame:
    mef = rows["mef"].where(rows["mef"].str.fullmatch(r"[0-9A-Z]{11}"), "")
    told = rows["cfd"].str.upper().where(rows["cfd"] != rows["mef"], "")
    cfd = told.where(told == "", told.str.zfill(8))
    return rows.assign(
        level="region",
        code=rows["region"].str.zfill(2),
        cohort=rows["cohort"].map(cohort_of),
        voie=rows["voie"].map(lambda text: _VOIES.get(fold(text), "")),
        mef=mef,
        cfd=cfd.where(cfd != "", mef.map(diplomas.of_mef)),
    )


INSERJEUNES_REGIONS = Source(
    key=KEY,
    name="InserJeunes par région et formation",
    producer=PRODUCER,
    licence="Licence Ouverte",
    page="https://www.education.gouv.fr/inserjeunes-lycee-professionnel-et-cfa-307956",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=("outcomes",),
    series=True,
    needs=("mef", "diplomas"),
)
