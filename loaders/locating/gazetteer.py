"""Where each course is given: its position, checked against its commune.

The commune is the one of the INSEE code (a former code is brought to today's commune when the
base knows it), unless that code is the postal code of another commune, that the town's name tells;
else the one of the postal code and the town's name, be it that of a former commune. Then:

- a commune of another region: the place is refused;
- a position within 2 km of the commune: kept (its two numbers exchanged when that alone puts it
  in the region);
- a position farther, or none: replaced by the one that another source gives to the same UAI or
  SIRET in that commune, when there is only one, else by the town hall; both are reported;
- no commune: the position alone decides, when it is in the region.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely

from geodata.folding import fold
from geodata.places.departements import departement_of
from loaders.locating.communes import MOVES, cog_of, commune_code
from loaders.locating.place import Candidates, Place
from loaders.locating.region import MARGIN, converted, locate
from loaders.project_data.former_communes import postal_names
from loaders.reading.tables import number
from loaders.reading.values import postal_code
from loaders.source import Context

OUTSIDE = "hors de la région"
NOWHERE = "lieu inconnu : ni commune reconnue, ni position"
NO_PLACE = "aucun lieu de formation"

SWAPPED = "latitude et longitude inversées, remises dans l'ordre"
FAR = "position à plus de 2 km de la commune déclarée, remplacée par la mairie"
AWAY = "position hors de la région, remplacée par la mairie de la commune déclarée"
ABSENT = "position absente, remplacée par la mairie de la commune"
BORROWED = "position absente ou fausse, remplacée par celle du même établissement"
FORMER = "ancien code de commune, ramené à la commune actuelle"
FORMER_NAME = "ancienne commune, commune associée ou nom postal, ramené à la commune actuelle"
NAME_KEPT = "code postal d'une autre commune : celle du nom est retenue"
POSTCODE_KEPT = "nom d'une autre commune : celle du code postal est retenue"
POSTCODE = "code postal donné pour code de commune, commune retrouvée par son nom"
UNKNOWN_CODE = "code de commune inconnu de la base, commune retrouvée par son nom"
BY_POSITION = "commune absente ou inconnue de la base, retrouvée par la position"
OTHERS = "autres lieux de formation non repris : une ligne par action"

_OWN, _OTHER, _UNKNOWN = "own", "other", "unknown"
_ARTICLES = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "sur"]
)
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


@dataclass(frozen=True)
class Spot:
    """A place in the region: degrees, metres (EPSG:2154), commune, precision."""

    lon: float
    lat: float
    x: float
    y: float
    commune: str
    precision: str


@dataclass
class Placed:
    """What became of a course's places: a spot, or the reason why there is none."""

    spot: Spot | None = None
    reason: str = NO_PLACE
    corrections: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Declared:
    kind: str
    index: int = -1
    note: str = ""


class Gazetteer:
    """The communes of a region by their codes, postal codes and names."""

    def __init__(self, context: Context) -> None:
        self.communes: gpd.GeoDataFrame = context.communes
        self.polygons = context.communes.geometry.to_numpy()
        columns = [context.communes[name] for name in ("lon", "lat", "x", "y", "code")]
        self._halls = [
            Spot(lon, lat, x, y, code, "commune")
            for lon, lat, x, y, code in zip(*columns, strict=True)
        ]
        self._departements = set(context.profile.departements)
        self._codes = {code: index for index, code in enumerate(self.communes["code"])}
        self._cog = cog_of(context)
        self._known: dict[str, list[Spot]] = {}
        self._add_places(context)
        self._names: dict[tuple[str, str], int] = {}
        self._postcodes: dict[str, list[int]] = {}
        self._words: dict[str, list[tuple[frozenset[str], int]]] = {}
        for index, row in enumerate(self.communes[["name", "postcodes", "departement"]].values):
            name, postcodes, departement = row
            town = _town(name)
            for area in (departement, *postcodes.split()):
                key = (area, town)
                # Two communes of one name in an area cannot be told apart by it.
                self._names[key] = -1 if key in self._names else index
            for postcode in postcodes.split():
                self._postcodes.setdefault(postcode, []).append(index)
                self._words.setdefault(postcode, []).append((_words(town), index))
        self._towns = frozenset(town for _, town in self._names)
        self._former: dict[tuple[str, str], int] = {}
        self._add_former(context)

    def _add_places(self, context: Context) -> None:
        columns = ["uai", "siret", "lon", "lat", "x", "y"]
        for uai, siret, lon, lat, x, y in context.places[columns].itertuples(index=False):
            spot = Spot(lon, lat, x, y, "", "address")
            for code in filter(None, (uai, siret)):
                self._known.setdefault(code, []).append(spot)

    def _add_former(self, context: Context) -> None:
        """Add the names of the communes of other years, and those that the post still uses."""
        areas = [
            (departement, postcodes.split())
            for departement, postcodes in self.communes[["departement", "postcodes"]].values
        ]
        moves = context.nomenclatures.get(MOVES)
        rows = (
            [] if moves is None or "name" not in moves else moves[["new", "name"]].values.tolist()
        )
        for code, name in [*rows, *postal_names()]:
            index = self._codes.get(self._cog.current(code), -1)
            town = _town(name) if isinstance(name, str) else ""
            if index < 0 or not town:
                continue
            departement, postcodes = areas[index]
            for area in (departement, *postcodes):
                key = (area, town)
                self._former[key] = index if self._former.get(key, index) == index else -1
            for postcode in postcodes:
                self._words.setdefault(postcode, []).append((_words(town), index))

    def borrowed(self, codes: Sequence[str], commune: str) -> Spot | None:
        """Return the only position that other sources give to an establishment in a commune."""
        polygon = self.polygons[self._codes[commune]]
        near = {
            replace(spot, commune=commune)
            for code in codes
            for spot in self._known.get(code, ())
            if polygon.distance(shapely.Point(spot.x, spot.y)) <= MARGIN
        }
        return near.pop() if len(near) == 1 else None

    def declared(self, place: Place) -> _Declared:
        """Return the commune that a place says it is in."""
        insee = commune_code(place.insee) or place.insee.upper()
        codes = {"insee": insee, "postcode": postal_code(place.postcode)}
        # Zeros fill a field that is not known.
        place = replace(
            place, **{name: code if code.strip("0") else "" for name, code in codes.items()}
        )
        insee = place.insee
        meant = self._by_postcode(place)
        if meant >= 0:
            return _Declared(_OWN, meant, POSTCODE)
        coded = bool(re.fullmatch(r"\d[\dAB]\d{3}", insee, re.ASCII))
        if insee in self._codes:
            return _Declared(_OWN, self._codes[insee])
        today = self._cog.current(insee)
        if today:
            return _Declared(_OWN, self._codes[today], FORMER)
        if coded and _departement(insee) not in self._departements:
            return _Declared(_OTHER)
        named, note = self._by_name(place)
        if named >= 0:
            return _Declared(_OWN, named, UNKNOWN_CODE if coded else note)
        written = place.departement.upper().zfill(2) if place.departement else ""
        departement = _departement(place.postcode) or written
        if not coded and departement and departement not in self._departements:
            return _Declared(_OTHER)
        return _Declared(_UNKNOWN)

    def _by_postcode(self, place: Place) -> int:
        """Return the commune that a place means by a code that is a postal code, -1 for none."""
        own, there = self._codes.get(place.insee, -1), self._postcodes.get(place.insee, [])
        town = _town(place.city)
        if (
            not there
            or own in there
            or (own >= 0 and town == _town(self.communes["name"].iat[own]))
        ):
            return -1
        found = self._named(place.insee, town)[0]
        # Without a name, the two codes that are the same are postal codes.
        sole = not town and place.postcode == place.insee and len(there) == 1
        return there[0] if found < 0 and sole else found

    def _by_name(self, place: Place) -> tuple[int, str]:
        """Return the commune of a name, -1 for none, and what there is to say of it."""
        town, there = _town(place.city), self._postcodes.get(place.postcode, [])
        for area in (place.postcode, _departement(place.postcode), place.departement.zfill(2)):
            index, former = self._named(area, town)
            if index >= 0:
                elsewhere = NAME_KEPT if there and index not in there else ""
                return index, FORMER_NAME if former else elsewhere
        alone = there[0] if len(there) == 1 else -1
        return alone, POSTCODE_KEPT if town in self._towns else ""

    def _named(self, area: str, town: str) -> tuple[int, bool]:
        """Return the commune of a name in a département or under a postal code, -1 for none, and
        whether that name is a former one."""
        for names, former in ((self._names, False), (self._former, True)):
            index = names.get((area, town), -1)
            if town and index >= 0:
                return index, former
        words = _words(town)
        near = {
            i
            for known, i in self._words.get(area, ())
            if words and (known & words) and (known <= words or words <= known)
        }
        return (near.pop() if len(near) == 1 else -1), False

    def town_hall(self, index: int) -> Spot:
        """Return the town hall of the commune at a row of the table."""
        return self._halls[index]


@lru_cache(maxsize=2)
def gazetteer_of(context: Context) -> Gazetteer:
    """Return the gazetteer of a context, made once for all the files that are read with it."""
    return Gazetteer(context)


def place_courses(courses: Sequence[Candidates], gazetteer: Gazetteer) -> list[Placed]:
    """Return what became of each course's places, in the order of the courses."""
    places = [place for course in courses for place in course.places]
    results = iter(_place_all(places, gazetteer))
    placed = [_first_good([next(results) for _ in course.places]) for course in courses]
    for course, result in zip(courses, placed, strict=True):
        _borrow(course, result, gazetteer)
    return placed


def _borrow(course: Candidates, result: Placed, gazetteer: Gazetteer) -> None:
    """Put the position of the same establishment in place of a town hall."""
    if result.spot is None or result.spot.precision != "commune":
        return
    found = gazetteer.borrowed(course.codes, result.spot.commune)
    if found:
        result.spot = found
        kept = [note for note in result.corrections if note not in (ABSENT, FAR, AWAY)]
        result.corrections = [*kept, BORROWED]


def _first_good(candidates: Sequence[Placed]) -> Placed:
    good = [candidate for candidate in candidates if candidate.spot]
    if not good:
        return candidates[0] if candidates else Placed()
    if len(good) > 1:
        good[0].corrections.append(OTHERS)
    return good[0]


def _place_all(places: Sequence[Place], gazetteer: Gazetteer) -> list[Placed]:
    declared = [gazetteer.declared(place) for place in places]
    results = [Placed(reason=OUTSIDE) for _ in places]
    near = [index for index, said in enumerate(declared) if said.kind != _OTHER]
    if not near:
        return results
    found = locate(
        gazetteer.communes,
        np.array([_degrees(places[index].lon) for index in near]),
        np.array([_degrees(places[index].lat) for index in near]),
    )
    metres = _from_declared(found.x, found.y, [declared[index].index for index in near], gazetteer)
    for rank, index in enumerate(near):
        usable = bool(np.isfinite(found.metres[rank]))
        spot = Spot(
            float(found.lon[rank]),
            float(found.lat[rank]),
            float(found.x[rank]),
            float(found.y[rank]),
            str(found.commune[rank]),
            "address",
        )
        inside = bool(found.inside[rank])
        result = _decided(declared[index], spot, usable, inside, float(metres[rank]), gazetteer)
        if result.spot and result.spot.precision == "address":
            if found.swapped[rank]:
                result.corrections.append(SWAPPED)
            if found.system[rank]:
                result.corrections.append(converted(found.system[rank]))
        results[index] = result
    return results


def _decided(
    said: _Declared,
    spot: Spot,
    usable: bool,
    inside: bool,
    metres: float,
    gazetteer: Gazetteer,
) -> Placed:
    if said.kind == _UNKNOWN:
        if inside:
            return Placed(spot, corrections=[BY_POSITION])
        return Placed(reason=OUTSIDE if usable else NOWHERE)
    notes = [said.note] if said.note else []
    hall = gazetteer.town_hall(said.index)
    if usable and metres <= MARGIN:
        kept = Spot(spot.lon, spot.lat, spot.x, spot.y, hall.commune, "address")
        return Placed(kept, corrections=notes)
    why = ABSENT if not usable else FAR if inside else AWAY
    return Placed(hall, corrections=[*notes, why])


def _from_declared(
    x: np.ndarray, y: np.ndarray, indexes: Sequence[int], gazetteer: Gazetteer
) -> np.ndarray:
    """Return the metres from each position to the commune declared, infinite without either."""
    which = np.array(indexes)
    metres = np.full(len(which), np.inf)
    known = (which >= 0) & np.isfinite(x) & np.isfinite(y)
    points = shapely.points(x[known], y[known])
    metres[known] = shapely.distance(gazetteer.polygons[which[known]], points)
    return metres


def _degrees(text: str) -> float:
    value = number(text)
    return np.nan if value is None else value


def _departement(code: str) -> str:
    """Return the département of a postal or INSEE code, "" when it does not say it."""
    if not re.fullmatch(r"\d[\dAB]\d{3}", code, re.ASCII) or code.startswith("20"):
        return ""  # the postal codes of Corsica do not tell its two départements apart
    return departement_of(code)


def _town(name: str) -> str:
    bare = re.sub(
        r"\(.*|\bcedex\b.*|\b\d+\s*(?:er|e|è|eme|ème)\b.*|\s\d{1,2}$", "", name.strip(), flags=re.I
    )
    words = fold(re.sub(r"\bs/\s*", "sur ", bare, flags=re.I)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _words(town: str) -> frozenset[str]:
    return frozenset(town.split()) - _ARTICLES
