"""The voie professionnelle under school status: pupils and places by school (UAI) and module (MEF).

Two files, told apart by their columns:

- *constat de rentrée*: pupils counted at the beginning of a school year;
- *Affelnet*: places of the entry years, with the famille de métiers of those that begin by a year
  common to several diplomas.

One course is a diploma (CFD) at a school; `loaders.certifications.common_years` brings modules to
diplomas. Its
`enrolled` are the pupils of all its years, those of common years shared out in proportion to the
pupils of the following years at the school, so that every pupil is counted once. Its `capacity` is
that of the first year into which Affelnet lets pupils in. Of a common year, the places that its
diplomas do not take by themselves are shared out equally between those that have none. 0 place (no
entry into that year) and 999 or more (no limit) say nothing of the capacity.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from geodata.completeness.covers import Covers
from geodata.folding import fold
from loaders.certifications.codes import NEEDS as CODES
from loaders.certifications.codes import Codes
from loaders.certifications.common_years import resolve, share_out
from loaders.locating.schools import NEEDS as SCHOOLS
from loaders.locating.schools import Schools
from loaders.reading.columns import known
from loaders.reading.rejected_rows import joined
from loaders.reading.tables import header_of, read_table
from loaders.source import Context, Parsed, Source, report
from loaders.sources.schools.offers import offers_and_sites
from loaders.sources.schools.rows import school_rows, usable_rows, whole, year_in_name

PUPILS = "constat-rentree"
PLACES = "affelnet"
NO_PUPIL = "nombre d'élèves absent ou nul"
TWICE = "ligne répétée"
NO_LIMIT = 999
_MEF = ("Mef Bcp 11", "MEF STAT 11", "MEFSTAT11", "MEF_STAT_11", "Mefstat 11")
CONSTAT_COLUMNS: dict[str, tuple[str, ...]] = {
    "session": ("Rentrée scolaire", "Rentrée"),
    "uai": ("UAI", "Numéro UAI", "Numéro d'établissement", "Code établissement"),
    "mef": _MEF,
    "number": ("Nombre d'élèves : Total", "Nombre d'élèves", "Effectif total"),
}
AFFELNET_COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": ("Etablissement d'accueil", "UAI", "Code UAI établissement d'accueil"),
    "mef": ("MEF STAT 11", *_MEF),
    "number": ("Capacité carte scolaire", "Capacité"),
    "status": ("Statut Offre de formation", "Statut"),
    "family": ("Famille de métiers",),
    "wishes": ("Demandes vœux 1", "Demandes voeux 1"),
}
_SHARED = ["uai", "cfd", "voie"]


def recognises_pupils(path: Path) -> bool:
    """Tell whether a file is a constat de rentrée, even with one column renamed."""
    return _known(path, CONSTAT_COLUMNS, "number", 3) and not recognises_places(path)


def recognises_places(path: Path) -> bool:
    """Tell whether a file is a file of Affelnet's places, even with one column renamed."""
    return _known(path, AFFELNET_COLUMNS, "family", 5)


def _known(path: Path, names: dict[str, tuple[str, ...]], mark: str, least: int) -> bool:
    found = known(header_of(path), names)
    return len(found) >= least and (mark in found or len(found) == len(names) - 1)


def read_pupils(path: Path, context: Context) -> Parsed:
    """Read a constat de rentrée (raises SourceError)."""
    sheet = read_table(path)
    codes, schools = Codes(context), Schools(context)
    rows = school_rows(sheet, CONSTAT_COLUMNS, ("uai", "mef", "number"))
    rows = rows.assign(number=whole(rows["number"]), voie="", **_modules(rows, codes))
    newest = max(rows["session"], default="")
    rows, reports, elsewhere = usable_rows(rows, sheet, context, codes, schools)
    last = max(rows["session"], default=newest)
    old = rows["session"] != last
    reports.append(report(rows, old, f"rentrée plus ancienne que {last}"))
    rows = rows[~old]
    none = rows["number"].fillna(0) == 0
    reports.append(report(rows, none, NO_PUPIL))
    rows = rows[~none]
    resolved = resolve(rows, codes.diplomas)
    reports.append(_left_out(rows, resolved.reasons))
    found = resolved.rows
    # A course is known by its pupils: a share of none in a common year is no course.
    enrolled = found.groupby(_SHARED, sort=False, as_index=False).agg(
        enrolled=("number", "sum"), common=("common", "max")
    )
    courses = enrolled[enrolled["enrolled"] > 0].assign(capacity=None)
    vintage = f"rentrée {last}" if last else year_in_name(path)
    tables = offers_and_sites(courses, codes, schools, PUPILS, vintage)
    taught = courses.rename(columns={"enrolled": "number"})[["uai", "cfd", "number"]]
    return Parsed(
        tables={**tables, "taught": taught},
        rows_read=sheet.count,
        rejects=joined(reports),
        vintage=vintage,
        perimeter="élèves et étudiants sous statut scolaire, hors enseignement général",
        elsewhere=elsewhere,
    )


def read_places(path: Path, context: Context) -> Parsed:
    """Read a file of Affelnet's places (raises SourceError)."""
    sheet = read_table(path)
    codes, schools = Codes(context), Schools(context)
    rows = school_rows(sheet, AFFELNET_COLUMNS, ("uai", "mef", "number"))
    rows = rows.assign(**_modules(rows, codes), voie=rows["status"].map(_voie_of_status))
    families = {
        str(family): list(dict.fromkeys(members["cfd"]))
        for family, members in rows[(rows["family"] != "") & (rows["cfd"] != "")].groupby("family")
    }
    twice = rows.duplicated(list(AFFELNET_COLUMNS))
    repeated = report(rows, twice, TWICE)
    rows, reports, elsewhere = usable_rows(rows[~twice], sheet, context, codes, schools)
    places = whole(rows["number"])
    rows = rows.assign(number=places.where((places > 0) & (places < NO_LIMIT)))
    resolved = resolve(rows, codes.diplomas, context.nomenclatures.get("taught"), families)
    reports += [repeated, _left_out(rows, resolved.reasons)]
    courses = capacities(resolved.rows)
    vintage = year_in_name(path)
    return Parsed(
        tables=offers_and_sites(courses, codes, schools, PLACES, vintage),
        rows_read=sheet.count,
        rejects=joined(reports),
        vintage=vintage,
        perimeter="formations professionnelles demandées après la 3e, la 2de ou la 1re",
        elsewhere=elsewhere,
    )


def capacities(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a course with its capacity (see the module's rule).

    Parameters
    ----------
    rows : of `common_years.resolve`: a row's places are in `number`, repeated as shares when the
        row is of a common year
    """
    own = rows[(rows["common"] == "") & rows["number"].notna()]
    years = own.groupby([*_SHARED, "year"], sort=True)["number"].sum().reset_index()
    first = years.drop_duplicates(_SHARED).set_index(_SHARED)["number"]
    courses = rows.groupby(_SHARED, sort=False, as_index=False).agg(common=("common", "max"))
    keys = pd.MultiIndex.from_frame(courses[_SHARED])
    capacity = pd.Series(first.reindex(keys).to_numpy(), courses.index, dtype="Int64")
    shared = _shared_places(rows, {key: int(value) for key, value in first.items()})
    given = pd.Series([shared.get(key) for key in keys], courses.index, dtype="Int64")
    return courses.assign(capacity=capacity.fillna(given), enrolled=None)


def _shared_places(rows: pd.DataFrame, known: dict[Any, int]) -> dict[Any, int]:
    """Return the places of the common years that their diplomas do not take by themselves."""
    found: dict[Any, int] = {}
    common = rows[(rows["common"] != "") & rows["number"].notna()]
    for _, group in common.groupby(["uai", "voie", "common"], sort=False):
        keys = list(dict.fromkeys(group[_SHARED].itertuples(index=False, name=None)))
        without = [key for key in keys if key not in known]
        left = int(group["number"].sum()) - sum(known.get(key, 0) for key in keys)
        if without and left > 0:
            for key, part in zip(without, share_out(left, [1] * len(without)), strict=True):
                if part:
                    found[key] = found.get(key, 0) + part
    return found


def _modules(rows: pd.DataFrame, codes: Codes) -> dict[str, list]:
    mefs = rows["mef"]
    return {
        "cfd": [codes.diplomas.of_mef(mef) for mef in mefs],
        "year": [codes.diplomas.year_of(mef) for mef in mefs],
    }


def _left_out(rows: pd.DataFrame, reasons: pd.Series) -> pd.DataFrame:
    which = pd.Series(rows.index.isin(reasons.index), rows.index)
    return report(rows, which, reasons.reindex(rows.index))


def _voie_of_status(status: str) -> str:
    return "apprentissage" if fold(status) in ("ap", "app", "apprentissage", "apprenti") else ""


def _source(key: str, name: str, producer: str, **options: object) -> Source:
    return Source(
        key=key,
        name=name,
        producer=producer,
        licence="à vérifier auprès du producteur (données diffusées par Orion)",
        page="https://orion.inserjeunes.beta.gouv.fr/",
        rhythm="chaque année",
        **{"needs": (*CODES, *SCHOOLS), **options},  # type: ignore[arg-type]
    )


CONSTAT = _source(
    PUPILS,
    "Constat de rentrée de la voie professionnelle",
    "Ministère de l'Éducation nationale (DEPP)",
    recognises=recognises_pupils,
    read=read_pupils,
    gives=("sites", "offers", "taught"),
    covers=(
        Covers(("scolaire",), (3,), ("agricole",), 2.5, ("jeunes",)),
        Covers(("scolaire",), (4,), ("agricole", "general", "techno"), 5, ("jeunes",)),
    ),
)
AFFELNET = _source(
    PLACES,
    "Places de la voie professionnelle (Affelnet)",
    "Ministère de l'Éducation nationale (Dgesco)",
    recognises=recognises_places,
    read=read_places,
    gives=("sites", "offers"),
    needs=(*CODES, *SCHOOLS, "taught"),
    covers=(
        Covers(("scolaire",), (3,), ("agricole",), 2, ("jeunes",)),
        Covers(("scolaire",), (4,), ("agricole", "general", "techno"), 5, ("jeunes",)),
    ),
)
