"""The names of arrondissements, as the code officiel géographique lists them.

Columns `arr`, `dep`, `reg`, `cheflieu`, `libelle`: no commune. Which communes they are made of is
said by the membership files (`loaders.sources.zonings.insee_membership`).
"""

from pathlib import Path

from loaders.reading.columns import by_role, find_roles, in_short, known
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import header_of, read_table
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source, report
from loaders.sources.zonings.layers import ARRONDISSEMENT, arrondissement_code
from loaders.sources.zonings.membership import ATTRIBUTES, REPEATED, ZONES

COLUMNS = {"code": ("arr",), "departement": ("dep",), "name": ("libelle", "nccenr")}
NO_CODE = "code ou nom d'arrondissement absent"


def recognises(path: Path) -> bool:
    """Tell whether a file lists arrondissements."""
    header = header_of(path)
    marks = {**COLUMNS, "town": ("cheflieu",), "region": ("reg",)}
    return known(header, marks) == set(marks)


def read(path: Path, context: Context) -> Parsed:
    """Read the names of the region's arrondissements.

    Raises MissingColumnError, SourceError as `loaders.reading.tables`.
    """
    sheet = read_table(path)
    rows = by_role(sheet.rows, find_roles(sheet.rows.columns, COLUMNS, COLUMNS))
    rows = rows.assign(code=rows["code"].map(arrondissement_code), content=in_short(sheet.rows))
    unreadable = rows["code"].isna() | (rows["name"] == "")
    near = rows["departement"].str.zfill(2).isin(context.profile.departements) & ~unreadable
    again = near & rows.duplicated("code")
    zones = rows.loc[near & ~again, ["code", "name"]]
    return Parsed(
        tables={ZONES: zones.assign(level=ARRONDISSEMENT.level, communes_outside=0)},
        rows_read=sheet.count,
        rejects=joined(
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
