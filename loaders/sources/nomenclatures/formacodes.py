"""From the old ROME (before 2009, five digits) to the Formacode: a file that has no header.

A row a métier: its code, its name, and its Formacodes « SERVICE MAISON 42079 » separated by « $ »,
three cells separated by « ; ».
"""

import re
from pathlib import Path

import pandas as pd

from loaders.errors import SourceError
from loaders.reading.archives.packed import LARGEST, unpacked
from loaders.reading.tables import header_of
from loaders.reading.texts import decode
from loaders.source import Context, Parsed, Source, report
from loaders.sources.nomenclatures.codes import clean
from loaders.sources.nomenclatures.crosswalks import NOTHING, only_pairs

KEY = "rome_v2_formacode"
_FORMACODES = re.compile(r"[^$]*\d{5}(\$[^$]*\d{5})*")


def recognises(path: Path) -> bool:
    """Tell whether a file's first row is already a métier of the old ROME and its Formacodes."""
    first = header_of(path)
    return (
        len(first) == 3
        and bool(re.fullmatch(r"\d{5}", first[0]))
        and bool(_FORMACODES.fullmatch(first[2]))
    )


def read(path: Path, context: Context) -> Parsed:
    """Read the correspondences of the old ROME with the Formacode (raises SourceError)."""
    lines = [line for line in decode(unpacked(path, LARGEST)).splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.split(";")] for line in lines]
    if not cells or len(cells[0]) != 3:
        raise SourceError("ce n'est pas la table ROME – Formacode")
    number = range(1, len(lines) + 1)
    linked = [
        {
            "row": row,
            "from_kind": "rome_v2",
            "from_code": clean("rome_v2", three[0]),
            "to_kind": "formacode",
            "to_code": clean("formacode", one),
            "label": re.sub(r"\s*\d{5}$", "", one).capitalize(),
            "source": KEY,
        }
        for row, three in zip(number, cells, strict=True)
        if len(three) == 3
        for one in three[2].split("$")
    ]
    table = pd.DataFrame(linked)
    table = table[(table["from_code"] != "") & (table["to_code"] != "")]
    rows = pd.DataFrame({"content": [line[:200] for line in lines]}, index=pd.Index(number))
    lost = pd.Series(~rows.index.isin(table["row"]), index=rows.index)
    return Parsed(
        tables={"crosswalks": only_pairs(table)},
        rows_read=len(lines),
        rejects=report(rows, lost, NOTHING),
        perimeter="correspondances entre nomenclatures",
    )


ROME_FORMACODE = Source(
    key=KEY,
    name="Ancien ROME et Formacode",
    producer="LHEO (Centre Inffo, France Travail)",
    licence="",
    page="https://lheo.gouv.fr/",
    rhythm="à chaque révision",
    recognises=recognises,
    read=read,
    gives=("crosswalks",),
)
