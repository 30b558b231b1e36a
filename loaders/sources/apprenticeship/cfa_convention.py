"""The training centres that had an agreement with the Région (register of establishments, RAMSESE).

One row a centre: `numero_uai`, `numero_siren_siret_uai`, `denomination_principale` and
`patronyme_uai` (its name), `commune` (INSEE code), `commune_libe`, `adresse_uai`,
`code_postal_uai`, `localite_acheminement_uai`, `date_fermeture`. The file has no position: a centre
is at its town hall, or where another source puts its SIRET. It gives no course and says nothing of
today's funding (such agreements ended with the reform of 2018): it tells the commune, the name and
the SIRET of UAI that other sources only name.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from geodata.folding import fold
from loaders.locating.courses import KNOWN_PLACES
from loaders.locating.place import Place
from loaders.reading.columns import by_role, find_roles, known
from loaders.reading.sheets import first_pages_of
from loaders.reading.tables import header_of, number, read_table
from loaders.reading.values import day_of, siret_code, uai_code
from loaders.reading.vintages import year_of
from loaders.source import Context, Parsed, Source
from loaders.sources.apprenticeship.establishments import Establishment, placed
from loaders.titles.establishments import NameReader

KEY = "cfa-convention"
CLOSED = "établissement fermé"
NO_CODE = "UAI absent ou mal formé"

COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": ("numero_uai", "UAI", "numéro UAI"),
    "kind": ("denomination_principale", "denomination_principale_uai"),
    "name": ("patronyme_uai", "patronyme"),
    "siret": ("numero_siren_siret_uai", "numero_siret", "siret"),
    "insee": ("commune", "code_commune", "commune_insee"),
    "town": ("commune_libe", "libelle_commune"),
    "postcode": ("code_postal_uai", "code_postal"),
    "delivery": ("localite_acheminement_uai", "localite_acheminement"),
    "street": ("adresse_uai", "adresse"),
    "closed": ("date_fermeture",),
    "nature": ("nature_uai",),
}
_NATURE = "600"  # of the centres de formation d'apprentis, in the register
_EPOCH = dt.date(1899, 12, 30)  # day 0 of spreadsheets
_KINDS = (
    ("CTR DE FORMATION D APPRENTIS", "CFA"),
    ("CTR DE FORMATION D'APPRENTIS", "CFA"),
    ("CTR FORMATION APPRENTIS AGRI", "CFA agricole"),
    ("CENTRE DE FORMATION D'APPRENTIS", "CFA"),
)
_SHORT = {short for _, short in _KINDS}


def recognises(path: Path) -> bool:
    """Tell whether a file is the register's list of centres, even with one column renamed.

    The register gives collèges and lycées the same columns: the rows say whose list it is.
    """
    marks = {"uai", "kind", "name", "delivery", "nature"}
    if len(known(header_of(path), COLUMNS) & marks) < 4:
        return False
    rows = [row for page in first_pages_of(path)[:1] for row in page[1:]]
    return sum(map(_is_centre, rows)) * 2 >= len(rows)


def _is_centre(row: Sequence[str]) -> bool:
    words = {word for cell in row for word in fold(cell).split()}
    return _NATURE in row or "cfa" in words or any(word.startswith("apprenti") for word in words)


def read(path: Path, context: Context) -> Parsed:
    """Read the list (raises SourceError, or MissingColumnError that names a column)."""
    sheet = read_table(path)
    named = find_roles(sheet.rows.columns, COLUMNS, ("uai",))
    if not (named["insee"] or named["town"] or named["postcode"]):
        find_roles(sheet.rows.columns, COLUMNS, ("insee",))
    rows = by_role(sheet.rows, named)
    readable = NameReader(context).read
    today = dt.date.today()
    found = [
        Establishment(
            number=int(rank),
            name=_name(row["kind"], row["name"], readable),
            uai=uai_code(row["uai"]),
            siret=siret_code(row["siret"]),
            place=Place(
                insee=row["insee"],
                postcode=row["postcode"],
                city=row["town"] or row["delivery"],
                street=row["street"],
            ),
            fault=_fault(row["uai"], row["closed"], today),
        )
        for rank, row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]
    found += [
        Establishment(row, content[:200], fault=sheet.fault(row))
        for row, content in sheet.malformed.items()
    ]
    return placed(
        found,
        context,
        KEY,
        vintage=year_of(path) or "date non précisée",
        perimeter="CFA sous convention régionale",
    )


def _name(kind: str, name: str, readable: Callable[[str], str]) -> str:
    """Return « CFA » and the centre's own name, the first once."""
    for written, short in _KINDS:
        if kind.upper().startswith(written):
            kind = short
            break
    if name.upper().startswith(("CFA", "C.F.A")) or " CFA" in name.upper():
        kind = ""
    return f"{kind if kind in _SHORT else readable(kind)} {readable(name)}".strip()


def _fault(uai: str, closed: str, today: dt.date) -> str:
    if not uai_code(uai):
        return NO_CODE
    day = day_of(closed)
    days = number(closed)
    if day is None and days is not None and 0 < days < 100_000:
        day = _EPOCH + dt.timedelta(days=int(days))
    return CLOSED if day is not None and day <= today else ""


CFA_CONVENTION = Source(
    key=KEY,
    name="CFA sous convention régionale",
    producer="Ministère de l'Éducation nationale (RAMSESE)",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/fr/datasets/annuaire-de-leducation/",
    rhythm="ne paraît plus",
    recognises=recognises,
    read=read,
    gives=(KNOWN_PLACES,),
)
