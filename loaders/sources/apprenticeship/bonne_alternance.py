"""The courses of La bonne alternance: replies of its interfaces, old and new.

Three layouts, told apart by the keys of the first item:

- v1, a list or « results » (also inside « formations ») : `title`, `place` (latitude, longitude,
  insee), `company` (the trainer) and `company.headquarter`, `cfd`, `rncpCode`, `romes`, `period`
  and `training.sessions`;
- the variant where codes and sessions are inside `training` (`target_diploma_level`…);
- the interface of apprenticeship (« data »): `identifiant`, `statut.catalogue`, `formateur`,
  `certification.valeur`, `lieu` (GeoJSON: longitude first), `sessions`.

The entries are those of the apprenticeship catalogue: `apprenticeship_offers` says how they become
courses, and gives both sources the same ids. Items that are jobs are refused. Contacts are ignored.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from loaders.locating.place import Place
from loaders.reading.json_records import first_keys, records
from loaders.reading.values import (
    cfd_of,
    count_of,
    day_of,
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
from loaders.sources.apprenticeship.catalogue import APPRENTICESHIP_CATALOGUE, WITHDRAWN
from loaders.sources.apprenticeship.entry import Entry, Organisation
from loaders.sources.apprenticeship.offers import assemble, paired

KEY = "bonne-alternance"
NOT_A_COURSE = "ce n'est pas une formation"

_V1 = {"place", "company"}
_V1_CODES = {"cfd", "rncpCode", "training", "diplomaLevel", "cleMinistereEducatif"}
_V3 = {"certification", "lieu"}


def recognises(path: Path) -> bool:
    """Tell whether a file is a reply with courses of La bonne alternance."""
    keys = first_keys(path)
    return (keys >= _V1 and bool(keys & _V1_CODES)) or keys >= _V3


def read(path: Path, context: Context) -> Parsed:
    """Read a reply, sessions to come and closed diplomas counted from today."""
    return read_reply(path, context, dt.date.today())


def read_reply(path: Path, context: Context, today: dt.date) -> Parsed:
    """Read a reply as on a given day (raises SourceError)."""
    perimeter = "formations en apprentissage rendues par La bonne alternance"
    return assemble(_entries(path), context, KEY, today, perimeter)


def _entries(path: Path) -> Iterator[Entry]:
    for record in records(path):
        item = record.content
        if record.fault:
            yield Entry(record.number, fault=record.fault)
        elif item.keys() >= _V3:
            yield _entry_v3(record.number, item)
        elif item.keys() >= _V1 and text_of(item.get("ideaType")).lower() in ("", "formation"):
            yield _entry_v1(record.number, item)
        else:
            yield Entry(record.number, (text_of(item.get("title")),), fault=NOT_A_COURSE)


def _entry_v1(number: int, item: Mapping[str, Any]) -> Entry:
    # Codes are at the top, or inside « training », according to the version.
    training = item.get("training")
    both = {**(training if isinstance(training, Mapping) else {}), **_without_blanks(item)}
    titles = [text for name in ("longTitle", "title") if (text := text_of(both.get(name)))]
    company = item.get("company")
    company = company if isinstance(company, Mapping) else {}
    level = first_text(both, ("diplomaLevel", "target_diploma_level"))
    return Entry(
        number=number,
        titles=tuple(dict.fromkeys(titles)),
        cfd=cfd_of(both.get("cfd")),
        rncp=rncp_code(both.get("rncpCode")),
        rncp_title=text_of(both.get("rncpLabel")),
        level=level_of_words(level),
        romes=romes_of(
            one.get("code") if isinstance(one, Mapping) else one
            for one in listed(both.get("romes"))
        ),
        sessions=_sessions(both),
        capacity=count_of(both.get("capacity")),
        remote=flag(inside(item, "place", "remoteOnly")) is True,
        url=web_address(both.get("url"), both.get("onisepUrl")),
        trainer=_company(company),
        place=_place_v1(item.get("place")),
        updated=day_of(first_text(both, ("lastUpdateAt", "createdAt"))),
    )


def _without_blanks(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value is not None}


def _sessions(item: Mapping[str, Any]) -> tuple[Any, ...]:
    sessions = [one for one in listed(item.get("sessions")) if isinstance(one, Mapping)]
    starts = [day_of(one.get("startDate")) for one in sessions]
    if any(starts):
        return paired(starts, [day_of(one.get("endDate")) for one in sessions])
    return paired([day_of(value) for value in listed(item.get("period"))], [])


def _company(company: Mapping[str, Any]) -> Organisation:
    place = company.get("place")
    place = place if isinstance(place, Mapping) else {}
    return Organisation(
        name=text_of(company.get("name")) or text_of(inside(company, "headquarter", "name")),
        uai=uai_code(company.get("uai")),
        siret=siret_code(company.get("siret")),
        insee=text_of(place.get("insee")),
        postcode=text_of(place.get("zipCode")),
        city=text_of(place.get("city")),
    )


def _place_v1(place: object) -> Place:
    if not isinstance(place, Mapping):
        return Place()
    return Place(
        lat=text_of(place.get("latitude")),
        lon=text_of(place.get("longitude")),
        insee=text_of(place.get("insee")),
        postcode=text_of(place.get("zipCode")),
        city=text_of(place.get("city")),
        departement=text_of(place.get("departementNumber")),
    )


def _entry_v3(number: int, item: Mapping[str, Any]) -> Entry:
    known = inside(item, "certification", "valeur")
    known = known if isinstance(known, Mapping) else {}
    sessions = [one for one in listed(item.get("sessions")) if isinstance(one, Mapping)]
    titles = [
        text_of(inside(known, "intitule", "cfd", "long")),
        text_of(inside(item, "onisep", "intitule")),
        text_of(inside(known, "intitule", "rncp")),
    ]
    levels = (text_of(inside(known, "intitule", "niveau", c, "europeen")) for c in ("cfd", "rncp"))
    nsf = [inside(known, "domaines", "nsf", "cfd")]
    nsf += listed(inside(known, "domaines", "nsf", "rncp"))
    nsfs = (nsf_group(one.get("code")) for one in nsf if isinstance(one, Mapping))
    capacities = [count_of(one.get("capacite")) for one in sessions]
    status = text_of(inside(item, "statut", "catalogue")).lower()
    return Entry(
        number=number,
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        cfd=cfd_of(inside(known, "identifiant", "cfd")),
        rncp=rncp_code(inside(known, "identifiant", "rncp")),
        rncp_title=titles[2],
        level=next((level for text in levels if (level := level_of_words(text))), None),
        nsf=next((code for code in nsfs if code), ""),
        romes=romes_of(
            one.get("code")
            for one in listed(inside(known, "domaines", "rome", "rncp"))
            if isinstance(one, Mapping)
        ),
        sessions=paired(
            [day_of(one.get("debut")) for one in sessions],
            [day_of(one.get("fin")) for one in sessions],
        ),
        capacity=max((count for count in capacities if count is not None), default=None),
        remote=flag(inside(item, "modalite", "entierement_a_distance")) is True,
        url=web_address(
            inside(item, "onisep", "lien_site_onisepfr"), inside(item, "onisep", "url")
        ),
        trainer=_organisation(inside(item, "formateur", "organisme")),
        place=_place_v3(item["lieu"]),
        uai=uai_code(inside(item, "lieu", "uai")),
        siret=siret_code(inside(item, "lieu", "siret")),
        fault="" if status in ("", "publié", "publie") else WITHDRAWN,
    )


def _organisation(known: object) -> Organisation:
    if not isinstance(known, Mapping):
        return Organisation()
    place = _place_v3({"adresse": inside(known, "etablissement", "adresse")})
    return Organisation(
        name=text_of(inside(known, "etablissement", "enseigne"))
        or text_of(inside(known, "unite_legale", "raison_sociale")),
        uai=uai_code(inside(known, "identifiant", "uai")),
        siret=siret_code(inside(known, "identifiant", "siret")),
        insee=place.insee,
        postcode=place.postcode,
        city=place.city,
    )


def _place_v3(place: object) -> Place:
    if not isinstance(place, Mapping):
        return Place()
    position = listed(inside(place, "geolocalisation", "coordinates"))
    lon, lat = (text_of(value) for value in position) if len(position) == 2 else ("", "")
    return Place(
        lat=lat,
        lon=lon,
        insee=text_of(inside(place, "adresse", "commune", "code_insee")),
        postcode=text_of(inside(place, "adresse", "code_postal")),
        city=text_of(inside(place, "adresse", "commune", "nom")),
        departement=text_of(inside(place, "adresse", "departement", "code_insee")),
    )


BONNE_ALTERNANCE = Source(
    key=KEY,
    name="Formations de La bonne alternance",
    producer="Mission interministérielle pour l'apprentissage",
    licence="Licence Ouverte",
    page="https://api.apprentissage.beta.gouv.fr/",
    rhythm="chaque jour",
    recognises=recognises,
    read=read,
    complementary=True,
    gives=APPRENTICESHIP_CATALOGUE.gives,
    needs=APPRENTICESHIP_CATALOGUE.needs,
    covers=APPRENTICESHIP_CATALOGUE.covers,
)
