"""A file of the region's own: people trained by public, scheme, domain, level and territory.

A CSV or a workbook, one row a cell, with the columns, in any order:

- `public`: one of `geodata.publics.table.PUBLICS` (« jeunes », « rsa »…), or « premiere_annee »;
- `niveau_territoire` and `code_territoire`: region, departement, spel, zone_emploi, epci, commune…;
- `annee`; `effectif`: people of the public, or « s » where it is secret: never a zero;
- may be left out: `total` (all who are trained in that cell), `ruptures` (of the public, those who
  left before the end), `dispositif`, `domaine` (slug or name of a domain of the atlas),
  `niveau` (3 to 8), `perimetre` (who is counted).

Cells do not overlap: the rows of a public, a year and a territory are added up. The file is
documented for users on `/donnees`.
"""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.domains import DOMAINS
from geodata.folding import fold
from geodata.publics.table import FIRST_YEAR, IDENTITY, PUBLICS, TRAINED
from geodata.tables.observation import TERRITORIES
from loaders.locating.communes import cog_of, commune_code
from loaders.reading.columns import nearly_all
from loaders.reading.figures import UNREADABLE, departement_code, state_of, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table, number
from loaders.source import Context, Parsed, Source

KEY = "publics-region"
UNSAID = "périmètre non précisé par le fichier"

COLUMNS: dict[str, tuple[str, ...]] = {
    "public": ("public",),
    "level": ("niveau_territoire", "niveau du territoire"),
    "code": ("code_territoire", "code du territoire"),
    "year": ("annee", "année"),
    "people": ("effectif", "formes", "nombre"),
    "total": ("total", "ensemble"),
    "leavers": ("ruptures", "abandons"),
    "scheme": ("dispositif",),
    "domain": ("domaine",),
    "qualification": ("niveau", "niveau visé"),
    "perimeter": ("perimetre", "périmètre"),
}
REQUIRED = ("public", "level", "code", "year", "people")

NO_PUBLIC = f"public inconnu : {', '.join([*PUBLICS, FIRST_YEAR])}"
NO_TERRITORY = "territoire inconnu : niveau_territoire et code_territoire"
NO_DOMAIN = "domaine inconnu : un nom ou un code de domaine de l'atlas"
NO_LEVEL = "niveau inconnu : de 3 à 8, ou rien"
NO_YEAR = "année illisible"
TOO_MANY = "plus de personnes du public, ou de ruptures, que de personnes formées"
TWICE = "cellule déjà donnée par ce fichier"

_DOMAIN = {fold(word): slug for slug, name in DOMAINS.items() for word in (slug, name)}
_PUBLIC = {fold(word): key for key, name in PUBLICS.items() for word in (key, name)}
_PUBLIC[fold(FIRST_YEAR)] = FIRST_YEAR
_COUNTS = ("people", "total", "leavers")


def _wanted(header: Sequence[str]) -> bool:
    return nearly_all(header, COLUMNS, REQUIRED)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of people trained by public (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows = rows.assign(
        public=rows["public"].map(lambda text: _PUBLIC.get(fold(text), "")),
        level=rows["level"].map(lambda text: fold(text).replace(" ", "_")),
        year=rows["year"].map(_year),
        domain_told=rows["domain"],
        domain=rows["domain"].map(lambda text: _DOMAIN.get(fold(text), "")),
        qualification_told=rows["qualification"],
        qualification=rows["qualification"].map(_qualification).astype("Int64"),
        perimeter=rows["perimeter"].where(rows["perimeter"] != "", UNSAID),
        **{f"{name}_state": rows[name].map(state_of) for name in _COUNTS},
        **{name: rows[name].map(number).astype("float64") for name in _COUNTS},
    )
    rows["code"] = [
        _code(level, code, context) for level, code in zip(rows["level"], rows["code"], strict=True)
    ]
    rows["status"] = rows["people_state"]
    kept, rejects = sorted_out(rows, _faults(rows))
    years = sorted(set(kept["year"]))
    return Parsed(
        tables={"trained": TRAINED.validate(kept.assign(source=KEY).reset_index(drop=True))},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=years[-1] if years else "",
        perimeter=" ; ".join(dict.fromkeys(kept["perimeter"])) or UNSAID,
    )


def _faults(rows: pd.DataFrame) -> dict[str, pd.Series]:
    unreadable = pd.concat([rows[f"{name}_state"] == "illisible" for name in _COUNTS], axis=1)
    more = (rows["people"] > rows["total"]) | (rows["leavers"] > rows["people"])
    return {
        NO_PUBLIC: rows["public"] == "",
        NO_TERRITORY: rows["code"] == "",
        NO_YEAR: rows["year"] == "",
        NO_DOMAIN: (rows["domain_told"] != "") & (rows["domain"] == ""),
        NO_LEVEL: (rows["qualification_told"] != "") & rows["qualification"].isna(),
        UNREADABLE: unreadable.any(axis=1),
        TOO_MANY: more,
        TWICE: rows.duplicated([*IDENTITY]),
    }


def _code(level: str, cell: str, context: Context) -> str:
    """Return the code of a territory of the region, "" where it is none."""
    text = whole_code(cell)
    profile = context.profile
    if level == "region":
        return profile.code if text == profile.code else ""
    if level == "departement":
        code = departement_code(text)
        return code if code in profile.departements else ""
    if level == "commune":
        code = commune_code(text)
        return cog_of(context).current(code) if code else ""
    if level in context.communes and level in TERRITORIES:
        # A zoning that a file brings is not known yet: only its code can tell.
        known = set(context.communes[level]) - {""}
        return text if not known or text in known else ""
    return ""


def _qualification(cell: str) -> int | None:
    found = re.fullmatch(r"(?:niveau )?([3-8])", fold(whole_code(cell)))
    return int(found[1]) if found else None


def _year(cell: str) -> str:
    found = re.fullmatch(r"(?:20\d\d\s*[-/]\s*)?(20\d\d)", whole_code(cell))
    return found[1] if found else ""


TRAINED_PUBLICS = Source(
    key=KEY,
    name="Personnes formées par public, comptées par la région",
    producer="Région",
    licence="",
    page="",
    rhythm="chaque année",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("trained",),
    series=True,
)
