"""Places in BTS by school: a file of Parcoursup's places, with the diploma's code and wishes.

One row a school (UAI), a BTS (MEFSTAT11 and CFD) and a status: under school status the course is of
higher education, else an apprenticeship. The MEFSTAT11 tells the CFD: the file's own is wrong for
the BTS of agriculture. A first year common to the options of a BTS is brought to the options that
the school teaches (`loaders.certifications.common_years`), its places shared out between them;
several rows about
the same course are one, their places added.
"""

from pathlib import Path

import pandas as pd

from geodata.completeness.covers import Covers
from geodata.folding import fold
from loaders.certifications.codes import NEEDS as CODES
from loaders.certifications.codes import Codes
from loaders.certifications.common_years import resolve
from loaders.locating.schools import NEEDS as SCHOOLS
from loaders.locating.schools import Schools
from loaders.reading.columns import known
from loaders.reading.rejected_rows import joined
from loaders.reading.tables import header_of, read_table
from loaders.source import Context, Parsed, Source, report
from loaders.sources.schools.offers import offers_and_sites
from loaders.sources.schools.rows import school_rows, usable_rows, whole, year_in_name

KEY = "bts-places"
NO_STATUS = "statut qui n'est ni scolaire ni apprentissage"
COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": ("UAI", "Code UAI"),
    "title": ("LIBELLÉFORMATION", "LIBELLÉ FORMATION", "Libellé formation"),
    "mef": ("MEFSTAT11", "MEF STAT 11"),
    "status": ("STATUT",),
    "number": ("CAPACITEPSUP", "CAPACITE PSUP", "Capacité"),
    "wishes": ("NB_VOEUX_CONFIRMES", "NB VOEUX CONFIRMES"),
    "told": ("CFD rectifié", "CFD"),
}
_VOIES = {"scolaire": "superieur", "apprentissage": "apprentissage"}


def recognises(path: Path) -> bool:
    """Tell whether a file is one of places in BTS, even with one column renamed."""
    found = known(header_of(path), COLUMNS)
    return len(found) >= len(COLUMNS) - 1 and bool(found & {"wishes", "number"})


def read(path: Path, context: Context) -> Parsed:
    """Read a file of places in BTS (raises SourceError)."""
    sheet = read_table(path)
    codes, schools = Codes(context), Schools(context)
    diplomas = codes.diplomas
    rows = school_rows(sheet, COLUMNS, ("uai", "mef", "status", "number"))
    told = rows["told"].where(rows["told"].isin(list(diplomas.facts)), "")
    cfd = rows["mef"].map(diplomas.of_mef)
    rows = rows.assign(
        cfd=cfd.where(cfd != "", told),
        year=1,
        number=whole(rows["number"]),
        voie=rows["status"].map(lambda text: _VOIES.get(fold(text), "")),
    )
    rows, reports, elsewhere = usable_rows(rows, sheet, context, codes, schools)
    bad = rows["voie"] == ""
    reports.append(report(rows, bad, NO_STATUS))
    rows = rows[~bad]
    resolved = resolve(rows, diplomas, context.nomenclatures.get("taught"))
    lost = pd.Series(rows.index.isin(resolved.reasons.index), rows.index)
    reports.append(report(rows, lost, resolved.reasons.reindex(rows.index)))
    found = resolved.rows.assign(number=resolved.rows["number"].astype("Int64"))
    courses = found.groupby(["uai", "cfd", "voie"], sort=False, as_index=False).agg(
        capacity=("number", lambda places: places.sum(min_count=1)), common=("common", "max")
    )
    courses["capacity"] = courses["capacity"].astype("Int64")
    # A share of no place of a common year is not a course without a place.
    courses["capacity"] = courses["capacity"].where(courses["capacity"] > 0)
    vintage = year_in_name(path)
    return Parsed(
        tables=offers_and_sites(courses.assign(enrolled=None), codes, schools, KEY, vintage),
        rows_read=sheet.count,
        rejects=joined(reports),
        vintage=vintage,
        perimeter="BTS proposés sur Parcoursup, sous statut scolaire et en apprentissage",
        elsewhere=elsewhere,
    )


BTS_PLACES = Source(
    key=KEY,
    name="Places en BTS (Parcoursup)",
    producer="Ministère de l'Enseignement supérieur et de la Recherche",
    licence="à vérifier auprès du producteur (données diffusées par Orion)",
    page="https://orion.inserjeunes.beta.gouv.fr/",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=("sites", "offers"),
    needs=(*CODES, *SCHOOLS, "taught"),
    covers=(
        Covers(("superieur",), (5,), ("hors-parcoursup",), 3, ("jeunes",)),
        Covers(("apprentissage",), (5,), ("hors-parcoursup",), 2, ("apprentis",)),
    ),
)
