"""The nomenclatures of the Base centrale des nomenclatures: what a MEFSTAT11 and a CFD stand for.

Two files of the ministry's statistics department (DEPP), told apart by their columns:

- *n_mef*: a row a module (MEF). `MEF_STAT_11` is what counts of pupils bear; `FORMATION_DIPLOME`
  is the diploma it prepares (CFD, 8 characters), `ANNEE_DISPOSITIF` the year of the course.
- *n_formation_diplome*: a row a diploma (CFD), with its level, its NSF group, its dates (a diploma
  is closed from the day after `DATE_FERMETURE`), the diplomas that replace it
  (`NOUVEAU_DIPLOME_1` to `_7`). `NATURE_FORMATION_DIPLOME` is « T » for a common year, which is no
  diploma: its comment names the diplomas it leads to.

They give the nomenclatures « mef » and « diplomas », which `loaders.certifications.codes` reads.
Codes that a spreadsheet stripped of their leading zeros are given them back.
"""

import re
from pathlib import Path

import pandas as pd

from geodata.folding import fold
from loaders.reading.columns import Names, by_role, find_column, find_roles, in_short, known
from loaders.reading.days import day_said
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import Sheet, header_of, read_table
from loaders.source import Context, Parsed, Source, report

PRODUCER = "Ministère de l'Éducation nationale (DEPP, Base centrale des nomenclatures)"
PAGE = "https://infocentre.pleiade.education.fr/bcn/"
NO_CODE = "code absent"
BAD_CODE = "ligne de total, ou code mal formé"
TWICE = "code déjà donné"

MEF: dict[str, tuple[str, ...]] = {
    "mef": ("MEF_STAT_11",),
    "cfd": ("FORMATION_DIPLOME",),
    "setting": ("DISPOSITIF_FORMATION",),
    "year": ("ANNEE_DISPOSITIF",),
    "years": ("DUREE_DISPOSITIF",),
    "title": ("LIBELLE_LONG",),
    "closed": ("DATE_FERMETURE",),
}
DIPLOMA: dict[str, tuple[str, ...]] = {
    "cfd": ("FORMATION_DIPLOME",),
    "kind": ("NIVEAU_FORMATION_DIPLOME",),
    "level": ("NIVEAU_QUALIFICATION_RNCP",),
    "nsf": ("GROUPE_SPECIALITE",),
    "title": ("LIBELLE_LONG_200",),
    "nature": ("NATURE_FORMATION_DIPLOME",),
    "opened": ("DATE_OUVERTURE",),
    "closed": ("DATE_FERMETURE",),
    "comment": ("COMMENTAIRE",),
    "remark": ("OBSERVATION",),
}
_NEEDED_MEF = ("mef", "cfd", "title")
_NEEDED_DIPLOMA = ("cfd", "title", "closed")
_COMMON = "T"
_MEF, _CFD = r"[0-9A-Z]{11}", r"[0-9A-Z]{8}"
# The first digit of a CFD is the level of the nomenclature of 1969: V, IV, III, II, I.
_OLD_DIGITS = {"5": 3, "4": 4, "3": 5, "2": 6, "1": 7}
_CODE = re.compile(r"\b\d{8}(?=[A-Z]?\b)")
_COMMON_TITLE = re.compile(r"\b(?:1e|1ere|1re|2nde) an(?:nee)? com|\b2nde (?:pro\w* )?com")


def recognises_mef(path: Path) -> bool:
    """Tell whether a file is the nomenclature of modules, even with one column renamed."""
    found = known(header_of(path), {**MEF, "module": ("MEF",)})
    marks = {"module", "mef", "cfd", "setting", "year", "title"}
    return len(found & marks) >= 4 and bool(found & {"module", "mef"})


def recognises_diplomas(path: Path) -> bool:
    """Tell whether a file is the nomenclature of diplomas, even with one column renamed."""
    header = header_of(path)
    linked = find_column(header, ["NOUVEAU_DIPLOME_1", "ANCIEN_DIPLOME_1"])
    return len(known(header, DIPLOMA) & {"kind", "nsf", "title", "nature"}) >= 3 and bool(linked)


def read_mef(path: Path, context: Context) -> Parsed:
    """Read the nomenclature of modules (raises SourceError)."""
    sheet = read_table(path)
    rows = _named(sheet, MEF, _NEEDED_MEF)
    rows["mef"], rows["cfd"] = _padded(rows["mef"], 11), _padded(rows["cfd"], 8)
    rows["closed"] = dates(rows["closed"])
    rows["year"] = pd.to_numeric(rows["year"], errors="coerce").astype("Int64")
    blank = (rows["mef"] == "") | (rows["cfd"] == "")
    bad = ~blank & ~(rows["mef"].str.fullmatch(_MEF) & rows["cfd"].str.fullmatch(_CFD))
    reports = [report(rows, bad, BAD_CODE)]
    rows, blank = rows[~bad], blank[~bad]
    # Of the modules that share a statistical code, the one that is open speaks for it.
    order = rows[~blank].sort_values("closed", ascending=False, na_position="first", kind="stable")
    twice = rows.index.isin(order.index[order["mef"].duplicated()])
    return _parsed("mef", sheet, rows, blank, pd.Series(twice, rows.index), reports)


def read_diplomas(path: Path, context: Context) -> Parsed:
    """Read the nomenclature of diplomas (raises SourceError)."""
    sheet = read_table(path)
    rows = _named(sheet, DIPLOMA, _NEEDED_DIPLOMA)
    rows["cfd"] = _padded(rows["cfd"], 8)
    bad = (rows["cfd"] != "") & ~rows["cfd"].str.fullmatch(_CFD)
    reports, rows = [report(rows, bad, BAD_CODE)], rows[~bad]
    rows["opened"], rows["closed"] = dates(rows["opened"]), dates(rows["closed"])
    rows["level"] = _levels(rows)
    rows["nsf"] = rows["nsf"].str.zfill(3).where(rows["nsf"] != "", "")
    rows["after"], rows["before"] = (
        _links(sheet, which).reindex(rows.index) for which in ("NOUVEAU", "ANCIEN")
    )
    named = rows["title"].map(fold).str.contains(_COMMON_TITLE)
    rows["common"] = (rows["nature"] == _COMMON) | ((rows["nature"] == "") & named)
    told = rows["comment"] + " " + rows["remark"]
    members = [
        " ".join(dict.fromkeys(code for code in _CODE.findall(text) if code != cfd))
        for text, cfd in zip(told, rows["cfd"], strict=True)
    ]
    rows["members"] = pd.Series(members, rows.index, dtype=object).where(rows["common"], "")
    blank = rows["cfd"] == ""
    return _parsed("diplomas", sheet, rows, blank, rows["cfd"].duplicated() & ~blank, reports)


def dates(texts: pd.Series) -> pd.Series:
    """Return dates (see `loaders.reading.days`); NaT when empty or unreadable."""
    days = {text: day_said(text) for text in texts.unique()}
    return pd.to_datetime(texts.map(days), errors="coerce")


def _named(sheet: Sheet, names: Names, needed: tuple[str, ...]) -> pd.DataFrame:
    rows = by_role(sheet.rows, find_roles(sheet.rows.columns, names, needed))
    return rows.assign(content=in_short(pd.concat([rows.iloc[:, 0], rows["title"]], axis=1)))


def _padded(codes: pd.Series, width: int) -> pd.Series:
    """Give back the zeros that a spreadsheet strips, two at most: a sum is no code."""
    return codes.str.upper().str.zfill(width).where(codes.str.len() >= width - 2, codes)


def _levels(rows: pd.DataFrame) -> pd.Series:
    told = pd.to_numeric(rows["level"], errors="coerce")
    told = told.where(told.between(3, 8))
    old = rows["cfd"].str[:1].map(_OLD_DIGITS).where(rows["level"] == "")
    return told.fillna(old).astype("Int64")


def _links(sheet: Sheet, which: str) -> pd.Series:
    names = [find_column(sheet.rows.columns, [f"{which}_DIPLOME_{n}"]) for n in range(1, 8)]
    columns = [_padded(sheet.rows[name], 8) for name in names if name]
    joined = pd.Series("", sheet.rows.index, dtype=object)
    for column in columns:
        joined = joined + " " + column
    return joined.map(lambda text: " ".join(text.split()))


def _parsed(
    table: str,
    sheet: Sheet,
    rows: pd.DataFrame,
    blank: pd.Series,
    twice: pd.Series,
    reports: list[pd.DataFrame],
) -> Parsed:
    touched = find_column(sheet.rows.columns, ["DATE_INTERVENTION"])
    last = dates(sheet.rows[touched]).max() if touched else None
    return Parsed(
        tables={table: rows[~blank & ~twice].drop(columns="content").reset_index(drop=True)},
        rows_read=sheet.count,
        rejects=joined(
            [malformed(sheet), *reports, report(rows, blank, NO_CODE), report(rows, twice, TWICE)]
        ),
        vintage=f"mise à jour du {last:%Y-%m-%d}" if pd.notna(last) else "sans date",
        perimeter="France",
    )


BCN_MEF = Source(
    key="bcn-mef",
    name="Modules élémentaires de formation (BCN)",
    producer=PRODUCER,
    licence="Licence Ouverte",
    page=PAGE,
    rhythm="en continu",
    recognises=recognises_mef,
    read=read_mef,
    gives=("mef",),
)
BCN_DIPLOMAS = Source(
    key="bcn-diplomes",
    name="Diplômes de la voie professionnelle et technologique (BCN)",
    producer=PRODUCER,
    licence="Licence Ouverte",
    page=PAGE,
    rhythm="en continu",
    recognises=recognises_diplomas,
    read=read_diplomas,
    gives=("diplomas",),
)
