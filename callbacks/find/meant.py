"""The filters and places that the words of a search say, each with the address that chooses it."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from geodata.asking.query import Near, Query, write_query
from geodata.atlas import Atlas
from geodata.finding.towns_by_sound import with_towns
from geodata.folding import fold
from geodata.places.articles import of_place
from geodata.places.communes import PlaceError
from geodata.search.constraints import Constraint, constraints_of
from geodata.search.lexicon.words import FUNCTION_WORDS
from geodata.vocabulary import LEVELS, MODALITIES, PACES, VOIES

_MINUTES = 45
"""Of a place that is only in words."""


def without_position(query: Query) -> Query:
    """Return a query fit for an address: a person's exact position is left out of it."""
    if query.near and not query.near.commune:
        return query.without("near")
    return query


def constraint_filters(query: Query, asked: Sequence[Constraint]) -> list[tuple[str, str]]:
    """Return the filters that words such as « le soir » stand for: name, address with it."""
    rest, _ = constraints_of(query.q)
    found = []
    for one in asked:
        if not one.parameter:
            continue
        value = True if one.parameter == "boarding" else (one.value,)
        address = write_query(without_position(replace(query, q=rest, **{one.parameter: value})))  # type: ignore[arg-type]
        found.append((_CONSTRAINTS[one.parameter, one.value], "/?" + urlencode(address)))
    return found


def place_filters(atlas: Atlas, query: Query, words: Sequence[str]) -> list[tuple[str, str]]:
    """Return where the places that a text names can be searched from, or in: name, address."""
    if not words:
        return []
    taken = {part for word in words for part in fold(word).split()}
    typed = with_towns(atlas, query.q).split()
    at = [n for n, word in enumerate(typed) if not taken.isdisjoint(fold(word).split())]
    if not at:
        return []
    text = " ".join(typed[at[0] : at[-1] + 1])  # with its small words: « Villeneuve d'Ascq »
    rest = [word for n, word in enumerate(typed) if not at[0] <= n <= at[-1]]
    while rest and fold(rest[-1]) in FUNCTION_WORDS:
        rest.pop()
    asked = replace(query, q=" ".join(rest))
    found = []
    try:
        place = atlas.places.resolve(text)
        near = replace(query.near or Near(max_minutes=_MINUTES), commune=place.code)
        asked_near = replace(asked, near=replace(near, lon=None, lat=None))
        found.append((f"au départ {of_place(place.name)}", asked_near))
    except PlaceError:
        for one in atlas.territories.named(text)[:1]:
            level, codes = one.values[0].split(":")[0], [v.split(":")[1] for v in one.values]
            found.append((one.name, replace(asked, zones={**asked.zones, level: tuple(codes)})))
    return [(name, "/?" + urlencode(write_query(without_position(one)))) for name, one in found]


_CONSTRAINTS = {
    **{("pace", key): name for key, name in PACES.items()},
    **{("modality", key): name for key, name in MODALITIES.items()},
    ("boarding", "oui"): "Internat",
}


def filters_of(query: Query, facets: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the filters that say the same as words of the text: name, address with it instead."""
    found = []
    for typed, facet in facets:
        level, voie = facet.removeprefix("niveau"), facet.removeprefix("voie")
        words = query.q.replace(typed, " ", 1).split()
        while words and fold(words[-1]) in FUNCTION_WORDS:
            words.pop()  # the « en » of « logistique en apprentissage »
        rest = " ".join(words)
        if voie in VOIES:
            name, asked = VOIES[voie], replace(query, q=rest, voie=(voie,))
        elif level.isdecimal():
            name, asked = LEVELS[int(level)], replace(query, q=rest, level=(int(level),))
        else:
            continue
        found.append((name, "/?" + urlencode(write_query(without_position(asked)))))
    return found
