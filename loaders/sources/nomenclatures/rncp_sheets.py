"""The sheets of the RNCP and the RS (« Standard », France compétences): title, level, validity.

One row a sheet: its number (« RNCP37674 », « RS6203 »), its title, its European level (« NIV5 »),
the day its registration ends and whether it is active. Gives the nomenclature « rncp_sheets », by
which courses that name a sheet get the title and the level that they do not say.
"""

from pathlib import Path

import pandas as pd

from loaders.reading.columns import known, select
from loaders.reading.rejected_rows import joined, malformed, sorted_out
from loaders.reading.tables import header_of, read_table
from loaders.reading.values import day_of
from loaders.reading.vintages import UNDATED, day_of_name
from loaders.source import Context, Parsed, Source

NOT_A_SHEET = "numéro de fiche absent ou mal formé"
NO_TITLE = "intitulé absent"
COLUMNS: dict[str, tuple[str, ...]] = {
    "rncp": ("Numero_Fiche",),
    "title": ("Intitule",),
    "level": ("Nomenclature_Europe_Niveau",),
    "kind": ("Type_Enregistrement",),
    "end": ("Date_Fin_Enregistrement",),
    "active": ("Actif",),
}


def recognises(path: Path) -> bool:
    """Tell whether a file lists the sheets, even with one column renamed."""
    return len(known(header_of(path), COLUMNS)) >= len(COLUMNS) - 1


def read(path: Path, context: Context) -> Parsed:
    """Read a file of sheets (raises SourceError)."""
    sheet = read_table(path)
    rows = select(sheet.rows, COLUMNS, ("rncp", "title", "level"))
    rows["rncp"] = rows["rncp"].str.upper().str.replace(" ", "")
    good, rejects = sorted_out(
        rows,
        {
            NOT_A_SHEET: ~rows["rncp"].str.fullmatch(r"(?:RNCP|RS)\d+").astype(bool),
            NO_TITLE: rows["title"] == "",
        },
    )
    level = good["level"].str.extract(r"([3-8])", expand=False)
    ends = [day.isoformat() if (day := day_of(text)) else "" for text in good["end"]]
    table = pd.DataFrame(
        {
            "rncp": good["rncp"],
            "title": good["title"],
            "level": pd.to_numeric(level).astype("Int64"),
            "end": ends,
            "active": good["active"].str.upper() == "ACTIVE",
            "vintage": day_of_name(path) or UNDATED,
        }
    )
    return Parsed(
        tables={"rncp_sheets": table.drop_duplicates("rncp", ignore_index=True)},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), rejects]),
        vintage=day_of_name(path) or UNDATED,
        perimeter="France",
    )


RNCP_SHEETS = Source(
    key="rncp-sheets",
    name="Fiches du RNCP et du Répertoire spécifique",
    producer="France compétences",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/fr/datasets/repertoire-national-des-certifications-professionnelles-et-repertoire-specifique/",
    rhythm="chaque mois",
    recognises=recognises,
    read=read,
    gives=("rncp_sheets",),
)
