"""The missions locales of i-milo: their names, and the commune of the head office in their code.

Columns: id, nom_officiel, nom_usuel, code_departement… The five first signs of `id` are the INSEE
code of the head office's commune, nearly always: it is told as a correction to check, and refused
when it is no commune of the declared département. Branches are not in the list.
"""

import re
from collections.abc import Mapping
from typing import Any

from loaders.locating.place import Place
from loaders.reading.figures import departement_code
from loaders.reading.values import text_of
from loaders.sources.guidance.places import Listing, Said, source_of

COLUMNS = {
    "id": ("id",),
    "official": ("nom_officiel", "nomOfficiel"),
    "usual": ("nom_usuel", "nomUsuel"),
    "departement": ("code_departement", "codeDepartement"),
    "region": ("nom_region", "nomRegion"),
}
LACKS = "le siège seulement, au centre de sa commune ; les antennes n'y sont pas"
NOTE = "Adresse à demander : la source ne donne que la commune du siège."
BAD_CODE = "code de structure qui ne dit pas la commune"

_CODE = re.compile(r"(\d[0-9AB]\d{3})S\d\d", re.ASCII)
_LENGTH = 8
"""Signs of a code, whose first zero a spreadsheet may have stripped with that of « 02 »."""
_OFFICIAL = re.compile(r"^\d[0-9AB]\d?\s*-\s*(?:ML\s+)?", re.IGNORECASE)


def _name(text: str) -> str:
    """Return a name without the code of i-milo: « 62-ML LENS » is « MISSION LOCALE LENS »."""
    place = _OFFICIAL.sub("", text)
    kind = "MISSION LOCALE" if place.isupper() else "Mission locale"
    return text if place == text else f"{kind} {place}"


def _row(row: Mapping[str, Any]) -> Said | str | None:
    found = _CODE.fullmatch(text_of(row["id"]).zfill(_LENGTH))
    departement = departement_code(text_of(row["departement"]))
    if found is None or not found[1].startswith(departement):
        return BAD_CODE
    name = _name(text_of(row["usual"]) or text_of(row["official"]))
    return Said("mission_locale", name, Place(insee=found[1]), lacks=LACKS, note=NOTE)


MISSIONS_LOCALES = source_of(
    Listing(
        "missions-locales",
        COLUMNS,
        ("id", "official", "usual", "region"),
        _row,
        "structures des missions locales, sans leurs antennes",
    ),
    "Missions locales (i-milo)",
    producer="DGEFP, Union nationale des missions locales",
    licence="Licence Ouverte (dépôt MIT)",
    page="https://www.unml.info/",
    rhythm="irrégulier",
)
