"""Where to open courses so that most people now out of reach are covered."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.query import UnknownCode
from geodata.asking.siting import CHOSEN, BestQuestion
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered, people_of
from geodata.coverage.nearest import within
from geodata.places.zoning import UNKNOWN, zone_label, zoning
from geodata.siting.alternatives import alternatives
from geodata.siting.demand import Demand, demand_of, weights_of
from geodata.siting.problem import SitingProblem, candidate_rows, siting_problem
from geodata.siting.search import Siting
from geodata.travel.model import OUT_OF_REACH

RURAL = ("frr", "zrr")
"""The rural zonings that an effect is told by: the one in force, else the former one."""


@dataclass(frozen=True)
class BestProblem:
    """A question of siting, ready to be solved.

    Attributes
    ----------
    kind : the candidates really used, a key of `geodata.asking.siting.CANDIDATES`
    rows : int64 (n_candidates,), rows of their communes
    minutes : uint8 (n_candidates, n_communes)
    demand, people : whom the openings are for, and how many live in each commune
    weights : float64 (n_communes,), the same people, some counting for more
    problem : what `geodata.siting.search` solves, in weights
    """

    covered: Covered
    question: BestQuestion
    kind: str
    rows: NDArray[np.int64]
    minutes: NDArray[np.uint8]
    demand: Demand
    people: NDArray[np.int64]
    weights: NDArray[np.float64]
    problem: SitingProblem

    @property
    def already(self) -> NDArray[np.bool_]:
        """Homes within the threshold before any opening that is looked for."""
        return within(self.covered.home_minutes, self.covered.asked.threshold)

    @property
    def beyond(self) -> int:
        """People beyond the threshold now, of those whom the openings are for."""
        return int(self.people[~self.already].sum())


@dataclass(frozen=True)
class BestAnswer:
    """The communes proposed, what else would do, and what they change.

    Attributes
    ----------
    table : a row a commune, the one that adds most first: `code`, `name`, `spel` (name), `people`
        (those it adds to the communes above it, everyone counting once), `together` (people gained
        so far), `everyone` and `everyone_together` (likewise, of the band of the page),
        `per_place` (people for each place of the opening, NaN where places are not known)
    others : a row an alternative: `instead_of` and `code` (communes), `name`, `share` (of what the
        replaced commune adds, weights included), `lost` (people that the exchange loses, negative
        where it gains some)
    effects : for each level, a row a territory that has people beyond before: `name`, `before`,
        `after`, `gained`
    band : people gained at least and at most, whatever the error of the times
    places : of an opening, None where neither the question nor the courses say it
    """

    stated: BestProblem
    found: Siting
    table: pd.DataFrame
    others: pd.DataFrame
    effects: dict[str, pd.DataFrame]
    band: tuple[int, int]
    places: float | None

    @property
    def together(self) -> int:
        """People gained, of those whom the openings are for."""
        return int(self.table["together"].iloc[-1]) if len(self.table) else 0


def check_chosen(atlas: Atlas, question: BestQuestion) -> None:
    """Refuse a commune or a territory that the region does not have (raises UnknownCode)."""
    _chosen_rows(atlas, question)
    _inside(atlas, question)


def best_problem(covered: Covered, question: BestQuestion) -> BestProblem:
    """State a question of siting over what the scenario already covers.

    Raises UnknownCode: a commune or a territory that the region does not have.
    """
    atlas, asked = covered.atlas, covered.asked
    kind, rows, minutes = _candidates(covered, question)
    demand = demand_of(asked, question.demand)
    homes, people = covered.homes, people_of(atlas, demand.band)
    factors = weights_of(atlas, np.ones_like(people), question.priorities)
    people = homes.people(people)
    weights = people * homes.each(factors)
    problem = siting_problem(
        minutes,
        asked.threshold,
        weights,
        within(covered.home_minutes, asked.threshold),
        preference=people_of(atlas, "total")[rows],
    )
    return BestProblem(covered, question, kind, rows, minutes, demand, people, weights, problem)


def _candidates(
    covered: Covered, question: BestQuestion
) -> tuple[str, NDArray[np.int64], NDArray[np.uint8]]:
    """Return the candidates that a question allows, and the minutes to each."""
    atlas, mode = covered.atlas, covered.asked.mode
    if question.candidates == CHOSEN:
        rows = _chosen_rows(atlas, question)
        return CHOSEN, rows, _minutes_to(atlas, rows, mode)
    kind, rows = candidate_rows(atlas.communes, atlas.sites["commune"], question.candidates)
    kept = people_of(atlas, "total")[rows] >= question.least
    if (inside := _inside(atlas, question)) is not None:
        kept &= inside[rows]
    return kind, rows[kept], _minutes_to(atlas, rows[kept], mode)


def _minutes_to(atlas: Atlas, rows: NDArray[np.int64], mode: str) -> NDArray[np.uint8]:
    """Return the minutes to some communes, worked out once each: a row takes some milliseconds."""
    n, n_homes = len(atlas.communes), len(atlas.lived.homes.xy)
    known, table = atlas.cached(
        ("minutes to communes", mode),
        lambda: (np.zeros(n, dtype=bool), np.empty((n, n_homes), dtype=np.uint8)),
    )
    missing = rows[~known[rows]]
    if missing.size:
        table[missing] = atlas.minutes_from_homes(atlas.commune_xy[missing], mode)
        known[missing] = True  # last, for who asks meanwhile
    return table[rows]


def _chosen_rows(atlas: Atlas, question: BestQuestion) -> NDArray[np.int64]:
    position = {code: row for row, code in enumerate(atlas.communes["code"])}
    for code in question.chosen:
        if code not in position:
            raise UnknownCode("choisies", f"La commune « {code} » n'est pas dans la région.")
    return np.array([position[code] for code in question.chosen], dtype=np.int64)


def _inside(atlas: Atlas, question: BestQuestion) -> NDArray[np.bool_] | None:
    if not question.inside:
        return None
    level, code = question.inside.split(":")
    try:
        return zoning(atlas.communes, level).communes(code)
    except KeyError:
        raise UnknownCode(
            "dans", f"Le territoire « {question.inside} » n'est pas dans la région."
        ) from None


def best_answer(stated: BestProblem, found: Siting) -> BestAnswer:
    """Say what an answer proposes, what would do nearly as well, and what it changes."""
    places = stated.question.places or _usual_places(stated.covered)
    table = best_table(stated, found)
    table["per_place"] = table["people"] / places if places else np.nan
    return BestAnswer(
        stated, found, table, _others(stated, found), _effects(stated, found),
        _band(stated, found), places,
    )  # fmt: skip


def _band(stated: BestProblem, found: Siting) -> tuple[int, int]:
    """Return the least and the most people gained, by the ends of the error of the times."""
    before, unsure = stated.covered.home_minutes, stated.covered.uncertainty
    after = stated.minutes[list(found.candidates)].min(axis=0, initial=OUT_OF_REACH)
    gains = [
        int(stated.people[within(after, limit) & ~within(before, limit)].sum())
        for limit in (*unsure.ends, unsure.threshold)
    ]
    return min(gains), max(gains)


def best_table(stated: BestProblem, found: Siting) -> pd.DataFrame:
    """Name the communes of an answer, and count whom each brings within the threshold.

    Returns
    -------
    The table of `BestAnswer`, without `per_place`.
    """
    covered = stated.covered
    communes, names = covered.atlas.communes, covered.atlas.zone_names
    left = ~stated.already
    records = []
    together = everyone = 0
    for candidate in found.candidates:
        reach = left & within(stated.minutes[candidate], covered.asked.threshold)
        left &= ~reach
        added, all_added = (int(of[reach].sum()) for of in (stated.people, covered.home_people))
        together, everyone = together + added, everyone + all_added
        commune = communes.iloc[int(stated.rows[candidate])]
        records.append(
            {
                "code": str(commune["code"]),
                "name": str(commune["name"]),
                "spel": names.get(("spel", str(commune["spel"])), ""),
                "people": added,
                "together": together,
                "everyone": all_added,
                "everyone_together": everyone,
            }
        )
    columns = ["code", "name", "spel", "people", "together", "everyone", "everyone_together"]
    return pd.DataFrame(records, columns=columns)


def _others(stated: BestProblem, found: Siting) -> pd.DataFrame:
    threshold = stated.covered.asked.threshold
    communes = stated.covered.atlas.communes
    codes, names = communes["code"].to_numpy(), communes["name"].to_numpy()
    preference = people_of(stated.covered.atlas, "total")[stated.rows]
    exchanges = alternatives(
        stated.minutes, threshold, stated.weights, stated.already, found.candidates, preference
    )
    reach = within(stated.minutes, threshold) & ~stated.already
    times = reach[list(found.candidates)].sum(axis=0)
    records = []
    for candidate, instead in zip(found.candidates, exchanges, strict=True):
        left = times - reach[candidate] == 0
        own = int(stated.people[left & reach[candidate]].sum())
        for one in instead:
            row = stated.rows[one.candidate]
            records.append(
                {
                    "instead_of": str(codes[stated.rows[candidate]]),
                    "code": str(codes[row]),
                    "name": str(names[row]),
                    "share": one.share,
                    "lost": own - int(stated.people[left & reach[one.candidate]].sum()),
                }
            )
    return pd.DataFrame(records, columns=["instead_of", "code", "name", "share", "lost"])


def _effects(stated: BestProblem, found: Siting) -> dict[str, pd.DataFrame]:
    """Count the people gained by SPEL, and inside and outside of the rural zoning in force."""
    atlas = stated.covered.atlas
    reach = within(stated.minutes[list(found.candidates)], stated.covered.asked.threshold)
    gained = reach.any(axis=0) & ~stated.already
    rural = next((one for one in RURAL if "1" in zoning(atlas.communes, one).codes), "")
    effects = {}
    for level in filter(None, ("spel", rural)):
        zones = zoning(atlas.communes, level)
        if zones.codes == (UNKNOWN,):
            continue
        zones = stated.covered.homes.zones(zones)
        table = pd.DataFrame(
            {
                "name": [zone_label(level, code, atlas.zone_names) for code in zones.codes],
                "before": zones.sums(stated.people * ~stated.already).astype(np.int64),
                "gained": zones.sums(stated.people * gained).astype(np.int64),
            },
            index=pd.Index(zones.codes, name="code"),
        )
        table.insert(2, "after", table["before"] - table["gained"])
        shown = table[table["before"] > 0]
        by_gain = shown.sort_values(["gained", "before"], ascending=False, kind="stable")
        effects[level] = by_gain if level == "spel" else shown.sort_index(ascending=False)
    return effects


def _usual_places(covered: Covered) -> float | None:
    """Return the places that a course asked for has on average, None where none says it."""
    offer = covered.offer
    known = offer.placed - offer.without_capacity
    places = float(offer.places.sum())
    return places / known if known and places else None
