"""Where courses are given when a source has establishments: the place, then who else knows it.

In this order: the position of the source, when it is within 2 km of the commune that it declares;
the position that another source gives to the same SIRET or UAI in that commune; the town hall.
(`loaders.locating.gazetteer` says how the commune is found and what is refused.)
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from geodata.folding import fold
from geodata.places.articles import of_place
from geodata.tables.schema import SITES
from loaders.locating.gazetteer import ABSENT, Placed, Spot, gazetteer_of, place_courses
from loaders.locating.place import Candidates, Place
from loaders.source import Context
from loaders.titles.establishments import raised
from loaders.titles.streets import named_in, readable_street

KNOWN_PLACES = "known_places"
"""The table (columns of SITES) of the establishments that sources know, at their best place."""

STREETS = "streets"
"""The table (uai, siret, commune, street) of the addresses that parsers read for their sites."""

KNOWN = "position reprise d'une autre source pour le même établissement"
BY_CODE = "commune reprise d'une autre source pour le même établissement"
BY_NAME = "nom de commune incomplet ou ancien, commune retrouvée dans le même département"
SITE_COLUMNS = [*(name for name in SITES.columns if name != "source"), "street"]

_CEDEX = re.compile(r"\bcedex\b.*", re.IGNORECASE)
_SHORT = {"les": "lez", "st": "saint", "ste": "sainte"}
_APART = 500.0  # metres: beyond, an establishment has several sites and none is sure
_DECIMALS = 5  # about one metre


@dataclass(frozen=True)
class Where:
    """Where a course is given, as a source says: the place, and the establishment there."""

    place: Place
    uai: str = ""
    siret: str = ""
    name: str = ""


class Locator:
    """Places courses in a region.

    Parameters
    ----------
    context : its `places` and its table « known_places » are what other sources know
    """

    def __init__(self, context: Context) -> None:
        self._gazetteer = gazetteer_of(context)
        known = [context.places, context.nomenclatures.get(KNOWN_PLACES, pd.DataFrame())]
        rows: list[Any] = [row for table in known for row in table.to_dict("records")]
        self._known: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            for code in {str(row["siret"]), str(row["uai"])} - {""}:
                self._known.setdefault(code, []).append(row)
        lycees: Iterable[Any] = context.lycees.itertuples()
        self._communes = {row.uai: row.commune for row in lycees}
        self._names: dict[str, list[tuple[str, str]]] = {}
        towns: Iterable[Any] = context.communes[["code", "name", "departement"]].itertuples()
        for town in towns:
            self._names.setdefault(town.departement, []).append((_plain(town.name), town.code))

    def place(self, wheres: Sequence[Where]) -> list[Placed]:
        """Return what became of each place: a spot, or the reason why there is none."""
        told = [self._told(where) for where in wheres]
        candidates = [Candidates((place,)) for place, _ in told]
        placed = place_courses(candidates, self._gazetteer)
        for where, result, (_, note) in zip(wheres, placed, told, strict=True):
            if result.spot is None:
                continue
            if note:
                result.corrections.append(note)
            if result.spot.precision == "commune":
                self._refine(where, result)
        return placed

    def _told(self, where: Where) -> tuple[Place, str]:
        """Return the place, its commune found elsewhere when the source does not say it well."""
        place = where.place
        if place.lat or self._gazetteer.declared(place).kind in ("own", "other"):
            return place, ""
        if code := self._like(place):
            return replace(place, insee=code), BY_NAME
        known = {str(row["commune"]) for row in self._of(where)}
        communes = known or {self._communes.get(where.uai, "")}
        code = communes.pop() if len(communes) == 1 else ""
        return (replace(place, insee=code), BY_CODE) if code else (place, "")

    def _like(self, place: Place) -> str:
        """Return the only commune of the département whose name begins like that of the place."""
        wanted = _plain(place.city)
        towns = self._names.get(place.postcode[:2] or place.departement, [])
        found = [code for name, code in towns if wanted and name == wanted]
        found = found or [code for name, code in towns if wanted and name.startswith(f"{wanted} ")]
        return found[0] if len(found) == 1 else ""

    def _of(self, where: Where) -> list[dict[str, Any]]:
        return self._known.get(where.siret, []) or self._known.get(where.uai, [])

    def _refine(self, where: Where, result: Placed) -> None:
        assert result.spot is not None
        commune = result.spot.commune
        for code in (where.siret, where.uai):
            same = [
                row
                for row in self._known.get(code, [])
                if row["commune"] == commune and row["precision"] == "address"
            ]
            xy = np.array([(row["x"], row["y"]) for row in same])
            if same and float(np.ptp(xy, axis=0).max()) <= _APART:
                row = same[0]
                degrees = (float(row["lon"]), float(row["lat"]))
                metres = (float(row["x"]), float(row["y"]))
                result.spot = Spot(*degrees, *metres, commune, "address")
                # The town hall is no longer where the course is put.
                result.corrections[:] = [why for why in result.corrections if why != ABSENT]
                result.corrections.append(KNOWN)
                return


def _plain(name: str) -> str:
    """Return a town's name folded, without « cedex », its « lès » and « lez » alike."""
    words = fold(_CEDEX.sub("", name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def site_row(where: Where, spot: Spot) -> dict[str, Any]:
    """Return the row of a site, its id made of its content.

    The columns are those of SITES without its source, and `street`, the number and name of the
    street as the source writes them, by which `loaders.locating.addresses` may find the address.
    """
    code = where.uai or where.siret
    key = code or fold(where.name or "Lieu de formation")
    return {
        "site": f"{code or 'lieu'}-{digest(key, position_of(spot))}",
        "uai": where.uai,
        "siret": where.siret,
        "name": where.name or unnamed(where.place),
        "commune": spot.commune,
        "x": spot.x,
        "y": spot.y,
        "lon": spot.lon,
        "lat": spot.lat,
        "precision": spot.precision,
        "street": where.place.street,
    }


def unnamed(place: Place) -> str:
    """Return what a place without a name is called: by its address, else its town."""
    name, address = named_in(place.street)
    if name:
        return raised(readable_street(name))
    if street := readable_street(address):
        return f"Centre de formation, {street}"
    return f"Centre de formation {of_place(place.city)}" if place.city else "Centre de formation"


def site_table(rows: Sequence[dict[str, Any]], key: str) -> pd.DataFrame:
    """Return the table of sites (schema SITES), the first row of each id only."""
    frame = pd.DataFrame.from_records(list(rows), columns=SITE_COLUMNS)
    return frame.drop_duplicates("site", ignore_index=True).assign(source=key)


def position_of(spot: Spot, decimals: int = _DECIMALS) -> str:
    """Return a position as a text, rounded to some decimals of a degree."""
    return f"{spot.lon:.{decimals}f},{spot.lat:.{decimals}f}"


def digest(*parts: str) -> str:
    """Return sixteen signs that stand for some texts, the same at every build."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
