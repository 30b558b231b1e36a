"""What lycées teach in general education, from the Idéo files of Onisep.

Two files of the same layout, a row a lycée (« Identifiant action de formation », « UAI lieu de
cours », « Libellé lieu de cours », address, postal code, commune, département, région), told apart
by the column that lists what is taught, separated by « / »:

- *Enseignements de spécialité de classe de 1ère générale*: a lycée that teaches the specialities of
  the première générale prepares the baccalauréat général. A speciality is not a course of its own:
  the lycée gets one course, « Baccalauréat général », and its specialities go to the column
  `details` of the offer.
- *Enseignements optionnels et langues de classe de 2nde GT*: the seconde is common to the general
  and technological baccalauréats and the file does not say which of them the lycée prepares. It
  gives no course: it completes the `details` of the course above (table « lycee_options »), and
  tells where lycées are (table « known_places »).

There is no position: a lycée is where another source puts its UAI, else at its town hall. The
baccalauréat général is no vocational certification: it has no RNCP sheet and no ROME code.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.completeness.covers import Covers
from loaders.locating.courses import KNOWN_PLACES, Locator, Where, site_row, site_table
from loaders.locating.place import Place
from loaders.offer_table import offer_table
from loaders.reading.columns import by_role, find_column, find_roles, known
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import header_of, read_table
from loaders.reading.values import day_of, uai_code, web_address
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source

SPECIALITIES = "onisep-specialites"
OPTIONS = "onisep-options"
LYCEE_OPTIONS = "lycee_options"
"""Table: uai, options (texts separated by « / »)."""

NO_UAI = "UAI absent ou mal formé"
NOTHING = "aucun enseignement indiqué"
TWICE = "lycée déjà donné, enseignements réunis"
TITLE = "Baccalauréat général"
_NSF_GENERAL = "100"  # formations générales
_LEVEL = 4  # code de l'éducation, article D. 334-1; cadre national des certifications

TAUGHT: dict[str, tuple[str, ...]] = {
    SPECIALITIES: (
        "Enseignements de spécialité de classe de 1ère générale",
        "Enseignements de spécialité de classe de première générale",
        "Enseignements de spécialité de 1re générale",
        "Enseignements de spécialité",
    ),
    OPTIONS: (
        "Enseignements optionnels et langues de classe de 2nde GT",
        "Enseignements optionnels de classe de 2nde GT",
        "Enseignements optionnels et langues de classe de seconde GT",
        "Enseignements optionnels de seconde générale et technologique",
        "Enseignements optionnels",
    ),
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": ("UAI lieu de cours", "Code UAI lieu de cours", "UAI", "lieu de cours UAI"),
    "name": ("Libellé lieu de cours", "Nom lieu de cours", "libellé"),
    "postcode": ("Code postal lieu de cours", "CP lieu de cours", "Code postal"),
    "city": ("Commune lieu de cours", "Ville lieu de cours", "Commune"),
    "insee": ("Code commune lieu de cours", "Code INSEE lieu de cours", "Commune (COG)"),
    "street": ("Adresse lieu de cours", "Adresse"),
    "departement": ("Département lieu de cours", "Département"),
    "region": ("Région lieu de cours", "Région"),
    "lat": ("Latitude lieu de cours", "latitude (Y)", "latitude"),
    "lon": ("Longitude lieu de cours", "longitude (X)", "longitude"),
    "url": ("Identifiant et fiche onisep lieu de cours", "URL et ID Onisep lieu de cours"),
    "created": ("AF date création",),
    "updated": ("AF date de modification", "AF date de mise à jour"),
    "action": ("Identifiant action de formation", "Action de formation (AF) identifiant Onisep"),
}
_MARKS = ("uai", "name", "postcode", "city", "url", "action")


def recognises_specialities(path: Path) -> bool:
    """Tell whether a file lists the specialities of lycées, even with one column renamed."""
    return _recognises(path, SPECIALITIES)


def recognises_options(path: Path) -> bool:
    """Tell whether a file lists the options of lycées, even with one column renamed."""
    return _recognises(path, OPTIONS)


def _recognises(path: Path, key: str) -> bool:
    header = header_of(path)
    if not find_column(header, TAUGHT[key]):
        return False
    return len(known(header, COLUMNS) & set(_MARKS)) >= 4


def read_specialities(path: Path, context: Context) -> Parsed:
    """Read the file of specialities: one course of baccalauréat général a lycée."""
    rows, parsed = _read(path, context, SPECIALITIES)
    options = context.nomenclatures.get(LYCEE_OPTIONS, pd.DataFrame(columns=["uai", "options"]))
    known = dict(zip(options["uai"], options["options"], strict=True))
    offers = [_offer(row, known.get(row["uai"], ""), parsed.vintage) for row in rows]
    table = offer_table(offers, SPECIALITIES).assign(details=[offer["details"] for offer in offers])
    return replace(parsed, tables={**parsed.tables, "offers": table})


def read_options(path: Path, context: Context) -> Parsed:
    """Read the file of options: what completes the courses of lycées, and where these are."""
    rows, parsed = _read(path, context, OPTIONS)
    options = [{"uai": row["uai"], "options": row["taught"]} for row in rows]
    table = pd.DataFrame(options, columns=["uai", "options"])
    return replace(parsed, tables={KNOWN_PLACES: parsed.tables["sites"], LYCEE_OPTIONS: table})


def _read(path: Path, context: Context, key: str) -> tuple[list[dict[str, Any]], Parsed]:
    """Return the lycées kept, each with its site, and the account of the file."""
    sheet = read_table(path)
    table = _named(sheet.rows, key)
    records: list[Any] = table.to_dict("records")
    wheres = [_where(row) for row in records]
    places = Locator(context).place(wheres)
    kept: dict[str, dict[str, Any]] = {}
    rejects, corrections = [], []
    for number, row, where, place in zip(table.index, records, wheres, places, strict=True):
        content = " | ".join(t for t in (where.uai, where.name, row["city"], row["taught"]) if t)
        reason = place.reason if place.spot is None else _fault(where.uai, row["taught"])
        if not reason and where.uai in kept:
            kept[where.uai]["taught"] = _together(kept[where.uai]["taught"], row["taught"])
            reason = TWICE
        if reason or place.spot is None:
            rejects.append((number, reason, content[:200]))
            continue
        site = site_row(where, place.spot)
        kept[where.uai] = {**row, **site, "provider": where.name}
        corrections += [(number, why, content[:200]) for why in place.corrections]
    lycees = list(kept.values())
    sites = site_table([{k: row[k] for k in _SITE} for row in lycees], key)
    days = [day for text in (*table["updated"], *table["created"]) if (day := day_of(text))]
    return lycees, Parsed(
        tables={"sites": sites},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), pd.DataFrame(rejects, columns=REPORT_COLUMNS)]),
        corrections=pd.DataFrame(corrections, columns=REPORT_COLUMNS),
        vintage=_vintage(days),
        perimeter="lycées généraux et technologiques",
    )


_SITE = ("site", "uai", "siret", "name", "commune", "x", "y", "lon", "lat", "precision", "street")


def _named(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    names = {**COLUMNS, "taught": TAUGHT[key]}
    found = find_roles(rows.columns, names, ("uai", "taught"))
    if not (found["city"] or found["postcode"] or found["insee"]):
        find_roles(rows.columns, names, ("city",))
    return by_role(rows, found)


def _where(row: dict[str, Any]) -> Where:
    postcode = row["postcode"]
    if postcode.isdigit() and len(postcode) == 4:  # a spreadsheet dropped the zero of « 02100 »
        postcode = f"0{postcode}"
    place = Place(row["lat"], row["lon"], row["insee"], postcode, row["city"], "", row["street"])
    return Where(place, uai_code(row["uai"]), "", " ".join(row["name"].split()))


def _fault(uai: str, taught: str) -> str:
    if not uai:
        return NO_UAI
    return "" if _taught(taught) else NOTHING


def _taught(text: str) -> list[str]:
    return list(dict.fromkeys(one for part in text.split(" / ") if (one := part.strip())))


def _together(one: str, other: str) -> str:
    return " / ".join(dict.fromkeys([*_taught(one), *_taught(other)]))


def _vintage(days: Sequence[dt.date]) -> str:
    return f"{max(days):%Y-%m}" if days else "date non précisée"


def _offer(row: dict[str, Any], options: str, vintage: str) -> dict[str, Any]:
    details = f"Spécialités de première : {', '.join(_taught(row['taught']))}."
    if options:
        details += f" Options et langues de seconde : {', '.join(_taught(options))}."
    return {
        "offer": f"scolaire-{row['uai']}-bac-general",
        "site": row["site"],
        "title": TITLE,
        "certification": TITLE,
        "rncp": "",
        "level": _LEVEL,
        "voie": "scolaire",
        "nsf": _NSF_GENERAL,
        "romes": "",
        "formacodes": "",
        "modality": "presentiel",
        "publics": "jeunes",
        "url": web_address(row["url"]),
        "provider": row["provider"] or f"Établissement {row['uai']}",
        "vintage": vintage,
        "uai": row["uai"],
        "siret": "",
        "cfd": "",
        "details": details,
    }


def _source(key: str, name: str, **options: Any) -> Source:
    return Source(
        key=key,
        name=name,
        producer="Onisep",
        licence="ODbL",
        page="https://opendata.onisep.fr/",
        rhythm="dix fois par an",
        **options,
    )


ONISEP_OPTIONS = _source(
    OPTIONS,
    "Idéo : enseignements optionnels de seconde générale et technologique",
    recognises=recognises_options,
    read=read_options,
    gives=(KNOWN_PLACES, LYCEE_OPTIONS),
)
ONISEP_SPECIALITIES = _source(
    SPECIALITIES,
    "Idéo : enseignements de spécialité de première générale",
    recognises=recognises_specialities,
    read=read_specialities,
    needs=("places", KNOWN_PLACES, LYCEE_OPTIONS),
    covers=(Covers(("scolaire",), (4,), ("agricole", "professionnel", "techno"), 1, ("jeunes",)),),
)
