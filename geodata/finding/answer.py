"""The counsellor's question: which courses, within reach of whom, in which order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.asking.query import ZONES, Query, UnknownCode
from geodata.asking.reading import check_mode
from geodata.atlas import Atlas
from geodata.finding.filters import mask
from geodata.finding.order import MIXED
from geodata.finding.origin import Origin, locate, minutes_to_sites, times_from
from geodata.finding.turns import in_turn
from geodata.finding.unsaid import answers, check_answerable, including, unanswerable
from geodata.finding.words import answer_words, wishes_of
from geodata.search.ranking import CERTIFICATION
from geodata.tables.sorting import Order
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import TERRITORY_LEVELS

NAMED = CERTIFICATION - 0.5
"""Least relevance of a course whose title or certification has what is asked."""


_ABROAD = np.float32(0.5)
"""What being in a neighbouring region takes away: half a tier (`geodata.search.ranking`)."""


@dataclass(frozen=True)
class Found:
    """The answer to a query.

    Attributes
    ----------
    placed : bool, shape (n_offers,)
        Matching courses at a known place, within the time asked for.
    beyond : bool, shape (n_offers,)
        Matching courses at a known place that is farther.
    distance : bool, shape (n_offers,)
        Matching courses followed wholly at a distance.
    unplaced : bool, shape (n_offers,)
        Matching courses that are somewhere, but the source does not say where. Within a time of a
        place, those of other départements than its own are left out.
    around : bool, shape (n_offers,)
        Those of them that are in another region: shown, and counted apart.
    minutes : uint8, shape (n_sites,), or None without an origin
        Estimated travel time to each site, 255 when out of reach.
    relevance : float32, shape (n_offers,), or None without a text
        How well a course answers the text.
    times : str
        What gave the minutes, as it stands inside a sentence; "" without an origin.
    """

    query: Query
    origin: Origin | None
    placed: np.ndarray
    beyond: np.ndarray
    distance: np.ndarray
    unplaced: np.ndarray
    around: np.ndarray
    minutes: np.ndarray | None
    relevance: np.ndarray | None
    times: str = ""

    @property
    def shown(self) -> np.ndarray:
        """What the list has: courses within reach, at a distance or at no known place."""
        return self.placed | self.distance | self.unplaced

    @property
    def listed(self) -> np.ndarray:
        """What the counter counts: courses within reach, or all of them when no place is given.

        Distance courses are at no place: beside a place they are counted apart, unless they are
        all that was asked for.
        """
        if self.origin is None or self.query.modality == ("distance",):
            return self.shown & ~self.around
        return self.placed & ~self.around

    @property
    def total(self) -> int:
        """Number of courses that the counter counts."""
        return int(self.listed.sum())

    @property
    def total_around(self) -> int:
        """Number of courses of neighbouring regions that are shown beside those counted."""
        return int((self.placed & self.around).sum())

    @property
    def total_distance(self) -> int:
        """Number of matching courses followed wholly at a distance."""
        return int(self.distance.sum())


def find(atlas: Atlas, query: Query, today: date) -> Found:
    """Answer a query.

    Raises
    ------
    UnknownCode
        When a commune or a zone is not one of the region's, or a mode is not loaded.
    """
    if query.near:
        check_mode(atlas.travel, query.near.mode)
    origin = locate(atlas, query.near) if query.near else None
    columns = atlas.columns
    matching, relevance = match(atlas, query, today)
    minutes = minutes_to_sites(atlas, origin, query.near.mode) if origin and query.near else None
    here = matching & (columns.site >= 0) & ~columns.is_distance
    unplaced = matching & (columns.site < 0) & ~columns.is_distance
    reached = here.copy()
    if minutes is not None and query.near and query.near.max_minutes is not None:
        limit = min(query.near.max_minutes, OUT_OF_REACH - 1)
        reached &= np.append(minutes, OUT_OF_REACH)[columns.site] <= limit
        unplaced &= _may_be_near(atlas, origin)
    return Found(
        query=query,
        origin=origin,
        placed=reached,
        beyond=here & ~reached,
        distance=matching & columns.is_distance,
        unplaced=unplaced,
        around=columns.around,
        minutes=minutes,
        relevance=relevance,
        times=times_from(atlas, origin, query.near.mode) if origin and query.near else "",
    )


def _may_be_near(atlas: Atlas, origin: Origin | None) -> NDArray[np.bool_]:
    """Return which courses without a place are not said to be in another département."""
    said = atlas.columns.departement
    communes = atlas.communes
    departements = atlas.cached(
        "departement of communes",
        lambda: dict(zip(communes["code"], communes["departement"], strict=True)),
    )
    own = departements.get(origin.place.code) if origin and origin.place else None
    if own is None:
        return np.ones(len(said), dtype=bool)
    return atlas.cached(("may be in", own), lambda: np.isin(said, ["", own]))


def match(
    atlas: Atlas, query: Query, today: date
) -> tuple[NDArray[np.bool_], NDArray[np.float32] | None]:
    """Return which courses answer a query wherever they are, and how well they answer its text.

    Returns
    -------
    bool (n_offers,), and float32 (n_offers,) or None without a text

    Raises
    ------
    UnknownCode
        When a zone is not one of the region's.
    """
    _check_zones(atlas, query)
    check_answerable(query, unanswered(atlas, today))
    matching = mask(atlas.columns, query, today)
    if not query.q:
        return matching, None
    relevance = answer_words(atlas, query.q).relevance
    return matching & (relevance > 0), relevance


def unanswered(atlas: Atlas, today: date) -> dict[str, str]:
    """Return why filters cannot be answered by what is loaded, by parameter."""
    return atlas.cached(("unanswered", today), lambda: unanswerable(atlas.columns, today))


def unknown_counts(atlas: Atlas, found: Found, today: date) -> dict[str, int]:
    """Return how many more courses would be counted with those of which a fact is unknown."""
    counts: dict[str, int] = {}
    for name in answers(atlas.columns, found.query, today):
        if (wider := including(found.query, name)) is not None:
            more = find(atlas, wider, today).total - found.total
            counts |= {name: more} if more else {}
    return counts


def order(
    found: Found, atlas: Atlas, which: np.ndarray, by: Order = MIXED, today: date | None = None
) -> np.ndarray:
    """Return the rows of `which` in an order of `geodata.finding.order`.

    Parameters
    ----------
    which : bool, shape (n_offers,)
    by : Order
        Its keys are among `distance` (bool), `time` (minutes, 255 out of reach), `rank` (the more
        relevant, the less), `start` (of the session, unknown once it has begun), `around` (bool, a
        course of a neighbouring region) and `row`: the offers themselves are by title.
    today : date, optional
        The day before which a session has begun; by default, every session is to come.

    Returns
    -------
    numpy.ndarray of int, the positions of the chosen rows in the table of offers
    """
    columns = columns_of(found, atlas, which, today)
    return columns["row"][by.rows(columns)]


def columns_of(
    found: Found, atlas: Atlas, which: np.ndarray, today: date | None = None
) -> dict[str, NDArray[Any]]:
    """Return what the rows of `which` are sorted by, as `order` says of its keys."""
    rows = np.flatnonzero(which)
    minutes = np.full(len(atlas.sites), OUT_OF_REACH) if found.minutes is None else found.minutes
    start = atlas.columns.start[rows]
    if today is not None:
        start = np.where(start >= np.datetime64(today), start, np.datetime64("NaT"))
    return {
        "distance": atlas.columns.is_distance[rows],
        "time": np.append(minutes, OUT_OF_REACH)[atlas.columns.site[rows]],
        "rank": ranks(atlas, found)[rows],
        "start": start,
        "around": atlas.columns.around[rows],
        "row": rows,
    }


def ranks(atlas: Atlas, found: Found) -> NDArray[np.int64]:
    """Return the place of each course by relevance, int (n_offers,), 0 for the best.

    The wishes of a text take turns: the best of each, then the second of each. So do the levels of
    a whole family (`geodata.finding.turns`). Not to be written in.
    """
    # Beside the fields: an answer that is made of another one does not take it over.
    kept = vars(found)
    if "ranks" not in kept:
        kept["ranks"] = _ranks(atlas, found)
        kept["ranks"].flags.writeable = False
    made: NDArray[np.int64] = kept["ranks"]
    return made


def _ranks(atlas: Atlas, found: Found) -> NDArray[np.int64]:
    if found.relevance is None:
        return np.zeros(len(atlas.offers), dtype=np.int64)
    relevance = found.relevance - _ABROAD * found.around
    wishes = wishes_of(atlas, found.query.q)
    matching = found.shown | found.beyond
    if not wishes:
        places = np.unique(-relevance, return_inverse=True)[1].astype(np.int64)
        family = answer_words(atlas, found.query.q).family
        if family is not None:
            first = in_turn(atlas, relevance, family & matching)
            places += len(first)
            places[first] = np.arange(len(first))
        return places
    best_first = np.argsort(-relevance, kind="stable")
    places = np.full(len(matching), len(matching), dtype=np.int64)
    for which in wishes.values():
        rows = best_first[(which & matching)[best_first]]
        places[rows] = np.minimum(places[rows], np.arange(len(rows)))
    return places


def count_by(atlas: Atlas, column: str, which: np.ndarray) -> dict[str, int]:
    """Count the chosen rows by the value of a column of texts, the most frequent first.

    Of two values that are as frequent, the first is that of the first row.
    """

    def numbered() -> tuple[list[str], NDArray[np.int64]]:
        names, codes = np.unique(getattr(atlas.columns, column), return_inverse=True)
        return names.tolist(), codes

    names, codes = atlas.cached(("numbered", column), numbered)
    chosen = codes[which]
    counts = np.bincount(chosen, minlength=len(names))
    first = np.zeros(len(names), dtype=np.int64)
    first[chosen[::-1]] = np.arange(len(chosen))[::-1]
    order = np.lexsort((first, -counts))
    return {names[at]: int(counts[at]) for at in order if counts[at]}


def openings(atlas: Atlas, found: Found, today: date) -> list[tuple[str, int]]:
    """Return which single restriction, once lifted, would show courses, and how many."""
    gains = []
    for name in found.query.active():
        total = find(atlas, found.query.without(name), today).total
        if total:
            gains.append((name, total))
    return sorted(gains, key=lambda gain: -gain[1])


def nearest_beyond(
    atlas: Atlas, found: Found, n: int = 3, which: np.ndarray | None = None
) -> np.ndarray:
    """Return the rows of the n nearest matching courses that are out of reach, one a site.

    Parameters
    ----------
    which : bool (n_offers,), those of them that are looked among; by default all
    """
    rows = order(found, atlas, found.beyond if which is None else which)
    _, first = np.unique(atlas.columns.site[rows], return_index=True)
    return rows[np.sort(first)[:n]]


def better_beyond(atlas: Atlas, found: Found, n: int = 2) -> np.ndarray:
    """Return the rows of the nearest courses out of reach, where none within answers as well.

    They are of one title, one a commune: the nearest of those that answer the text best. None when
    what is within reach is less than a tier (`geodata.search.ranking`) below them, or when their
    title or their certification does not have what is asked.
    """
    relevance = found.relevance
    if relevance is None or not found.placed.any() or not found.beyond.any():
        return np.array([], dtype=np.int64)
    best = relevance[found.beyond].max()
    if best < NAMED or best < relevance[found.placed].max() + 1:
        return np.array([], dtype=np.int64)
    well = found.beyond & (relevance > best - 0.5)
    first = nearest_beyond(atlas, found, 1, well)[0]
    titles = atlas.columns.title
    rows = nearest_beyond(atlas, found, 10 * n, well & (titles == titles[first]))
    _, first_there = np.unique(_communes(atlas, rows), return_index=True)
    return rows[np.sort(first_there)[:n]]


def _communes(atlas: Atlas, rows: np.ndarray) -> NDArray[np.str_]:
    return atlas.sites["commune"].to_numpy()[atlas.columns.site[rows]].astype(str)


def _check_zones(atlas: Atlas, query: Query) -> None:
    for zone in ZONES:
        codes = query.zones.get(zone, ())
        known = atlas.communes["code" if zone == "commune" else zone] if codes else ()
        for code in codes:
            if code not in set(known):
                label = TERRITORY_LEVELS[zone].many
                raise UnknownCode(
                    zone, f"{label} : le code « {code} » n'est pas dans {atlas.region_name}."
                )
