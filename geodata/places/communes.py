"""The communes of a region, found by name, postal code, INSEE code or position."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from shapely import Point, STRtree

from geodata.folding import fold
from geodata.places.commune_names import (
    EXACT_WITHOUT_ARTICLE,
    LONGEST,
    WHOLE_WORDS,
    WITH_DEPARTEMENT,
    CommuneNames,
    core,
    read,
)
from geodata.places.projection import to_metres

BORDER_TOLERANCE = 300.0
"""Metres: how far the simplified outline of the region may be from the true one."""

_TOWN = 2_000
"""Inhabitants from which a commune is meant by the first word of its name, if no other has it."""

_SHOWN = 5
"""Communes named in an error message; the others are counted."""


@dataclass(frozen=True)
class Place:
    """A commune, as a point to travel from."""

    code: str
    """INSEE code."""
    name: str
    departement: str
    """Code of the département."""
    postcodes: tuple[str, ...]
    """Postal codes, the main one first."""
    population: int
    x: float
    """Metres of the region, of the town hall; so is `y`."""
    y: float
    lon: float
    """Degrees, WGS84; so is `lat`."""
    lat: float
    label: str
    """Name that no other commune of the region has: « Hirson (02500) »."""


class PlaceError(ValueError):
    """A text that does not name one commune; the message is in French, for the person.

    Attributes
    ----------
    candidates
        The communes that may have been meant, the likeliest first; maybe none.
    question
        The sentence that their names follow.

    """

    def __init__(self, message: str, candidates: Sequence[Place] = (), question: str = "") -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)
        self.question = question or message


class UnknownPlace(PlaceError):
    """No commune of the region is so named."""


class AmbiguousPlace(PlaceError):
    """Several communes of the region are so named."""


class Places:
    """The communes of a region and the ways to find one.

    Parameters
    ----------
    communes
        Table of communes (see `geodata.tables.schema.COMMUNES`), its geometry in metres.
    departement_names
        Name of each département by its code; the code stands for a missing name.
    former
        Pairs (code of a commune, name of a former or associated commune that is a part of it).

    """

    def __init__(
        self,
        communes: gpd.GeoDataFrame,
        departement_names: Mapping[str, str] | None = None,
        former: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._places = _places(communes, departement_names or {})
        self._by_code = {place.code: place for place in self._places}
        self._by_label = {fold(place.label): place for place in self._places}
        self._names = CommuneNames(
            [place.name for place in self._places],
            [(departement_names or {}).get(place.departement, "") for place in self._places],
            [place.postcodes for place in self._places],
            [place.code for place in self._places],
            former,
        )
        self._crs = communes.crs
        self._tree = STRtree(communes.geometry.to_numpy())

    def __len__(self) -> int:
        return len(self._places)

    def suggest(self, text: str, limit: int = 8) -> list[Place]:
        """Communes that `text` may be the beginning of, the likeliest first.

        Case, accents, hyphens and apostrophes do not count; « st » is « saint »; a postal code,
        a département's number or an INSEE code may stand alone or beside the name. Exact names
        come first, then names that begin so, then names with such words; within each, the most
        populated first. One typing error is forgiven if nothing else matches. A label gives its
        commune alone.
        """
        labelled = self._labelled(text)
        if labelled is not None:
            return [labelled]
        return [place for _, place in self._ranked(text)[:limit]]

    def begins(self, text: str) -> bool:
        """Say whether `text` is the name of a commune, or its first whole words; much faster."""
        return self._names.begins(read(text))

    def resolve(self, text: str) -> Place:
        """Find the one commune that `text` names.

        A label, a whole name (its article may be left out), a postal or INSEE code that only one
        commune has, or the beginning of one name only, of two whole words or more. Nothing is
        guessed beyond: « Metz » is not Metz-en-Couture.

        Raises UnknownPlace, AmbiguousPlace with a French sentence and the communes that may have
        been meant.
        """
        text = text.strip()
        labelled = self._labelled(text)
        if labelled is not None:
            return labelled
        if not fold(text[:LONGEST]):
            raise UnknownPlace("Indiquez le nom d'une commune ou un code postal.")
        ranked = self._ranked(text)
        named = _named(ranked, words=len(read(text).words))
        if not named and (alone := core(read(text))) != read(text) and alone.words:
            named = _named(self._ranked(" ".join([*alone.words, *alone.numbers])), 1)
        if len(named) == 1:
            return named[0]
        if named:
            question = f"Plusieurs communes correspondent à {_quoted(text)}\u00a0:"
            raise AmbiguousPlace(_which(text, named), named, question)
        candidates = [place for _, place in ranked[:3]] or self._resembling(text)
        question = f"{_quoted(text)} n'est pas le nom entier d'une commune. Laquelle\u00a0?"
        raise UnknownPlace(_unknown(text, candidates), candidates, question if candidates else "")

    def by_code(self, code: str) -> Place:
        """Find a commune by its INSEE code.

        Raises UnknownPlace: no commune of the region has this code.
        """
        place = self._by_code.get(code)
        if place is None:
            shown = _quoted(code)
            raise UnknownPlace(f"Aucune commune de la région n'a le code INSEE {shown}.")
        return place

    def known(self, code: str) -> Place | None:
        """Return the commune of an INSEE code, None when the region has none."""
        return self._by_code.get(code)

    def at(self, lon: float, lat: float) -> Place | None:
        """Find the commune that contains a position, in degrees (WGS84).

        Outside every commune but within `BORDER_TOLERANCE` of one, the nearest; further, or for
        numbers that are no position, None. On a border, the commune whose town hall is nearer.
        """
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            return None
        x, y = to_metres(np.array([[lon, lat]]), self._crs)[0]
        if not (np.isfinite(x) and np.isfinite(y)):
            return None
        point = Point(x, y)
        rows = self._tree.query(point, predicate="intersects")
        if rows.size == 0:
            rows = self._tree.query_nearest(point, max_distance=BORDER_TOLERANCE)
        found = [self._places[row] for row in rows]
        return min(found, key=lambda place: np.hypot(place.x - x, place.y - y), default=None)

    def _labelled(self, text: str) -> Place | None:
        return self._by_label.get(fold(text)) if len(text) <= LONGEST else None

    def _ranked(self, text: str) -> list[tuple[int, Place]]:
        found = [(rank, self._places[row]) for rank, row in self._names.match(read(text))]
        return sorted(found, key=lambda pair: (pair[0], -pair[1].population, pair[1].label))

    def _resembling(self, text: str) -> list[Place]:
        asked = read(text)
        if not asked.words:
            return []
        # « Hirson 59000 »: the name alone may be right.
        alone = self._ranked(asked.name)
        if alone:
            return [place for _, place in alone[:3]]
        return [self._places[row] for row in self._names.resembling(asked, limit=3)]


def _named(ranked: list[tuple[int, Place]], words: int) -> list[Place]:
    """Places that a text of so many words truly names, of those that it matches, best first."""
    if not ranked:
        return []
    best = ranked[0][0]
    # One word that begins a name is more often another town, outside the region.
    begins = best in (WHOLE_WORDS, WITH_DEPARTEMENT) and words > 1
    alike = [place for rank, place in ranked if rank == best]
    if best <= EXACT_WITHOUT_ARTICLE or begins or words == 0:
        return alike
    # « Touquet » is only one town's, and « Metz » rather the large one than Metz-en-Couture.
    sure = best == WHOLE_WORDS and len(alike) == 1 and alike[0].population >= _TOWN
    return alike if sure else []


def _places(communes: gpd.GeoDataFrame, departement_names: Mapping[str, str]) -> list[Place]:
    columns = ["code", "name", "departement", "population", "x", "y", "lon", "lat"]
    rows = communes[columns].to_dict("records")
    postcodes = [tuple(text.split()) for text in communes["postcodes"]]
    labels = _labels(
        [row["name"] for row in rows],
        [codes[0] if codes else "" for codes in postcodes],
        [departement_names.get(row["departement"], row["departement"]) for row in rows],
        [row["code"] for row in rows],
    )
    return [
        Place(**row, postcodes=codes, label=label)
        for row, codes, label in zip(rows, postcodes, labels, strict=True)
    ]


def _labels(
    names: Sequence[str],
    postcodes: Sequence[str],
    departements: Sequence[str],
    codes: Sequence[str],
) -> list[str]:
    shared = Counter(fold(name) for name in names)
    labels = []
    for name, postcode, departement in zip(names, postcodes, departements, strict=True):
        told = [postcode, departement] if shared[fold(name)] > 1 or not postcode else [postcode]
        labels.append(f"{name} ({', '.join(word for word in told if word)})")
    twice = Counter(fold(label) for label in labels)
    # The same name, postal code and département: the INSEE code is all that is left.
    return [
        f"{label[:-1]}, {code})" if twice[fold(label)] > 1 else label
        for label, code in zip(labels, codes, strict=True)
    ]


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"«\u00a0{words if len(words) <= 60 else words[:59] + '…'}\u00a0»"


def _unknown(text: str, candidates: Sequence[Place]) -> str:
    sentence = f"Nous ne trouvons pas {_quoted(text)} dans la région."
    if not candidates:
        return f"{sentence} Vérifiez l'orthographe ou essayez avec le code postal."
    names = [_quoted(place.label) for place in candidates]
    last = f" ou {names[-1]}" if len(names) > 1 else names[0]
    return f"{sentence} Vouliez-vous dire {', '.join(names[:-1])}{last}\u00a0?"


def _which(text: str, candidates: Sequence[Place]) -> str:
    names = ", ".join(_quoted(place.label) for place in candidates[:_SHOWN])
    more = len(candidates) - _SHOWN
    rest = "" if more <= 0 else f" et {more} autre{'s' if more > 1 else ''}"
    return (
        f"Plusieurs communes correspondent à {_quoted(text)}\u00a0: {names}{rest}. "
        "Laquelle voulez-vous\u00a0?"
    )
