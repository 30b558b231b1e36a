"""The place that the words of a request name: « BTS à Saint-Quentin », « coiffure 62200 »."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.places.communes import AmbiguousPlace, Place, PlaceError
from geodata.places.territories import NamedTerritory
from geodata.search.lexicon.words import FUNCTION_WORDS

_LONGEST = 6
"""Words of a place's name: « Saint-Pol-sur-Mer » typed without hyphens has four."""

_ELIDED = re.compile(r"^[dl]['\u2019]", re.IGNORECASE)

_BEGUN = 50  # communes looked among, of those that begin so

_FEW = 3  # of them, at most, that a name may stand for

_READ = 16
"""Words that are read of a request."""

_BEFORE = FUNCTION_WORDS | frozenset(
    ["pres", "proche", "autour", "environs", "region", "secteur", "cote"]
)
_INDEFINITE = frozenset(["un", "une", "des", "ce", "cet", "cette", "mon", "ma", "mes", "nos"])
"""Words that no name of a place comes after: « dans un avion » is not in the town of Avion."""

_LEADS = _BEFORE - {"le", "la", "les", "l", "sur", "sous", "pas"}
"""Words that no name of a place begins with: « Le Touquet », « Pas de Calais » begin so."""

_AWAY = 20_000.0
"""Metres from a town at which a course is about a third as near as one in it."""

_TOWN = 10_000
"""Inhabitants from which a word that courses have too is rather the town: « Cambrai »."""


@dataclass(frozen=True)
class SpokenPlace:
    """A place said in a request.

    `typed` is what names it, `rest` the other words, `there` the courses that are in it, bool
    (n_offers,); `near` how near the others are, float32 (n_offers,), 1 in a town and 0 far from it
    or where the place is no town.
    """

    typed: str
    rest: str
    there: NDArray[np.bool_]
    near: NDArray[np.float32]


def spoken_place(atlas: Atlas, text: str) -> SpokenPlace | None:
    """Return the place that a text names, None when it names none or too little surely."""
    words = text.split()[:_READ]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = _there(atlas, words, start, start + length)
            if found is not None:
                typed = _ELIDED.sub("", " ".join(words[start : start + length]))
                return SpokenPlace(typed, _without(words, start, start + length), *found)
    return None


def _without(words: list[str], start: int, stop: int) -> str:
    """Return the other words, without the small ones that led to the place: « près de »."""
    before = words[:start]
    while before and _is_small(before[-1], _BEFORE):
        before.pop()
    return " ".join([*before, *words[stop:]])


def _is_small(word: str, small: frozenset[str]) -> bool:
    return small.issuperset(fold(word).split())


def _there(
    atlas: Atlas, words: list[str], start: int, stop: int
) -> tuple[NDArray[np.bool_], NDArray[np.float32]] | None:
    """Return which courses are in the place that some words name, and how near the others are.

    None when they name no place.
    """
    name = " ".join(words[start:stop])
    parts = fold(name).split()
    if not parts or parts[-1] in FUNCTION_WORDS:
        return None
    land = _is_whole_land(atlas, parts)
    if _is_small(words[start], _LEADS) and not land:
        return None
    if start and _is_small(words[start - 1], _INDEFINITE):
        return None
    if parts == fold(atlas.region_name).split():
        return ~atlas.columns.around, _far(atlas)
    own = any(_is_proper(atlas, part) for part in parts if part not in FUNCTION_WORDS)
    led = own or name.isdecimal() or (land and len(parts) > 1) or _led(words, start, stop)
    if not led or _is_in_a_wording(atlas, words, start, stop):
        return None
    places = _communes(atlas, name)
    if not own and not name.isdecimal():
        places = [place for place in places if place.population >= _TOWN]
    if places:
        return _in_communes(atlas, {place.code for place in places}), _near(atlas, places)
    zones = _zones(atlas, name, parts)
    if (atlas.communes["departement"] == name).any():
        level, codes = "departement", [name]  # « 59 », « 02 »
    elif zones and (own or zones[0].whole):
        level = zones[0].values[0].split(":")[0]
        codes = [value.split(":")[1] for zone in zones for value in zone.values]
    else:
        return None
    inside = atlas.communes[level].astype(str).isin(codes)
    there = _in_communes(atlas, set(atlas.communes.loc[inside, "code"]))
    if level == "departement":
        there |= np.isin(atlas.columns.departement, codes)
    return there, _far(atlas)


def _near(atlas: Atlas, places: list[Place]) -> NDArray[np.float32]:
    """Return how near each course is to the nearest of some towns, float32 (n_offers,)."""
    halls = np.array([(place.x, place.y) for place in places])
    apart = np.linalg.norm(atlas.site_xy[:, None] - halls[None], axis=2).min(axis=1)
    nearness = np.exp(-apart / _AWAY).astype(np.float32)
    return np.append(nearness, np.float32(0))[atlas.columns.site]


def _far(atlas: Atlas) -> NDArray[np.float32]:
    return np.zeros(len(atlas.offers), dtype=np.float32)


def _led(words: list[str], start: int, stop: int) -> bool:
    """Say whether words that courses have too stand where a place does: last, or after « à »."""
    if not start:
        return False
    return stop == len(words) or _is_small(words[start - 1], _BEFORE)


def _is_in_a_wording(atlas: Atlas, words: list[str], start: int, stop: int) -> bool:
    """Say whether words end an everyday wording: « pilote d'avion » is not in the town of Avion."""
    wordings = (" ".join(words[first:stop]) for first in range(start))
    return any(atlas.everyday.has(wording) for wording in wordings)


def _communes(atlas: Atlas, name: str) -> list[Place]:
    """Return the commune that a name or a postal code is, all those of a postal code.

    Of a name that several begin with (« Tilloy »), those few where there are courses.
    """
    if len(name) != 5 if name.isdecimal() else not atlas.places.begins(name):
        return []
    try:
        return [atlas.places.resolve(name)]
    except AmbiguousPlace as several:
        return list(several.candidates) if name.isdecimal() else _begun(atlas, name)
    except PlaceError:
        return _begun(atlas, name)


def _begun(atlas: Atlas, name: str) -> list[Place]:
    """Return the communes with courses whose names begin with a name, none if they are many."""
    taught = atlas.cached("communes of sites", lambda: frozenset(atlas.sites["commune"]))
    key = f"{fold(name)} "
    here = [
        place
        for place in atlas.places.suggest(name, _BEGUN)
        if place.code in taught and f"{fold(place.name)} ".startswith(key)
    ]
    return here if len(here) <= _FEW else []


def _is_proper(atlas: Atlas, word: str) -> bool:
    """Say whether a folded word names a place and nothing else: « lens », « flandre »."""
    return atlas.text.is_town(word) or (not atlas.text.knows(word) and _is_land(atlas, word))


def _is_land(atlas: Atlas, word: str) -> bool:
    return atlas.territories.names_a_land(word)


def _is_whole_land(atlas: Atlas, parts: list[str]) -> bool:
    """Say whether folded words are the name of a land, as « côte d'opale » is."""
    names = atlas.cached("names of lands", lambda: {fold(land.name) for land in atlas.lands})
    return " ".join(parts) in names


def _zones(atlas: Atlas, name: str, parts: list[str]) -> list[NamedTerritory]:
    """Return the territories that a name is, of one level: « Flandre » is in three of them."""
    if not (_in_zones(atlas, parts) or any(_is_land(atlas, part) for part in parts)):
        return []
    found = atlas.territories.named(name)
    if not found or found[0].whole:
        return found[:1]
    return [one for one in found if one.level == found[0].level]


def _in_zones(atlas: Atlas, parts: list[str]) -> bool:
    """Say whether each word is in the name of a territory: a fast refusal of most words."""
    known = atlas.cached("words of zones", lambda: _words_of_zones(atlas))
    return known.issuperset(parts)


def _words_of_zones(atlas: Atlas) -> frozenset[str]:
    names = [*atlas.zones["name"].astype(str), *(land.name for land in atlas.lands)]
    return frozenset(part for name in names for part in fold(name).split())


def _in_communes(atlas: Atlas, codes: set[str]) -> NDArray[np.bool_]:
    inside = atlas.sites["commune"].isin(codes).to_numpy()
    return np.append(inside, False)[atlas.columns.site]
