"""The catalogue of apprenticeship courses (Carif-Oref and ministries): an entry a course and place.

Read are the replies of its interface (« formations »), whole or page by page, its exports as a
table with the same names, and the flow that feeds it, whose places are named
`etablissement_lieu_formation_*`. Fields, and what is made of them:

- title: `intitule_long`, `intitule_rco`, `onisep_intitule`, `intitule_court`, `nom`;
- certification: `cfd`, `rncp_code`, `rncp_intitule`, `rome_codes`, `niveau`, `rncp_details`;
- place: `lieu_formation_geo_coordonnees` (« lat,lon », put right when it is the other way round),
  `code_commune_insee`, `code_postal`, `localite`; without coordinates, those worked out from the
  address (`…_computed`);
- sessions: `date_debut` and `date_fin`, else `periode`; `capacite`; `niveau_entree_obligatoire`;
- `published` false: not in the public catalogue any more, refused; `cfd_outdated`: see
  `apprenticeship_offers`.

Ignored: addresses of people, history of changes, Parcoursup and Affelnet statuses, contents of the
RNCP sheet. What is not in the region is refused first.
"""

import datetime as dt
import re
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geodata.completeness.covers import Covers
from loaders.locating.courses import KNOWN_PLACES
from loaders.locating.place import Place
from loaders.reading.json_records import first_keys, records
from loaders.reading.tables import header_of, pair, read_table
from loaders.reading.values import (
    cfd_of,
    count_of,
    day_of,
    field_name,
    first_text,
    flag,
    inside,
    level_of_words,
    listed,
    nsf_group,
    rncp_code,
    romes_of,
    siret_code,
    text_of,
    uai_code,
    web_address,
)
from loaders.source import Context, Parsed, Source
from loaders.sources.apprenticeship.entry import Entry, Organisation
from loaders.sources.apprenticeship.offers import assemble, paired

KEY = "catalogue-apprentissage"
WITHDRAWN = "formation retirée du catalogue (non publiée)"

_TITLES = ("intitule_long", "intitule_rco", "onisep_intitule", "intitule_court", "nom")
_SITE = "etablissement_lieu_formation"
_POSITIONS = (
    "lieu_formation_geo_coordonnees",
    f"{_SITE}_geo_coordonnees",
    "lieu_formation_geo_coordonnees_computed",
    "idea_geo_coordonnees_etablissement",
)
_NAMES = ("enseigne", "entreprise_raison_sociale", "raison_sociale")
_WITHDRAWN = {"supprime", "archive", "supprimé", "archivé"}


def recognises(path: Path) -> bool:
    """Tell whether a file holds entries of the catalogue."""
    keys = set(first_keys(path) or map(field_name, header_of(path)))
    trainer = any(key.startswith("etablissement_formateur_") for key in keys)
    place = bool(keys & {*_POSITIONS, "lieu_formation_adresse", f"{_SITE}_adresse"})
    return trainer and place and bool(keys & {"cfd", "rncp_code", "id_certifinfo"})


def read(path: Path, context: Context) -> Parsed:
    """Read entries of the catalogue, sessions to come and closed diplomas counted from today."""
    return read_catalogue(path, context, dt.date.today())


def read_catalogue(path: Path, context: Context, today: dt.date) -> Parsed:
    """Read entries of the catalogue as on a given day (raises SourceError)."""
    perimeter = "formations en apprentissage déclarées au réseau des Carif-Oref"
    return assemble(_entries(path), context, KEY, today, perimeter)


def _entries(path: Path) -> Iterator[Entry]:
    if not first_keys(path):
        sheet = read_table(path)
        for number, row in zip(sheet.rows.index, sheet.rows.to_dict("records"), strict=True):
            yield entry_of(int(number), _fields(row))
        for number, content in sheet.malformed.items():
            yield Entry(number, (content[:200],), fault=sheet.fault(number))
        return
    for record in records(path):
        content = record.content.get("_source", record.content)
        if record.fault or not isinstance(content, Mapping) or not content:
            yield Entry(record.number, fault=record.fault or "ce n'est pas une formation")
        else:
            yield entry_of(record.number, content)


def _fields(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Return a row of a table by the catalogue's fields, however the table writes their names."""
    written = {str(key): value for key, value in row.items()}
    return {field_name(key): value for key, value in written.items()} | written


def entry_of(number: int, row: Mapping[str, Any]) -> Entry:
    """Return an entry of the catalogue, whatever the version that wrote it."""
    titles = [text for name in (*_TITLES, "intitule_formation") if (text := text_of(row.get(name)))]
    rncp = text_of(row.get("rncp_intitule"))
    romes = listed(row.get("rome_codes")) or [
        inside(one, "rome") if isinstance(one, Mapping) else one
        for one in listed(inside(row, "rncp_details", "romes"))
    ]
    level = level_of_words(text_of(row.get("niveau")))
    details = text_of(inside(row, "rncp_details", "niveau_europe"))
    return Entry(
        number=number,
        titles=tuple(dict.fromkeys([*titles, *([rncp] if rncp and not titles else [])])),
        cfd=cfd_of(row.get("cfd")),
        outdated=flag(row.get("cfd_outdated")) is True,
        rncp=rncp_code(row.get("rncp_code")),
        rncp_title=rncp,
        level=level or level_of_words(details),
        nsf=nsf_group(inside(row, "rncp_details", "nsf_code")),
        romes=romes_of(romes),
        sessions=_sessions(row),
        capacity=count_of(row.get("capacite")),
        entry_level=level_of_words(text_of(row.get("niveau_entree_obligatoire"))),
        remote=flag(row.get("entierement_a_distance")) is True,
        url=web_address(
            row.get("onisep_lien_site_onisepfr"), row.get("onisep_url"), row.get("url")
        ),
        trainer=_trainer(row),
        place=_place(row),
        uai=uai_code(row.get("uai_formation")) or uai_code(row.get(f"{_SITE}_uai")),
        siret=siret_code(row.get("lieu_formation_siret")) or siret_code(row.get(f"{_SITE}_siret")),
        updated=day_of(first_text(row, ("updated_at", "last_update_at", "lastUpdateAt"))),
        fault=_fault(row),
    )


def _fault(row: Mapping[str, Any]) -> str:
    status = text_of(inside(row, "statut", "catalogue")) or text_of(row.get("statut_catalogue"))
    published = flag(row.get("published"))
    return WITHDRAWN if published is False or status.lower() in _WITHDRAWN else ""


def _sessions(row: Mapping[str, Any]) -> tuple[Any, ...]:
    starts = [day_of(value) for value in listed(row.get("date_debut"))]
    if any(starts):
        return paired(starts, [day_of(value) for value in listed(row.get("date_fin"))])
    return paired([day_of(value) for value in listed(row.get("periode"))], [])


def _trainer(row: Mapping[str, Any]) -> Organisation:
    """Return the trainer, else who manages the course."""
    for role in ("etablissement_formateur", "etablissement_gestionnaire"):
        found = Organisation(
            name=first_text(row, [f"{role}_{name}" for name in _NAMES]),
            uai=uai_code(row.get(f"{role}_uai")),
            siret=siret_code(row.get(f"{role}_siret")),
            insee=first_text(row, [f"{role}_code_commune_insee", f"{role}_code_insee"]),
            postcode=text_of(row.get(f"{role}_code_postal")),
            city=text_of(row.get(f"{role}_localite")),
        )
        if found.siret or found.uai or found.name:
            return found
    return Organisation()


def _place(row: Mapping[str, Any]) -> Place:
    positions = (pair(text_of(row.get(name))) for name in _POSITIONS)
    lat, lon = next((found for found in positions if found), ("", ""))
    return Place(
        lat=str(lat),
        lon=str(lon),
        insee=first_text(row, ("code_commune_insee", f"{_SITE}_code_insee", "code_insee")),
        postcode=first_text(row, ("code_postal", f"{_SITE}_code_postal")),
        city=first_text(row, ("localite", f"{_SITE}_localite")),
        departement=text_of(row.get("num_departement")),
        street=_street(row),
    )


def _street(row: Mapping[str, Any]) -> str:
    """Return the address of a place, without the words of programs (« null BP null »)."""
    text = first_text(row, (f"{_SITE}_adresse", "lieu_formation_adresse"))
    return " ".join(re.sub(r"\b(?:(?:BP|CEDEX) )?null\b", " ", text).split())


APPRENTICESHIP_CATALOGUE = Source(
    key=KEY,
    name="Catalogue des formations en apprentissage",
    producer="Réseau des Carif-Oref",
    licence="Licence Ouverte",
    page="https://catalogue-apprentissage.intercariforef.org/",
    rhythm="chaque jour",
    recognises=recognises,
    read=read,
    complementary=True,
    reissued=True,
    gives=("sites", "offers", "places"),
    needs=(
        KNOWN_PLACES,
        *("diplomas", "mef", "certif_info", "rncp_cfd", "rncp_rome", "rncp_nsf"),
    ),
    covers=(Covers(("apprentissage",), (3, 4, 5, 6, 7), least=10, publics=("apprentis",)),),
)
