"""Idéo « actions de formation » of Onisep: what each lycée or school teaches, and its facts.

One row an action (AF): a training (FOR) at a place (ENS), with the address, telephone, site and
boarding of the place, the duration and the cost. The files of the lycée and of higher education
have the same columns and add up. Some identifiers are repeated: the first row is kept.

Boarding and cost are free texts. The level is told in words (« bac + 2 »), the RNCP sheet by the
address of its reference document. The voie follows the level, unless the action says that it is
by apprenticeship.
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.completeness.covers import Covers
from loaders.locating.courses import KNOWN_PLACES, Locator, Where, site_row, site_table
from loaders.locating.gazetteer import OUTSIDE
from loaders.locating.place import Place
from loaders.offer_table import offer_table
from loaders.reading.columns import by_role, find_roles, known
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import header_of, read_table
from loaders.reading.values import day_of, postal_code, rncp_code, text_of, uai_code, web_address
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source
from loaders.sources.schools.establishments import establishment_table, facts_in
from loaders.sources.schools.offers import voie_of
from loaders.titles.courses import says_distance
from loaders.titles.diplomas import spelled

KEY = "onisep-actions"
NO_TITLE = "action sans intitulé de formation"
NO_ID = "identifiant d'action absent ou mal formé"
TWICE = "action de formation déjà donnée"
COLUMNS: dict[str, tuple[str, ...]] = {
    "action": ("Action de Formation (AF) identifiant Onisep",),
    "title": ("Formation (FOR) libellé",),
    "sheet": ("FOR URL et ID Onisep",),
    "level": ("FOR niveau de sortie",),
    "reference": ("FOR URL référentiel",),
    "name": ("Lieu d'enseignement (ENS) libellé",),
    "page": ("ENS URL et ID Onisep",),
    "uai": ("ENS code UAI",),
    "kind": ("ENS statut",),
    "street": ("ENS adresse",),
    "postcode": ("ENS code postal",),
    "city": ("ENS commune",),
    "departement": ("ENS département",),
    "lat": ("ENS latitude",),
    "lon": ("ENS longitude",),
    "telephone": ("ENS n° téléphone",),
    "website": ("ENS site web",),
    "boarding": ("ENS hébergement",),
    "duration": ("AF durée cycle standard",),
    "ways": ("AF modalités scolarité",),
    "cost": ("AF coût scolarité",),
    "url": ("AF page web",),
    "updated": ("AF date de modification",),
}
_MARKS = {"action", "title", "name", "boarding", "duration", "cost", "ways"}
_LEVELS = {2: 5, 3: 6, 4: 6, 5: 7, 6: 7, 7: 7, 8: 8}
_ENTRY = {5: 4, 6: 4, 7: 6}


def recognises(path: Path) -> bool:
    """Tell whether a file lists actions de formation, even with one column renamed."""
    return len(known(header_of(path), COLUMNS) & _MARKS) >= len(_MARKS) - 1


def read(path: Path, context: Context) -> Parsed:
    """Read a file of actions de formation (raises SourceError)."""
    sheet = read_table(path)
    rows = by_role(sheet.rows, find_roles(sheet.rows.columns, COLUMNS, ("action", "title", "uai")))
    records: list[Any] = rows.map(text_of).to_dict("records")
    wheres = [_where(row) for row in records]
    places = Locator(context).place(wheres)
    days = [day for row in records if (day := day_of(row["updated"]))]
    vintage = f"{max(days):%Y-%m}" if days else "date non précisée"
    offers, sites, about, rejects, corrections = [], [], [], [], []
    seen: set[str] = set()
    elsewhere = 0
    for number, row, where, place in zip(rows.index, records, wheres, places, strict=True):
        content = " | ".join(filter(None, (row["action"], row["title"], row["city"])))[:200]
        if place.spot is None and place.reason == OUTSIDE:
            elsewhere += 1
            continue
        reason = _fault(row, seen) or ("" if place.spot else place.reason)
        if reason or place.spot is None:
            rejects.append((number, reason, content))
            continue
        seen.add(row["action"])
        site = site_row(where, place.spot)
        sites.append(site)
        offers.append(_offer(row, where, site["site"], vintage))
        if where.uai:
            facts = facts_in({**row, "insee": place.spot.commune})
            about.append({**facts, "uai": where.uai})
        corrections += [(number, why, content) for why in place.corrections]
    free = {name: [offer[name] for offer in offers] for name in ("duration", "cost")}
    return Parsed(
        tables={
            "offers": offer_table(offers, KEY).assign(**free),
            "sites": site_table(sites, KEY),
            "establishments": _one_each(establishment_table(about, KEY, vintage)),
        },
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), pd.DataFrame(rejects, columns=REPORT_COLUMNS)]),
        corrections=pd.DataFrame(corrections, columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter="formations initiales des lycées et de l'enseignement supérieur",
        elsewhere=elsewhere,
    )


def level_of(text: str) -> int | None:
    """Return the level that « bac + 2 », « bac ou équivalent » or « CAP ou équivalent » says."""
    if found := re.search(r"bac\s*\+\s*(\d)", text, re.IGNORECASE):
        return _LEVELS.get(int(found[1]))
    if re.match(r"\s*(?:bac|baccalaur)", text, re.IGNORECASE):
        return 4
    return 3 if re.match(r"\s*(?:cap|bep)\b", text, re.IGNORECASE) else None


def _fault(row: dict[str, str], seen: set[str]) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", row["action"]):
        return NO_ID
    if not row["title"]:
        return NO_TITLE
    return TWICE if row["action"] in seen else ""


def _where(row: dict[str, str]) -> Where:
    postcode = postal_code(row["postcode"])
    place = Place(row["lat"], row["lon"], "", postcode, row["city"], "", row["street"])
    return Where(place, uai_code(row["uai"]), "", row["name"])


def _offer(row: dict[str, str], where: Where, site: str, vintage: str) -> dict[str, Any]:
    level = level_of(row["level"])
    ways = row["ways"].lower()
    apprentice = "apprenti" in ways
    sheet = re.search(r"francecompetences\.fr/recherche/rncp/(\d+)", row["reference"])
    return {
        "offer": f"onisep-{row['action']}",
        "site": site,
        "title": spelled(re.sub(r"^bac pro\b", "Bac pro", row["title"], flags=re.IGNORECASE)),
        "certification": "",
        "rncp": rncp_code(sheet[1]) if sheet else "",
        "level": level,
        "voie": "apprentissage" if apprentice else voie_of(level),
        "nsf": "",
        "romes": "",
        "formacodes": "",
        "modality": _modality(ways),
        "entry_level": _ENTRY.get(level or 0),
        "publics": "apprentis" if apprentice else "jeunes",
        "url": web_address(row["url"], row["sheet"]),
        "provider": where.name,
        "vintage": vintage,
        "uai": where.uai,
        "siret": "",
        "cfd": "",
        "duration": row["duration"],
        "cost": row["cost"],
    }


def _modality(ways: str) -> str:
    distance = "à distance" in ways or says_distance(ways)
    if not distance:
        return "presentiel"
    return "mixte" if "présentiel" in ways else "distance"


def _one_each(table: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a place of an establishment: its newest."""
    newest = table.sort_values("updated", ascending=False, kind="stable")
    return newest.drop_duplicates(["uai", "address", "postcode"], ignore_index=True)


ONISEP_ACTIONS = Source(
    key=KEY,
    name="Idéo : actions de formation",
    producer="Onisep",
    licence="ODbL",
    page="https://opendata.onisep.fr/",
    rhythm="dix fois par an",
    recognises=recognises,
    read=read,
    gives=("sites", "offers", "establishments"),
    needs=("places", KNOWN_PLACES),
    complementary=True,
    covers=(
        Covers(("scolaire",), (3, 4), least=15, publics=("jeunes",)),
        Covers(("superieur",), (5, 6, 7, 8), least=10, publics=("jeunes",)),
    ),
)
