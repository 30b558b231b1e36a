"""The training centres of the apprenticeship catalogue: where each SIRET and UAI is.

Establishments of the catalogue (Carif-Oref), as a table or as replies of its interface, told by
their names of fields: `siret`, `uai` (else `rco_uai`), `enseigne`, `onisep_nom`,
`entreprise_raison_sociale`, `code_insee_localite`, `code_postal`, `localite`, and their position in
two columns (`lat`, `lon`) or one (`geo_coordonnees`, « lat,lon »). The referential of organisms
(« référentiel UAI-SIRET ») is read too: `uai`, `siret`, `raison_sociale`, `enseigne`, `nature`, and
`adresse` with its postal code and town. They give no course: they place
those of other sources, as `places` (at an address) and in the table « known_places » (all).

A closed establishment (`ferme`) is refused, since its position is that of a place that was left.
Whether an establishment is published in the catalogue does not matter to where it is.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from loaders.locating.courses import KNOWN_PLACES
from loaders.locating.place import Place
from loaders.reading.json_records import first_keys, records
from loaders.reading.tables import header_of, pair, read_table
from loaders.reading.values import (
    day_of,
    field_name,
    first_text,
    flag,
    listed,
    siret_code,
    text_of,
    uai_code,
)
from loaders.source import Context, Parsed, Source
from loaders.sources.apprenticeship.establishments import Establishment, placed
from loaders.titles.establishments import NameReader

KEY = "etablissements-apprentissage"
CLOSED = "établissement fermé"
UNDATED = "date non précisée"
NO_CODE = "ni SIRET ni UAI"
NOT_ONE = "ce n'est pas un établissement"

_NAMES = (
    "onisep_nom",
    "enseigne",
    "entreprise_enseigne",
    "entreprise_raison_sociale",
    "raison_sociale",
)
_IN_ONE = {"uai", "siret", "raison_sociale", "enseigne", "nature", "adresse"}
# Brands that say only what kind of place it is: the firm's name says more.
_GENERIC = frozenset(
    ["LP", "LPO", "LGT", "LEGT", "LT", "OGEC", "CFA", "UFA", "MFR", "LYCEE", "COLLEGE"]
)
_MARKS = {"enseigne", "entreprise_raison_sociale", "onisep_nom", "rco_uai", "nda"}
_LAT, _LON = ("lat", "latitude"), ("lon", "lng", "longitude")
_PAIRS = ("geo_coordonnees", "rco_geo_coordonnees")


def recognises(path: Path) -> bool:
    """Tell whether a file lists the establishments of the catalogue."""
    keys = set(first_keys(path) or map(field_name, header_of(path)))
    if len(keys & _IN_ONE) >= len(_IN_ONE) - 1:
        return True
    where = {"code_insee_localite", "code_postal", "localite", *_PAIRS}
    return "siret" in keys and len(keys & _MARKS) >= 2 and bool(keys & where) and "cfd" not in keys


def read(path: Path, context: Context) -> Parsed:
    """Read the establishments (raises SourceError)."""
    named = NameReader(context).read
    found = [_establishment(number, row, named) for number, row in _rows(path)]
    return placed(
        found,
        context,
        KEY,
        vintage=max((establishment.vintage for establishment in found), default="") or UNDATED,
        perimeter="établissements de formation par apprentissage",
    )


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if first_keys(path):
        for record in records(path):
            row = record.content.get("_source", record.content)
            yield record.number, {"": record.fault or NOT_ONE} if record.fault or not row else row
        return
    sheet = read_table(path)
    for number, row in zip(sheet.rows.index, sheet.rows.to_dict("records"), strict=True):
        named = {field_name(str(key)): value for key, value in row.items()}
        yield int(number), {key: value for key, value in named.items() if key}
    for number, content in sheet.malformed.items():
        yield number, {"": sheet.fault(number), "enseigne": content[:200]}


def _establishment(number: int, row: Mapping[str, Any], named: Any) -> Establishment:
    siret = siret_code(row.get("siret"))
    uai = uai_code(row.get("uai")) or uai_code(row.get("rco_uai"))
    fault = text_of(row.get(""))
    if not fault and flag(row.get("ferme")) is True:
        fault = CLOSED
    if not fault and not siret and not uai:
        fault = NO_CODE
    return Establishment(
        number=number,
        name=named(_name(row)),
        uai=uai,
        siret=siret,
        place=_place(row),
        vintage=_vintage(row),
        fault=fault,
    )


def _name(row: Mapping[str, Any]) -> str:
    names = [text for name in _NAMES if (text := text_of(row.get(name)))]
    telling = [name for name in names if name.upper() not in _GENERIC]
    return next(iter([*telling, *names]), "")


def _vintage(row: Mapping[str, Any]) -> str:
    """Return the month when the row was last touched, else the last campaign that it is in."""
    touched = day_of(first_text(row, ("updated_at", "last_update_at", "date_mise_a_jour")))
    years = [year for tag in listed(row.get("tags")) if (year := text_of(tag)).isdigit()]
    return f"{touched:%Y-%m}" if touched else f"campagne {max(years)}" if years else ""


def _place(row: Mapping[str, Any]) -> Place:
    positions = (pair(text_of(row.get(name))) for name in _PAIRS)
    lat, lon = next((found for found in positions if found), ("", ""))
    street, postcode, city = _in_one_cell(text_of(row.get("adresse")))
    return Place(
        lat=first_text(row, _LAT) or str(lat),
        lon=first_text(row, _LON) or str(lon),
        insee=first_text(row, ("code_insee_localite", "commune_implantation_code")),
        postcode=text_of(row.get("code_postal")) or postcode,
        city=first_text(row, ("localite", "commune_implantation_nom")) or city,
        departement=text_of(row.get("num_departement")),
        street=street
        or " ".join(
            text
            for name in ("numero_voie", "type_voie", "nom_voie")
            if (text := text_of(row.get(name)))
        ),
    )


def _in_one_cell(address: str) -> tuple[str, str, str]:
    """Return the street, the postal code and the town of « 30 RUE D'ENFER 02000 LAON »."""
    found = re.fullmatch(r"(.*?)[ ,]*\b(\d{5}) ([^\d]+)", address)
    return (found[1], found[2], found[3].strip()) if found else (address, "", "")


APPRENTICESHIP_PLACES = Source(
    key=KEY,
    name="Établissements de formation par apprentissage",
    producer="Réseau des Carif-Oref",
    licence="Licence Ouverte",
    page="https://catalogue-apprentissage.intercariforef.org/",
    rhythm="chaque jour",
    recognises=recognises,
    read=read,
    gives=("places", KNOWN_PLACES),
)
