"""The names of arrondissements, as the code officiel géographique lists them.

Columns `arr`, `dep`, `reg`, `cheflieu`, `libelle`: no commune. Which communes they are made of is
said by the membership files (`loaders.sources.zonings.insee_membership`).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.reading.columns import find_column, require_column
from loaders.reading.tables import header_of, read_table
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source, report
from loaders.sources.zonings.membership import (
    ATTRIBUTES,
    REPEATED,
    ZONES,
    Layer,
    contents,
    malformed,
)

COLUMNS = {"code": ("arr",), "departement": ("dep",), "name": ("libelle", "nccenr")}
NO_CODE = "code ou nom d'arrondissement absent"


def arrondissement_code(cell: str) -> str | None:
    """Return the code of an arrondissement on three signs: « 22 » is 022."""
    code = cell.upper()
    good = code.isascii() and code.isalnum() and code[-1:].isdigit() and 2 <= len(code) <= 4
    return code.zfill(3) if good else None


ARRONDISSEMENT = Layer(
    attribute="arrondissement",
    columns=("arrondissement", "code_arrondissement", "arr"),
    names=("libelle_arrondissement", "lib_arr", "libarr"),
    level="arrondissement",
    value=arrondissement_code,
)


def recognises(path: Path) -> bool:
    """Tell whether a file lists arrondissements."""
    header = header_of(path)
    marks = [*COLUMNS.values(), ("cheflieu",), ("reg",)]
    return all(find_column(header, names) for names in marks)


def read(path: Path, context: Context) -> Parsed:
    """Read the names of the region's arrondissements.

    Raises
    ------
    MissingColumnError, SourceError
        As `loaders.reading.tables`.
    """
    sheet = read_table(path)
    named = {role: require_column(sheet.rows.columns, names) for role, names in COLUMNS.items()}
    rows = sheet.rows[list(named.values())].set_axis(list(named), axis=1)
    rows = rows.assign(code=rows["code"].map(arrondissement_code), content=contents(sheet))
    unreadable = rows["code"].isna() | (rows["name"] == "")
    near = rows["departement"].str.zfill(2).isin(context.profile.departements) & ~unreadable
    again = near & rows.duplicated("code")
    zones = rows.loc[near & ~again, ["code", "name"]]
    return Parsed(
        tables={ZONES: zones.assign(level=ARRONDISSEMENT.level, communes_outside=0)},
        rows_read=sheet.count,
        rejects=pd.concat(
            [malformed(sheet), report(rows, unreadable, NO_CODE), report(rows, again, REPEATED)]
        ),
        vintage=dated("arrondissements", path),
        perimeter=f"{len(zones)} arrondissements de la région",
        elsewhere=int((~near & ~unreadable).sum()),
    )


ARRONDISSEMENTS = Source(
    key="arrondissements",
    name="Liste des arrondissements",
    producer="Insee",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/information/2560452",
    rhythm="chaque année, au 1er janvier",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
)
