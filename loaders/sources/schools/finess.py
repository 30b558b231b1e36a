"""Schools of care and social work, and homes of young workers: FINESS, the register of the DREES.

The file has no header. Its first line is « finess;etalab;98;2026-05-12 », whose last cell is the
day of the extraction. Then come two kinds of lines, cut by « ; », which `nofinesset` joins:

- `structureet`: an establishment, its cells in the order of `STRUCTURE`; `commune` is the last
  three figures of the INSEE code, before which stands the département (« 9A » to « 9F » overseas,
  whose communes begin with « 97 »); `numuai` is in some editions only;
- `geolocalisation`: `coordxet`, `coordyet` in the projection that `sourcecoordet` names. Its first
  figure tells how precise it is: from 5 on, it is the commune, which is no position.

Kept are the schools (categories 300 and 436, or any that says it trains for such professions),
and as places that help those who study the homes of young workers (257) and other « résidences
sociales » (259), which lodge others too and say so. All other establishments are « elsewhere ».
Old extracts have days as « 31/12/2016 », codes without their zero and SIRET as « 2,601E+13 »,
which is none. A school has no UAI here: `loaders.merging.care_schools` finds whose it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pyproj import Transformer

from geodata.folding import fold
from loaders.errors import SourceError
from loaders.locating.courses import KNOWN_PLACES, Locator, Where, site_row, site_table
from loaders.locating.gazetteer import OUTSIDE
from loaders.locating.place import Place
from loaders.reading.figures import departement_code
from loaders.reading.quotes import CutRow
from loaders.reading.streams import stream_table
from loaders.reading.tables import CUT, header_of, number
from loaders.reading.values import day_of, text_of, uai_code
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source
from loaders.sources.guidance.places import TWICE, place_all, said_in, table_of
from loaders.sources.schools.establishments import GIVES, establishment_table, facts_in
from loaders.titles.establishments import NameReader

KEY = "finess"
STRUCTURE = (
    "kind", "finess", "owner", "short", "long", "complement", "distribution", "number", "way",
    "street", "street_complement", "place", "commune", "departement", "departement_name", "routing",
    "telephone", "fax", "category", "category_name", "group", "group_name", "siret", "ape", "mft",
    "mft_name", "sph", "sph_name", "opened", "authorised", "updated", "uai",
)  # fmt: skip
_LEAST = STRUCTURE.index("siret") + 1
_POSITION = ("kind", "finess", "x", "y", "origin", "updated")
ESTABLISHMENT, POSITION = "structureet", "geolocalisation"
UNKNOWN_LINE = "ligne d'une sorte inconnue, ou incomplète"
NO_NAME = "nom absent"
UNREADABLE = "position illisible, remplacée par la mairie de la commune"

SCHOOLS = frozenset(["300", "436"])
HOMES: Mapping[str, str] = {
    "257": "",
    "259": "Résidence sociale : elle loge aussi d'autres personnes, à demander.",
}
"""Categories of homes, and what must be said of each."""
_TRAINS = "formant aux professions"
_OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}
_SYSTEMS = {"N20": 5490, "N21": 4467, "N22": 2972, "S40": 2975, "S38": 4471, "93": 2154}
_NAMED = re.compile(r"EPSG\s*:\s*(\d{4,5})", re.IGNORECASE)
_ZONE = re.compile(r"(N20|N21|N22|S38|S40)|LAMBERT.?(93)", re.IGNORECASE)
_COARSE = re.compile(r"\s*[5-9]\s*,")


def recognises(path: Path) -> bool:
    """Tell whether a file is an extract of FINESS, by its first line or the kind of its lines."""
    first = [fold(cell) for cell in header_of(path)[:2]]
    return first == ["finess", "etalab"] or (
        first[:1] in ([ESTABLISHMENT], [POSITION]) and len(header_of(path)) >= len(_POSITION) - 1
    )


@dataclass
class _Row:
    """An establishment that is kept: its number in the file, its cells by role."""

    number: int
    said: dict[str, str]
    lat: str = ""
    lon: str = ""
    unreadable: bool = False


def read(path: Path, context: Context) -> Parsed:
    """Read an extract (raises SourceError)."""
    reading = _Reading(context)
    for cells in _lines(path):
        reading.take(cells)
    if not reading.count:
        raise SourceError("aucune ligne « structureet »")
    schools, homes = reading.sorted()
    vintage = reading.day[:7] or "date non précisée"
    tables, corrections, rejects, away = _schools(schools, context, vintage)
    guidance, told, refused, elsewhere = _homes(homes, context, vintage)
    corrections += told + [
        (row.number, UNREADABLE, _in_short(row)) for row in (*schools, *homes) if row.unreadable
    ]
    rejects += refused + reading.rejects
    return Parsed(
        tables={**tables, "guidance": guidance},
        rows_read=reading.count,
        rejects=pd.DataFrame(sorted(rejects), columns=REPORT_COLUMNS),
        corrections=pd.DataFrame(sorted(corrections), columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter="écoles de la santé et du social, foyers de jeunes travailleurs",
        elsewhere=reading.elsewhere + away + elsewhere,
    )


def _lines(path: Path) -> Iterator[Sequence[str]]:
    table = stream_table(path)
    return chain([next(table, [])], table)


class _Reading:
    """The lines of a file: those of establishments are counted, the others join them."""

    def __init__(self, context: Context) -> None:
        self._here = frozenset(context.profile.departements)
        self._rows: dict[str, _Row] = {}
        self._early: dict[str, Sequence[str]] = {}
        self.rejects: list[tuple[int, str, str]] = []
        self.count = self.elsewhere = 0
        self.day = ""

    def take(self, cells: Sequence[str]) -> None:
        kind = fold(cells[0]) if cells else ""
        if kind == "finess":
            self.day = next((str(d) for cell in cells if (d := day_of(cell))), "")
        elif kind == POSITION:
            self._put(cells)
        else:
            self.count += 1
            self._add(kind, cells)

    def sorted(self) -> tuple[list[_Row], list[_Row]]:
        """Return the schools and the homes that were read."""
        schools, homes = list[_Row](), list[_Row]()
        for row in self._rows.values():
            (homes if row.said["category"] in HOMES else schools).append(row)
        return schools, homes

    def _add(self, kind: str, cells: Sequence[str]) -> None:
        if kind != ESTABLISHMENT or len(cells) < _LEAST or isinstance(cells, CutRow):
            why = CUT if isinstance(cells, CutRow) else UNKNOWN_LINE
            self.rejects.append((self.count, why, " | ".join(filter(None, cells))[:200]))
            return
        said = {role: text_of(cell) for role, cell in zip(STRUCTURE, cells, strict=False)}
        said["departement"] = _departement(said["departement"])
        wanted = said["category"] in SCHOOLS | {*HOMES} or _TRAINS in fold(said["category_name"])
        if not wanted or said["departement"] not in self._here:
            self.elsewhere += 1
        elif not (said["long"] or said["short"]):
            self.rejects.append((self.count, NO_NAME, said["finess"]))
        elif said["finess"] in self._rows:
            self.rejects.append((self.count, TWICE, said["long"] or said["short"]))
        else:
            self._rows[said["finess"]] = _Row(self.count, said)
            if early := self._early.pop(said["finess"], None):
                self._put(early)

    def _put(self, cells: Sequence[str]) -> None:
        said = dict(zip(_POSITION, cells, strict=False))
        code = text_of(said.get("finess", ""))
        row = self._rows.get(code)
        if row is None:
            self._early[code] = tuple(cells)  # a file that was sorted has its positions first
            return
        if _COARSE.match(said.get("origin", "")):
            return
        found = _degrees(said, row.said["departement"])
        row.unreadable = found is None
        row.lon, row.lat = found or ("", "")


def _departement(code: str) -> str:
    told = departement_code(code)
    return _OVERSEAS.get(told, told)


def _commune(said: Mapping[str, str]) -> str:
    three = said["commune"].zfill(3)[-3:]
    return f"{said['departement'][:2]}{three}" if said["commune"] else ""


def _degrees(said: Mapping[str, str], departement: str) -> tuple[str, str] | None:
    """Return the longitude and latitude of a position as texts, None where it cannot be read."""
    x, y = number(said.get("x", "")), number(said.get("y", ""))
    if x is None or y is None:
        return None
    if abs(x) <= 180 and abs(y) <= 90:
        return str(x), str(y)
    origin = said.get("origin", "")
    if named := _NAMED.search(origin):
        code = int(named[1])
    elif zone := _ZONE.search(origin):
        code = _SYSTEMS[(zone[1] or zone[2]).upper()]
    elif departement.startswith("97"):
        return None
    else:
        code = _SYSTEMS["93"]
    try:
        lon, lat = _transformer(code).transform(x, y)
    except Exception:  # a code that names no projection
        return None
    return (f"{lon:.6f}", f"{lat:.6f}") if np.isfinite([lon, lat]).all() else None


@lru_cache
def _transformer(code: int) -> Transformer:
    return Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True)


def _facts(row: _Row) -> dict[str, str]:
    """Return what a row says, under the roles of a list of establishments and of places."""
    said = row.said
    postcode, _, city = said["routing"].partition(" ")
    street = " ".join(filter(None, (said["number"], said["way"], said["street"])))
    return {
        "uai": said.get("uai", ""),
        "siret": said["siret"],
        "name": said["long"] or said["short"],
        "kind": said["category_name"],
        "street": street,
        "street2": said["place"],
        "postcode": postcode.zfill(5) if postcode.isdecimal() else "",
        "city": city or said["routing"],
        "insee": _commune(said),
        "departement": said["departement"],
        "telephone": said["telephone"],
        "updated": said.get("updated", ""),
        "lat": row.lat,
        "lon": row.lon,
    }


def _schools(
    rows: Sequence[_Row], context: Context, vintage: str
) -> tuple[dict[str, pd.DataFrame], list[tuple[int, str, str]], list[tuple[int, str, str]], int]:
    told = [_facts(row) for row in rows]
    named = NameReader(context)
    wheres = [_where(one, named) for one in told]
    placed = Locator(context).place(wheres)
    table, sites = list[dict[str, Any]](), list[dict[str, Any]]()
    corrections, rejects, away = list[tuple[int, str, str]](), list[tuple[int, str, str]](), 0
    for row, one, where, result in zip(rows, told, wheres, placed, strict=True):
        if result.spot is None:
            away += result.reason == OUTSIDE
            if result.reason != OUTSIDE:
                rejects.append((row.number, result.reason, _in_short(row)))
            continue
        place = {"commune": result.spot.commune, "uai": where.uai, "name": where.name}
        table.append({**facts_in(one), **place})
        sites.append(site_row(where, result.spot))
        corrections += [(row.number, why, _in_short(row)) for why in result.corrections]
    places = site_table(sites, KEY)
    tables = {
        "establishments": establishment_table(table, KEY, vintage),
        "sites": places,
        KNOWN_PLACES: places,
    }
    return tables, corrections, rejects, away


def _where(one: Mapping[str, str], named: NameReader) -> Where:
    place = Place(
        one["lat"], one["lon"], one["insee"], one["postcode"], one["city"], "", one["street"]
    )
    siret = str(facts_in(one)["siret"])
    return Where(place, uai_code(one["uai"]), siret, named.read(one["name"]))


def _homes(
    rows: Sequence[_Row], context: Context, vintage: str
) -> tuple[pd.DataFrame, list[tuple[int, str, str]], list[tuple[int, str, str]], int]:
    told = [said_in(_facts(row), "foyer", note=HOMES[row.said["category"]]) for row in rows]
    placed, rejects, corrections, away = place_all([row.number for row in rows], told, context)
    table = table_of([(one, spot) for _, one, spot in placed], vintage)
    again = table.duplicated("place")
    rejects += [
        (number_, TWICE, one.name[:200])
        for (number_, one, _), twice in zip(placed, again, strict=True)
        if twice
    ]
    return table[~again].reset_index(drop=True), corrections, rejects, away


def _in_short(row: _Row) -> str:
    return " | ".join(filter(None, (row.said["finess"], row.said["long"], row.said["routing"])))


FINESS = Source(
    key=KEY,
    name="FINESS : écoles de la santé et du social, foyers",
    producer="DREES et Agence du numérique en santé",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/datasets/finess-extraction-du-fichier-des-etablissements",
    rhythm="tous les deux mois",
    recognises=recognises,
    read=read,
    gives=(*GIVES, "guidance"),
)
