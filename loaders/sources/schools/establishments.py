"""The tables that a list of establishments gives: what is known of each, and where it is.

An establishment of the region gives its place to the courses of other sources that are known by its
UAI alone; one just outside keeps its address and telephone, for the courses across the border. A
position at the centre of a town is none: the establishment is then known by its commune.
"""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from geodata.courses.establishments import FLAGS, TEXTS
from geodata.places.departements import departement_of
from geodata.places.projection import to_metres
from loaders.locating.courses import KNOWN_PLACES, Locator, Where, site_row, site_table
from loaders.locating.gazetteer import NOWHERE
from loaders.locating.place import Place
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import Sheet, number, pair
from loaders.reading.values import (
    day_of,
    flag,
    postal_code,
    siret_code,
    telephone,
    text_of,
    uai_code,
    web_address,
)
from loaders.source import REPORT_COLUMNS, Context, Parsed
from loaders.titles.streets import readable_street

GIVES = ("establishments", "places", KNOWN_PLACES)
NO_UAI = "UAI absent ou mal formé"
AROUND = 60_000.0
"""Metres around the region's frame: about an hour's travel, beyond which nobody goes to school."""

_COARSE = re.compile(r"ville|commune|centre|mairie|z[ée]ro|non g[ée]ocod", re.IGNORECASE)
_STATES = {"ouvert": "ouvert", "ferme": "fermé", "fermé": "fermé", "a fermer": "va fermer",
           "à fermer": "va fermer", "a ouvrir": "va ouvrir", "à ouvrir": "va ouvrir"}  # fmt: skip


def listed(
    rows: pd.DataFrame, sheet: Sheet, context: Context, key: str, *, vintage: str, perimeter: str
) -> Parsed:
    """Return what a list of establishments gives.

    Parameters
    ----------
    rows : columns by role: uai (several are separated by « ; »), name, street, postcode, city,
        insee, departement, lat, lon, position, precision, and those of ESTABLISHMENTS
    sheet : the table they are of
    key : the source's key
    """
    records: list[Any] = rows.to_dict("records")
    read = [_establishment(row) for row in records]
    around = _around(read, context)
    wheres = [_where(one) for one in read]
    near = [rank for rank in range(len(read)) if around[rank]]
    placed = dict(zip(near, Locator(context).place([wheres[r] for r in near]), strict=True))
    table, sites, rejects, corrections, elsewhere = [], [], [], [], 0
    for rank, (number_, one) in enumerate(zip(rows.index, read, strict=True)):
        content = " | ".join(filter(None, (one["uais"], one["name"], one["city"])))[:200]
        if not one["codes"]:
            rejects.append((number_, NO_UAI, content))
            continue
        result = placed.get(rank)
        if result is None:
            elsewhere += 1
            continue
        if result.spot:
            one["commune"] = result.spot.commune
        table += [{**one, "uai": uai} for uai in one["codes"]]
        if result.spot is None:
            if result.reason == NOWHERE:
                corrections.append((number_, NOWHERE, content))
            continue
        sites += [{**site_row(wheres[rank], result.spot), "uai": uai} for uai in one["codes"]]
        corrections += [(number_, why, content) for why in result.corrections]
    places = site_table(sites, key)
    return Parsed(
        tables={
            "establishments": establishment_table(table, key, vintage),
            "sites": places,
            KNOWN_PLACES: places,
        },
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), pd.DataFrame(rejects, columns=REPORT_COLUMNS)]),
        corrections=pd.DataFrame(corrections, columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter=perimeter,
        elsewhere=elsewhere,
    )


def establishment_table(rows: list[dict[str, Any]], key: str, vintage: str) -> pd.DataFrame:
    """Return the table of the store (schema ESTABLISHMENTS) from rows of `facts_in`."""
    frame = pd.DataFrame.from_records(rows, columns=[*TEXTS, *FLAGS])
    texts = {name: frame[name].astype(object).fillna("").astype(str) for name in TEXTS}
    flags = {name: frame[name].astype("boolean") for name in FLAGS}
    return frame.assign(**texts, **flags).assign(source=key, vintage=vintage)


def facts_in(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says of its establishment, by column of ESTABLISHMENTS."""
    say = {name: text_of(value) for name, value in row.items()}
    boarding, words = boarding_of(say.get("boarding", ""))
    updated = day_of(say.get("updated", ""))
    return {
        "siret": siret_code(say.get("siret", "")),
        "name": say.get("name", ""),
        "kind": say.get("kind", ""),
        "address": street_of(say),
        "postcode": postal_code(say.get("postcode", "")),
        "city": say.get("city", ""),
        "commune": say.get("insee", ""),
        "telephone": telephone(say.get("telephone", "")),
        "website": web_address(say.get("website", "")),
        "page": web_address(say.get("page", "")),
        "boarding": boarding,
        "boarding_words": words,
        "apprenticeship": flag(say.get("apprenticeship", "")),
        "greta": flag(say.get("greta", "")),
        "classes": say.get("classes", ""),
        "state": _STATES.get(say.get("state", "").lower(), ""),
        "open_days": say.get("open_days", ""),
        "updated": updated.isoformat() if updated else "",
    }


def boarding_of(text: str) -> tuple[bool | None, str]:
    """Return whether there is a boarding, None when it is not known, and the source's own words.

    « internat (homme/femme) » says no more than yes; lodging « hors établissement » is neither a
    boarding nor the lack of one.
    """
    words = text_of(text)
    said = flag(words)
    if said is not None or not words:
        return said, ""
    plain = words.lower()
    if plain.startswith("sans hébergement"):
        return False, words.partition(":")[2].strip()
    if plain.startswith("internat"):
        return True, "" if plain in ("internat", "internat (homme/femme)") else words
    return None, words


def street_of(say: Mapping[str, str]) -> str:
    """Return the number and name of a street, with what completes them."""
    parts = (say.get(name, "") for name in ("street", "street2"))
    return readable_street(", ".join(filter(None, parts)))


def _establishment(row: Mapping[str, Any]) -> dict[str, Any]:
    said = text_of(row["uai"])
    codes = list(dict.fromkeys(code for text in said.split(";") if (code := uai_code(text))))
    lat, lon = text_of(row.get("lat", "")), text_of(row.get("lon", ""))
    if not (lat and lon) and (found := pair(text_of(row.get("position", "")))):
        lat, lon = map(str, found)
    if _COARSE.search(text_of(row.get("precision", ""))):
        lat = lon = ""
    known = {"uais": said, "codes": codes, "lat": lat, "lon": lon}
    return {**facts_in(row), **known, "departement": text_of(row.get("departement", ""))}


def _where(one: Mapping[str, Any]) -> Where:
    place = Place(
        one["lat"], one["lon"], one["commune"], one["postcode"], one["city"], "", one["address"]
    )
    return Where(place, next(iter(one["codes"]), ""), one["siret"], one["name"])


def _around(read: list[dict[str, Any]], context: Context) -> np.ndarray:
    """Tell which establishments are in the region's frame, or `AROUND` it."""
    degrees = np.array([[_number(one["lon"]), _number(one["lat"])] for one in read])
    if not len(degrees):
        return np.zeros(0, dtype=bool)
    x, y = to_metres(degrees.reshape(-1, 2), context.communes.crs).T
    left, low, right, high = context.communes.total_bounds
    inside = (x >= left - AROUND) & (x <= right + AROUND)
    inside &= (y >= low - AROUND) & (y <= high + AROUND)
    ours = [_departement(one) in context.profile.departements for one in read]
    return np.asarray(inside | np.array(ours, dtype=bool))


def _departement(one: Mapping[str, Any]) -> str:
    return departement_of(one["commune"] or one["postcode"])


def _number(text: str) -> float:
    value = number(text)
    return np.nan if value is None else value
