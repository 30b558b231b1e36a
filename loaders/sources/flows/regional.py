"""A file of the region's own: observed flows between home, training and job.

A CSV (« ; », « , » or tabs) or a workbook, one row a flow, with the columns, in any order:

- `type`: « domicile-formation », « formation-emploi » or « domicile-emploi »;
- `origine`, `destination`: INSEE code of a commune (of any year), code of a SPEL of the region
  (« 627 »), code of a département of another region (« 75 »), or « étranger »;
- `effectif`: people, or « s » where it is secret: never a zero;
- `annee`: the year observed, 2024 or 2023-2024 (then the last one);
- `perimetre`, may be left out: who is counted (« apprentis sortis en 2023 »).

Two rows of one flow, year and perimeter are one figure told twice: the second is refused. A row is
refused with its reason and its number. The file is documented for users on `/donnees`.
"""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.flows.table import ABROAD, FLOWS, IDENTITY
from geodata.folding import fold
from loaders.locating.communes import Cog, cog_of, commune_code
from loaders.reading.columns import nearly_all
from loaders.reading.figures import UNREADABLE, departement_code, state_of, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table, number
from loaders.source import Context, Parsed, Source

KEY = "flux-region"
UNSAID = "périmètre non précisé par le fichier"

KIND_WORDS = {
    "domicile formation": "home_training",
    "formation emploi": "training_work",
    "domicile emploi": "home_work",
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "kind": ("type", "type de flux"),
    "origin": ("origine", "code origine"),
    "destination": ("destination", "code destination"),
    "value": ("effectif", "nombre", "personnes"),
    "year": ("annee", "année"),
    "perimeter": ("perimetre", "périmètre", "public"),
}
REQUIRED = ("kind", "origin", "destination", "value", "year")

NO_KIND = "type inconnu : « domicile-formation », « formation-emploi » ou « domicile-emploi »"
NO_ORIGIN = "origine inconnue : ni commune, ni SPEL de la région, ni département, ni « étranger »"
NO_DESTINATION = NO_ORIGIN.replace("origine", "destination")
NO_YEAR = "année illisible"
OUTSIDE = "aucun des deux lieux n'est dans la région"
TWICE = "flux déjà donné par ce fichier"


def _wanted(header: Sequence[str]) -> bool:
    return nearly_all(header, COLUMNS, REQUIRED)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of flows of the region (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    cog, spel = cog_of(context), frozenset(context.communes["spel"]) - {""}
    ends = {
        side: rows[side].map(lambda cell: _end(cell, cog, spel, context))
        for side in ("origin", "destination")
    }
    states = rows["value"].map(state_of)
    rows = rows.assign(
        kind=rows["kind"].map(lambda text: KIND_WORDS.get(fold(text), "")),
        **{f"{side}_level": found.str[0] for side, found in ends.items()},
        **{side: found.str[1] for side, found in ends.items()},
        year=rows["year"].map(_year),
        perimeter=rows["perimeter"].where(rows["perimeter"] != "", UNSAID),
        people=rows["value"].map(number).where(states == "").astype("float64"),
        status=states,
    )
    kept, rejects = sorted_out(rows, _faults(rows))
    years = sorted(set(kept["year"]))
    perimeters = ", ".join(dict.fromkeys(kept["perimeter"]))
    return Parsed(
        tables={"flows": FLOWS.validate(kept.assign(source=KEY).reset_index(drop=True))},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=years[-1] if years else "",
        perimeter=perimeters or UNSAID,
    )


def _faults(rows: pd.DataFrame) -> dict[str, pd.Series]:
    inside = ("commune", "spel")
    here = rows["origin_level"].isin(inside) | rows["destination_level"].isin(inside)
    return {
        NO_KIND: rows["kind"] == "",
        NO_ORIGIN: rows["origin_level"] == "",
        NO_DESTINATION: rows["destination_level"] == "",
        NO_YEAR: rows["year"] == "",
        UNREADABLE: rows["status"] == "illisible",
        OUTSIDE: ~here,
        TWICE: rows.duplicated([*IDENTITY]),
    }


def _end(cell: str, cog: Cog, spel: frozenset[str], context: Context) -> tuple[str, str]:
    """Return the level and the code of a place, empty where it is none."""
    text = whole_code(cell)
    if fold(text) == ABROAD:
        return ABROAD, ""
    if text in spel:
        return "spel", text
    code = commune_code(text)
    if today := cog.current(code) if code else "":
        return "commune", today
    departement = departement_code(text)
    ours = context.profile.departements
    if re.fullmatch(r"\d\d|2[AB]|97\d", departement) and departement not in ours:
        return "departement", departement
    return "", ""


def _year(cell: str) -> str:
    found = re.fullmatch(r"(?:20\d\d\s*[-/]\s*)?(20\d\d)", whole_code(cell))
    return found[1] if found else ""


REGIONAL_FLOWS = Source(
    key=KEY,
    name="Flux observés par la région : domicile, formation, emploi",
    producer="Région",
    licence="",
    page="",
    rhythm="non précisé",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("flows",),
    series=True,
)
