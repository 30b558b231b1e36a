"""The courses of Parcoursup: which establishment offers what after the baccalauréat, and where.

Three layouts are read, told apart by their columns and never by their name (`COLUMNS` gives the
names each column goes by, as published and as technical identifiers of the portal):

- *fr-esr-parcoursup*: one row a course, with its capacity; position in one cell « lat, lon »;
- *fr-esr-cartographie_formations_parcoursup*: one row a course and a session;
- extracts with the columns uai, etablissement, formation, lat, lon.

Of a file that holds several sessions only the last one is kept. A course is told from another by
its establishment, its title, its place and whether it is an apprenticeship: rows that agree on all
four (the same course opened to several kinds of baccalauréat; two roundings of one position) are
one course, their capacities added when Parcoursup gives each a code of its own.
"""

from pathlib import Path

import pandas as pd

from geodata.completeness.covers import Covers
from geodata.folding import fold
from loaders.reading.columns import by_role, find_roles, in_short, known
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import Sheet, header_of, number, pair, read_table
from loaders.reading.values import uai_code
from loaders.reading.vintages import year_of
from loaders.source import Context, Parsed, Source, report
from loaders.sources.schools.parcoursup_places import place_rows
from loaders.sources.schools.parcoursup_tables import offers_and_sites

KEY = "parcoursup"
UNDATED = "session non précisée"

COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": (
        "Code UAI de l'établissement",
        "Identifiant de l'établissement",
        "uai",
        "cod_uai",
        "etab_uai",
        "Code UAI",
    ),
    "name": (
        "Établissement",
        "Nom de l'établissement",
        "g_ea_lib_vx",
        "etab_nom",
        "Libellé de l'établissement",
    ),
    "title": (
        "Filière de formation",
        "Nom long de la formation",
        "formation",
        "lib_for_voe_ins",
        "nm",
        "Filière de formation (libellé)",
        "Intitulé de la formation",
        "Filière de formation très détaillée",
    ),
    "position": (
        "Coordonnées GPS de la formation",
        "Localisation",
        "g_olocalisation_des_formations",
        "etab_gps",
    ),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude", "lng"),
    "region": ("Région de l'établissement", "Région", "region_etab_aff"),
    "departement": ("Code départemental de l'établissement", "dep", "Département"),
    "commune": ("Commune de l'établissement", "Commune", "ville_etab"),
    "capacity": (
        "Capacité de l'établissement par formation",
        "capa_fin",
        "Capacité",
    ),
    "url": (
        "Lien de la formation sur la plateforme Parcoursup",
        "Lien vers la fiche formation",
        "lien_form_psup",
        "fiche",
    ),
    "apprenticeship": ("Formations en apprentissage", "app"),
    "setting": ("Aménagement", "amg"),
    "session": ("Session", "annee", "Année"),
    "code": ("cod_aff_form", "Code interne Parcoursup de la formation", "gta"),
}
REQUIRED = ("uai", "name", "title")
NO_SESSION = "session absente ou illisible"
_YEAR = r"20\d\d"


def recognises(path: Path) -> bool:
    """Tell whether a file lists courses of Parcoursup, with at most one needed column renamed."""
    found = known(header_of(path), COLUMNS)
    placed = "position" in found or {"lat", "lon"} <= found
    told = sum(role in found for role in REQUIRED) + placed
    # With a column missing, the file must bear another mark of Parcoursup than common words.
    return told == 4 or (told == 3 and len(found & {"capacity", "url", "code", "region"}) >= 1)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of courses of Parcoursup.

    Raises
    ------
    MissingColumnError
        A column that is needed is not there; the error names it and the nearest one.
    SourceError
        The file is no table.
    """
    sheet = read_table(path)
    rows = _rows(sheet)
    rejects = [malformed(sheet)]
    rows, rejected = _last_session(rows)
    rejects.append(rejected)
    rows, rejected = _without_blanks(rows)
    rejects.append(rejected)
    rows, rejected, corrections = place_rows(rows, context)
    rejects.append(rejected)
    tables, rejected = offers_and_sites(rows, context, KEY)
    rejects.append(rejected)
    sessions = sorted(set(rows["session"]) - {""})
    return Parsed(
        tables=tables,
        rows_read=sheet.count,
        rejects=joined(rejects),
        corrections=corrections,
        vintage=f"session {sessions[-1]}" if sessions else year_of(path) or UNDATED,
        perimeter="formations ouvertes sur Parcoursup",
    )


def _rows(sheet: Sheet) -> pd.DataFrame:
    """Return the columns by their role, as texts; lat and lon as numbers, null when unreadable."""
    named = find_roles(sheet.rows.columns, COLUMNS, REQUIRED)
    if named["position"] is None:
        # One of the two alone was renamed, or the single cell was.
        halves = [role for role in ("lat", "lon") if named[role] is None]
        if halves:
            missing = "position" if len(halves) == 2 else halves[0]
            find_roles(sheet.rows.columns, COLUMNS, (*REQUIRED, missing))
    rows = by_role(sheet.rows, named).drop(columns=["lat", "lon", "position"])
    rows["title"] = rows["title"].map(lambda text: " ".join(text.split()))
    # What is no UAI is kept as written: it still tells schools apart.
    rows["uai"] = rows["uai"].map(lambda text: uai_code(text) or text.strip().upper())
    position = named["position"]
    if position is not None:
        pairs = sheet.rows[position].map(lambda text: pair(text) or (None, None))
        rows["lat"], rows["lon"] = pairs.str[0].astype(float), pairs.str[1].astype(float)
    else:
        for role in ("lat", "lon"):
            rows[role] = sheet.rows[named[role]].map(number).astype(float)
    rows["content"] = in_short(rows[["uai", "name", "title"]])
    return rows


def _last_session(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    # What is no year is a total, a note under the table or a second header, newer than nothing.
    years = rows["session"].where(rows["session"].str.fullmatch(_YEAR))
    if not years.notna().any():
        return rows, report(rows, pd.Series(False, rows.index), "")
    last = years.dropna().max()
    old = years != last
    reasons = "session " + years + f", remplacée par la session {last}"
    return rows[~old], report(rows, old, reasons.fillna(NO_SESSION))


def _without_blanks(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    no_title = rows["title"].map(fold) == ""
    no_school = (rows["uai"] == "") & (rows["name"] == "")
    reasons = no_title.map({True: "intitulé absent", False: "établissement absent"})
    bad = no_title | no_school
    return rows[~bad], report(rows, bad, reasons)


PARCOURSUP = Source(
    key=KEY,
    name="Formations de Parcoursup",
    producer="Ministère de l'Enseignement supérieur et de la Recherche",
    licence="Licence Ouverte",
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-parcoursup/",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=("places", "sites", "offers"),
    covers=(
        Covers(("superieur",), (5,), least=4, publics=("jeunes",)),
        Covers(("superieur",), (6,), ("plus-tard",), 2, ("jeunes",)),
        Covers(("superieur",), (7,), ("masters", "ecoles"), 0.2, ("jeunes",)),
        Covers(("apprentissage",), (5, 6, 7), ("hors-parcoursup",), 1, ("apprentis",)),
    ),
)
