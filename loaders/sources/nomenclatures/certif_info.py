"""Certif Info: the certifications of France with their title, RNCP sheet, NSF, ROME and Formacode.

One row a certification and a version of it: `Code_Scolarité` is its CFD (empty for those that are
not the State's), `Code_Rome_1` to `_5` the métiers it leads to, `Annee_Derniere_Session` the last
year it is awarded. The same CFD may have several rows: what is published and goes on the longest
comes first. Codes that cannot be (a ROME that is not a letter and four digits…) are left out.

Gives the nomenclature « certif_info » and the crosswalks CFD and RNCP → ROME, NSF, Formacode.
"""

from pathlib import Path

import pandas as pd

from loaders.reading.columns import by_role, find_column, find_roles, in_short, known
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import Sheet, header_of, read_table
from loaders.source import Context, Parsed, Source, report
from loaders.sources.nomenclatures.bcn import dates
from loaders.sources.nomenclatures.crosswalk import links

KEY = "certif-info"
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("Libelle_Diplome", "Intitulé"),
    "cfd": ("Code_Scolarité", "Code_Scolarite", "CFD"),
    "rncp": ("Code_RNCP",),
    "nsf": ("Code_Nsf",),
    "formacode": ("Code_FormaCode", "Code_Formacode_1"),
    "level": ("Code_Niveau_Europeen",),
    "kind": ("Libelle_Type_Diplome",),
    "last": ("Annee_Derniere_Session",),
    "state": ("Etat_Libelle",),
    "updated": ("Date_MaJ",),
    "old_rncp": ("Code_Ancien_RNCP",),
    "old_cfd": ("Code_Ancien_Scolarité", "Code_Ancien_Scolarite"),
}
_ROMES = tuple(f"Code_Rome_{n}" for n in range(1, 6))
_NEEDED = ("title", "cfd", "rncp")
NO_TITLE = "intitulé absent"


def recognises(path: Path) -> bool:
    """Tell whether a file is Certif Info, even with one column renamed."""
    header = header_of(path)
    found = known(header, COLUMNS) & {"title", "cfd", "kind", "state"}
    return len(found) >= 3 and find_column(header, _ROMES) is not None


def read(path: Path, context: Context) -> Parsed:
    """Read a file of Certif Info (raises SourceError)."""
    sheet = read_table(path)
    rows = _rows(sheet)
    blank = rows["title"] == ""
    table = _best_first(rows[~blank]).drop(columns="content").reset_index(drop=True)
    crosswalks = [
        links(table, "cfd", "rome", to="romes"),
        links(table, "cfd", "rncp", label="title"),
        links(table, "cfd", "nsf"),
        links(table, "cfd", "formacode"),
        links(table, "rncp", "rome", to="romes"),
        links(table, "rncp", "formacode"),
    ]
    last = rows["updated"].max()
    return Parsed(
        tables={"certif_info": table, "crosswalks": pd.concat(crosswalks, ignore_index=True)},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), report(rows, blank, NO_TITLE)]),
        vintage=f"mise à jour du {last:%Y-%m-%d}" if pd.notna(last) else "sans date",
        perimeter="France",
    )


def _rows(sheet: Sheet) -> pd.DataFrame:
    rows = by_role(sheet.rows, find_roles(sheet.rows.columns, COLUMNS, _NEEDED))
    rows["content"] = in_short(rows[["cfd", "title", "rncp"]])
    for role in ("cfd", "old_cfd"):
        codes = rows[role].str.upper().str.zfill(8)
        rows[role] = codes.where(codes.str.fullmatch(r"[0-9A-Z]{8}") & (rows[role] != ""), "")
    rows["rncp"] = ("RNCP" + rows["rncp"].str.extract(r"(\d+)", expand=False)).fillna("")
    rows["nsf"] = rows["nsf"].where(rows["nsf"].str.fullmatch(r"\d{3}"), "")
    rows["formacode"] = rows["formacode"].where(rows["formacode"].str.fullmatch(r"\d{5}"), "")
    rows["level"] = pd.to_numeric(rows["level"], errors="coerce").astype("Int64")
    rows["level"] = rows["level"].where(rows["level"].between(3, 8))
    rows["updated"] = dates(rows["updated"])
    rows["romes"] = _romes(sheet)
    return rows


def _romes(sheet: Sheet) -> pd.Series:
    found = [find_column(sheet.rows.columns, [name]) for name in _ROMES]
    codes = pd.Series("", sheet.rows.index, dtype=object)
    for column in filter(None, found):
        cell = sheet.rows[column].str.upper()
        codes += " " + cell.where(cell.str.fullmatch(r"[A-N]\d{4}"), "")
    return codes.map(lambda text: " ".join(dict.fromkeys(text.split())))


def _best_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort rows so that the first of a CFD is the one that counts."""
    last = pd.to_numeric(rows["last"], errors="coerce").fillna(9999)
    order = pd.DataFrame(
        {
            "published": ~rows["state"].str.casefold().str.startswith("publi"),
            "last": -last,
            "age": -rows["updated"].fillna(pd.Timestamp(0)).astype("int64"),
        }
    )
    return rows.loc[order.sort_values(list(order.columns), kind="stable").index]


CERTIF_INFO = Source(
    key=KEY,
    name="Certif Info",
    producer="Réseau des Carif-Oref (Intercarif)",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/fr/datasets/certif-info/",
    rhythm="en continu",
    recognises=recognises,
    read=read,
    gives=("certif_info", "crosswalks"),
)
