"""The appellations of the ROME 4.0 (France Travail): what people call each métier.

The file `referentiel_appellation` of the official archive, a row a name: `code_rome`,
`code_rome_parent` (the code of the former ROME, which older sources of courses have) and
`libelle_appellation_long`, « Apiculteur / Apicultrice ».
"""

from pathlib import Path

from loaders.reading.columns import Names, known, select
from loaders.reading.rejected_rows import joined, malformed, sorted_out
from loaders.reading.tables import header_of, read_table
from loaders.source import Context, Parsed, Source
from loaders.sources.nomenclatures.rome_skills import ABOUT, BAD_ROME, version

NO_LABEL = "appellation sans libellé"

COLUMNS: Names = {
    "rome": ("code_rome",),
    "label": ("libelle_appellation_long",),
    "parent": ("code_rome_parent",),
}


def recognises(path: Path) -> bool:
    """Tell whether a file lists the appellations of the ROME."""
    return known(header_of(path), COLUMNS) == set(COLUMNS)


def read(path: Path, context: Context) -> Parsed:
    """Read the appellations (raises SourceError)."""
    sheet = read_table(path)
    rows = select(sheet.rows, COLUMNS, ("rome", "label", "parent"))
    code = r"[A-N]\d{4}"
    bad = ~rows["rome"].str.fullmatch(code) | ~rows["parent"].str.fullmatch(f"({code})?")
    rows, rejects = sorted_out(rows, {BAD_ROME: bad, NO_LABEL: rows["label"] == ""})
    return Parsed(
        tables={"appellations": rows[["label", "rome", "parent"]].reset_index(drop=True)},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), rejects]),
        vintage=version(path),
        perimeter="appellations des métiers, France entière",
    )


ROME_APPELLATIONS = Source(
    key="rome-appellations",
    name="ROME 4.0 : appellations des métiers",
    recognises=recognises,
    read=read,
    gives=("appellations",),
    **ABOUT,  # type: ignore[arg-type]
)
