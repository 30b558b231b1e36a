"""What helps to come and to stay: carpool areas, stations, residences of the Crous, equipment.

- *lieux de covoiturage* (national base, schema etalab/schema-lieux-covoiturage): nine rows in ten
  are stops for hitch-hikers, which are no area and are refused;
- *gares de voyageurs* (SNCF): `nom`, `codeinsee`, `codes_uic`, `lat`, `lon`;
- *logements des Crous*: `nom`, `adresse` in one piece, `zone`, `latitude`, `longitude`;
- *BPE* (Insee, base permanente des équipements): `TYPEQU`, `DEPCOM`, `LATITUDE`, `LONGITUDE`, a row
  an equipment; only the types of `EQUIPMENT` are about coming or staying.
"""

import re
from collections.abc import Mapping
from typing import Any

from geodata.folding import fold
from loaders.reading.values import flag, postal_code, text_of
from loaders.sources.guidance.places import Listing, Said, said_in, source_of

HITCH_HIKING = "arrêt d'auto-stop, et non aire de covoiturage"
CLOSED = "aire fermée"
EQUIPMENT: dict[str, str] = {"D502": "creche", "A128": "france_services"}
"""Types of the BPE by our kinds: to check against the nomenclature of each edition."""

CARPOOL_COLUMNS = {
    "id": ("id_lieu",),
    "name": ("nom_lieu",),
    "street": ("ad_lieu",),
    "city": ("com_lieu",),
    "insee": ("insee",),
    "type": ("type",),
    "updated": ("date_maj",),
    "open": ("ouvert",),
    "lon": ("Xlong",),
    "lat": ("Ylat",),
    "places": ("nbre_pl",),
}
STATION_COLUMNS = {
    "name": ("nom",),
    "short": ("libellecourt",),
    "segment": ("segment_drg",),
    "insee": ("codeinsee",),
    "uic": ("codes_uic",),
    "lat": ("lat",),
    "lon": ("lon",),
    "position": ("position_geographique",),
}
CROUS_COLUMNS = {
    "id": ("id",),
    "name": ("nom",),
    "street": ("adresse",),
    "zone": ("zone",),
    "website": ("url_residence",),
    "services": ("services",),
    "lat": ("latitude",),
    "lon": ("longitude",),
}
EQUIPMENT_COLUMNS = {
    "year": ("AN",),
    "name": ("NOMRS",),
    "type": ("TYPEQU",),
    "number": ("NUMVOIE",),
    "way": ("TYPVOIE",),
    "street": ("LIBVOIE",),
    "postcode": ("CODPOS",),
    "insee": ("DEPCOM",),
    "city": ("LIBCOM",),
    "lat": ("LATITUDE",),
    "lon": ("LONGITUDE",),
}
_CITY = re.compile(r"\b(\d{5})\s+(.+)$")


def _carpool(row: Mapping[str, Any]) -> Said | str | None:
    if text_of(row["type"]).lower().startswith("auto-stop"):
        return HITCH_HIKING
    if flag(row["open"]) is False:
        return CLOSED
    places = text_of(row["places"])
    note = f"{places} places" if places.isdecimal() and int(places) > 1 else ""
    name = text_of(row["name"]) or f"Aire de {text_of(row['city']).title()}"
    return said_in({**row, "name": name}, "covoiturage", note=note)


def _station(row: Mapping[str, Any]) -> Said | str | None:
    name = text_of(row["name"])
    link = "d'" if fold(name)[:1] in "aeiouy" else "de "
    return said_in({**row, "name": name and f"Gare {link}{name}"}, "gare")


def _crous(row: Mapping[str, Any]) -> Said | str | None:
    whole = text_of(row["street"])
    found = _CITY.search(whole)
    parts = {
        "street": whole[: found.start()].strip(" ,") if found else whole,
        "postcode": postal_code(found[1]) if found else "",
        "city": found[2] if found else text_of(row["zone"]),
    }
    return said_in({**row, **parts}, "crous", note=text_of(row["services"]).replace(" | ", ", "))


def _equipment(row: Mapping[str, Any]) -> Said | str | None:
    kind = EQUIPMENT.get(text_of(row["type"]))
    if kind is None:
        return None
    street = " ".join(filter(None, (text_of(row[name]) for name in ("number", "way", "street"))))
    name = text_of(row["name"]) or f"Équipement de {text_of(row['city'])}"
    year = text_of(row["year"])
    said = said_in({**row, "street": street, "name": name}, kind)
    return said if not year.isdecimal() else _dated(said, year)


def _dated(said: Said, year: str) -> Said:
    return Said(**{**vars(said), "updated": f"{year}-01-01"})


CARPOOLING = source_of(
    Listing(
        "covoiturage",
        CARPOOL_COLUMNS,
        ("id", "street", "city", "type", "lon", "lat"),
        _carpool,
        "aires de covoiturage déclarées par les collectivités",
    ),
    "Lieux de covoiturage",
    producer="transport.data.gouv.fr (point d'accès national)",
    licence="Licence Ouverte, à vérifier auprès du producteur",
    page="https://transport.data.gouv.fr/datasets/base-nationale-des-lieux-de-covoiturage",
    rhythm="chaque mois",
)
STATIONS = source_of(
    Listing(
        "gares",
        STATION_COLUMNS,
        ("name", "short", "segment", "insee", "uic"),
        _station,
        "gares de voyageurs du réseau ferré national",
    ),
    "Gares de voyageurs",
    producer="SNCF Gares & Connexions",
    licence="ODbL",
    page="https://ressources.data.sncf.com/explore/dataset/gares-de-voyageurs/",
    rhythm="chaque année",
)
CROUS = source_of(
    Listing(
        "crous-logements",
        CROUS_COLUMNS,
        ("name", "street", "zone", "website", "services"),
        _crous,
        "résidences universitaires des Crous",
    ),
    "Logements des Crous",
    producer="Cnous",
    licence="Licence Ouverte",
    page="https://data.enseignementsup-recherche.gouv.fr/",
    rhythm="chaque année",
)
BPE = source_of(
    Listing(
        "bpe",
        EQUIPMENT_COLUMNS,
        ("year", "type", "insee", "lat", "lon"),
        _equipment,
        "équipements recensés par l'Insee",
    ),
    "Base permanente des équipements (BPE)",
    producer="Insee",
    licence="Licence Ouverte 2.0",
    page="https://catalogue-donnees.insee.fr/",
    rhythm="chaque année",
)
