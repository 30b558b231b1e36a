"""How one gets each certification of the RNCP and the RS (« VoixdAccès », France compétences).

One row a sheet and a way: its number (« RNCP37674 ») and, under a name that says something else
(`Si_Jury`), the way: « Par expérience » is the VAE, « En contrat d'apprentissage »… Gives the
nomenclature « rncp_access ».
"""

from pathlib import Path

import pandas as pd

from geodata.courses.certificates import way_of
from loaders.reading.columns import known, select
from loaders.reading.rejected_rows import joined, malformed, sorted_out
from loaders.reading.tables import header_of, read_table
from loaders.reading.vintages import UNDATED, day_of_name
from loaders.source import Context, Parsed, Source
from loaders.sources.nomenclatures.rncp_sheets import NOT_A_SHEET

NO_WAY = "voie d'accès absente"
COLUMNS: dict[str, tuple[str, ...]] = {"rncp": ("Numero_Fiche",), "way": ("Si_Jury",)}


def recognises(path: Path) -> bool:
    """Tell whether a file lists ways: it has these two columns and no other."""
    header = header_of(path)
    return len(header) == len(COLUMNS) and len(known(header, COLUMNS)) == len(COLUMNS)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of ways (raises SourceError)."""
    sheet = read_table(path)
    rows = select(sheet.rows, COLUMNS, tuple(COLUMNS))
    rows["rncp"] = rows["rncp"].str.upper().str.replace(" ", "")
    rows["way"] = rows["way"].map(way_of)
    good, rejects = sorted_out(
        rows,
        {
            NOT_A_SHEET: ~rows["rncp"].str.fullmatch(r"(?:RNCP|RS)\d+").astype(bool),
            NO_WAY: rows["way"] == "",
        },
    )
    vintage = day_of_name(path) or UNDATED
    table = pd.DataFrame({"rncp": good["rncp"], "way": good["way"], "vintage": vintage})
    return Parsed(
        tables={"rncp_access": table.drop_duplicates(["rncp", "way"], ignore_index=True)},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), rejects]),
        vintage=vintage,
        perimeter="France",
    )


RNCP_ACCESS = Source(
    key="rncp-voies-acces",
    name="Voies d'accès aux certifications (RNCP et RS)",
    producer="France compétences",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/fr/datasets/repertoire-national-des-certifications-professionnelles-et-repertoire-specifique/",
    rhythm="chaque mois",
    recognises=recognises,
    read=read,
    gives=("rncp_access",),
)
