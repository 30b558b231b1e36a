"""The RNCP's links: sheets with their CFD, their métiers (ROME) and their specialities (NSF).

Three files, told apart by their columns:

- *kit apprentissage* (Carif-Oref): a row a CFD and a sheet, with whether the sheet is active;
- sheets and ROME (France compétences): a row a sheet and a métier;
- sheets and NSF: a row a sheet and a speciality, three digits and maybe a letter.

They give the nomenclatures « rncp_cfd », « rncp_rome », « rncp_nsf » and the same as crosswalks.
"""

from pathlib import Path

import pandas as pd

from geodata.folding import fold
from loaders.reading.columns import (
    by_role,
    find_column,
    find_roles,
    in_short,
    known,
    require_column,
)
from loaders.reading.rejected_rows import TOTAL_ROW, joined, malformed, totals
from loaders.reading.tables import header_of, read_table
from loaders.reading.vintages import UNDATED, day_of_name
from loaders.source import Context, Parsed, Source, report
from loaders.sources.nomenclatures.crosswalk import links

NOT_A_CODE = "code absent ou mal formé"
RNCP = ("CodeRNCP", "Code RNCP", "FicheRNCP", "Numero_Fiche", "Code fiche RNCP")
KIT: dict[str, tuple[str, ...]] = {
    "cfd": ("Code Diplôme", "Code diplome", "CFD"),
    "rncp": ("FicheRNCP", "Code RNCP", "CodeRNCP"),
    "active": ("Fiche ACTIVE/INACTIVE",),
    "level": ("Niveau fiche RNCP",),
    "title": ("Intitulé certification (RNCP)",),
    "old_rncp": ("Ancienne Certification (RNCP)", "Anciennes Certifications"),
}
ROME = ("Rome", "Code ROME", "Codes_Rome_Code", "code_rome")
NSF = ("code", "Code NSF", "Nsf_Code", "code_nsf")
LABEL = ("Libelle", "libelle", "Codes_Rome_Libelle", "Nsf_Intitule")
_SHEET = r"RNCP\d+"


def recognises_kit(path: Path) -> bool:
    """Tell whether a file links CFD and RNCP sheets, even with one column renamed."""
    return len(known(header_of(path), KIT) & {"cfd", "rncp", "active", "level"}) >= 3


def recognises_romes(path: Path) -> bool:
    """Tell whether a file links RNCP sheets and ROME codes and nothing else."""
    columns = [column for column in header_of(path) if column]
    return bool(_narrow(columns) and find_column(columns, RNCP) and find_column(columns, ROME))


def recognises_nsf(path: Path) -> bool:
    """Tell whether a file links RNCP sheets and NSF codes and nothing else."""
    columns = [column for column in header_of(path) if column]
    known = bool(_narrow(columns) and find_column(columns, RNCP) and find_column(columns, NSF))
    return known and not find_column(columns, ROME)


def _narrow(columns: list[str]) -> bool:
    return 2 <= len(columns) <= 5


def read_kit(path: Path, context: Context) -> Parsed:
    """Read a file of CFD and RNCP sheets (raises SourceError)."""
    sheet = read_table(path)
    rows = by_role(sheet.rows, find_roles(sheet.rows.columns, KIT, ("cfd", "rncp")))
    rows["content"] = in_short(rows[["cfd", "rncp", "title"]])
    sums = totals(rows, ["cfd"])
    rows["cfd"] = rows["cfd"].str.upper().str.zfill(8)
    rows["rncp"] = _sheets(rows["rncp"])
    rows["active"] = rows["active"].map(fold) != "inactive"
    bad = ~rows["cfd"].str.fullmatch(r"[0-9A-Z]{8}") | (rows["rncp"] == "")
    bad |= rows["cfd"].str.fullmatch("0+") | sums
    table = rows[~bad].drop(columns="content")
    table = table.sort_values("active", ascending=False, kind="stable").reset_index(drop=True)
    return Parsed(
        tables={"rncp_cfd": table, "crosswalks": links(table, "cfd", "rncp", label="title")},
        rows_read=sheet.count,
        rejects=joined(
            [malformed(sheet), report(rows, bad & ~sums, NOT_A_CODE), report(rows, sums, TOTAL_ROW)]
        ),
        vintage=day_of_name(path) or UNDATED,
        perimeter="France",
    )


def read_romes(path: Path, context: Context) -> Parsed:
    """Read a file of RNCP sheets and ROME codes (raises SourceError)."""
    return _read_links(path, "rome", ROME, r"[A-N]\d{4}")


def read_nsf(path: Path, context: Context) -> Parsed:
    """Read a file of RNCP sheets and NSF codes (raises SourceError)."""
    return _read_links(path, "nsf", NSF, r"\d{3}[a-z]?")


def _read_links(path: Path, kind: str, names: tuple[str, ...], shape: str) -> Parsed:
    sheet = read_table(path)
    columns = list(sheet.rows.columns)
    label = find_column(columns, LABEL)
    rows = pd.DataFrame(
        {
            "rncp": _sheets(sheet.rows[require_column(columns, RNCP)]),
            kind: sheet.rows[require_column(columns, names)],
            "label": sheet.rows[label].str.replace("''", "'") if label else "",
        },
        dtype=object,
    )
    rows[kind] = rows[kind].str.upper() if kind == "rome" else rows[kind].str.lower()
    bad = ~rows[kind].str.fullmatch(shape) | (rows["rncp"] == "")
    rows["content"] = sheet.rows[bad].agg(" | ".join, axis=1).str[:200] if bad.any() else ""
    # The producer repeats a line for each variant of the sheet: the link is the same.
    table = rows[~bad].drop_duplicates(["rncp", kind])[["rncp", kind, "label"]]
    table = table.reset_index(drop=True)
    return Parsed(
        tables={
            f"rncp_{kind}": table[["rncp", kind]],
            "crosswalks": links(table, "rncp", kind, label="label"),
        },
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), report(rows, bad, NOT_A_CODE)]),
        vintage=day_of_name(path) or UNDATED,
        perimeter="France",
    )


def _sheets(texts: pd.Series) -> pd.Series:
    codes = texts.str.upper().str.replace(" ", "")
    codes = codes.where(~codes.str.fullmatch(r"\d+"), "RNCP" + codes)
    return codes.where(codes.str.fullmatch(_SHEET), "")


def _source(key: str, name: str, **options: object) -> Source:
    return Source(
        key=key,
        name=name,
        licence="Licence Ouverte",
        rhythm="chaque année",
        **options,  # type: ignore[arg-type]
    )


RNCP_CFD = _source(
    "rncp-cfd",
    "Kit apprentissage : fiches RNCP et codes diplômes",
    producer="Réseau des Carif-Oref",
    page="https://www.intercariforef.org/referencer-son-offre-de-formation",
    recognises=recognises_kit,
    read=read_kit,
    gives=("rncp_cfd", "crosswalks"),
)
RNCP_ROME = _source(
    "rncp-rome",
    "Fiches RNCP et métiers (ROME)",
    producer="France compétences",
    page="https://www.data.gouv.fr/fr/datasets/repertoire-national-des-certifications-professionnelles-et-repertoire-specifique/",
    recognises=recognises_romes,
    read=read_romes,
    gives=("rncp_rome", "crosswalks"),
)
RNCP_NSF = _source(
    "rncp-nsf",
    "Fiches RNCP et spécialités (NSF)",
    producer="France compétences",
    page="https://www.data.gouv.fr/fr/datasets/repertoire-national-des-certifications-professionnelles-et-repertoire-specifique/",
    recognises=recognises_nsf,
    read=read_nsf,
    gives=("rncp_nsf", "crosswalks"),
)
