"""Tension beside the local offer: the métiers of a territory, what is published, what is near."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.needs import TENSE, NeedsQuery
from geodata.asking.query import UnknownCode
from geodata.asking.reading import check_mode
from geodata.atlas import Atlas
from geodata.needs.metiers import Metier, linked, metiers
from geodata.needs.offer import (
    distance_courses,
    leavers,
    median_minutes,
    minutes_to,
    offer_in,
    people_by_minute,
)
from geodata.needs.order import ORDERS
from geodata.needs.published import DEGREES, bmo, dares, dares_in, projects_in, rome, rome_in
from geodata.needs.territories import BASIN, needs_basins, needs_territory, surveyed
from geodata.places.zoning import UNKNOWN, is_known, zoning
from geodata.territory import Territory

BOUNDS: dict[str, str] = {
    "": "",
    "least": "au moins",
    "most": "au plus",
    "either": "environ",
}
"""What a rate is when a part of it is not known: places that no course says, secret projects."""


@dataclass(frozen=True)
class Needs:
    """The métiers of a territory.

    Attributes
    ----------
    place : Territory
    measure : the tension in the columns of `DEGREES`, a key of `MEASURES`, "" when none is loaded
    dares_place : name of the place of Dares's classes
    people : inhabitants of the territory
    table : one row a métier of which something is known there, indexed by its row; columns are

        key, label, older_label, family : str
        tension and the six of `COMPLEMENTARY` : float 1 to 5 of the measure, NaN if not published
        dares, rome, rome_lowest, rome_highest : float 1 to 5, the two tensions side by side
        rome_n : int, classes of ROME and basins that `rome` is the lower median of
        projects, difficult, seasonal and their states : see `projects_in`
        linked : bool, whether the courses that lead there can be told
        courses, places, without_places : see `offer_in`, in the territory
        distance : courses wholly at a distance, in all the store
        minutes : half of the people are at most that far from a course, NaN beyond all reach
        beyond : people farther than the threshold from any course
        near_places : places where needs are surveyed (the same but for a SPEL)
        ratio : places per 100 projects, NaN where it cannot be told
        bound : a key of `BOUNDS`
        leavers, employed : people, in the region, six months after a course
    """

    asked: NeedsQuery
    atlas: Atlas
    place: Territory
    measure: str
    dares_place: str
    people: float
    table: pd.DataFrame

    @cached_property
    def tense(self) -> pd.DataFrame:
        """Rows whose tension is high or very high."""
        return self.table[self.table["tension"] >= TENSE]

    @cached_property
    def far(self) -> pd.DataFrame:
        """Tense métiers with no course within the threshold for more than half of the people."""
        rows = self.tense[self.tense["linked"]]
        return ORDERS["tension"].of(rows[rows["beyond"] > self.people / 2])

    @cached_property
    def metier(self) -> Metier | None:
        """The métier asked for, None when none is."""
        return metiers(self.atlas).find(self.asked.metier) if self.asked.metier else None

    @cached_property
    def far_basins(self) -> pd.DataFrame:
        """How many tense métiers are far from more than half of the people of each basin.

        One row a basin of the territory, indexed by its code: `name`, `far` (int); empty where
        basins are not known. The métiers are those that are tense in the territory.
        """
        zones = zoning(self.atlas.communes, BASIN)
        if not is_known(zones):
            return pd.DataFrame({"name": [], "far": []})
        names = self.atlas.zone_names
        far = self.beyond_by_basin > 0.5
        inside = [
            code for code in zones.codes if code in needs_basins(self.place) and code != UNKNOWN
        ]
        counts = [int(far[:, zones.codes.index(code)].sum()) for code in inside]
        table = pd.DataFrame(
            {"name": [names.get((BASIN, code), code) for code in inside], "far": counts},
            index=pd.Index(inside, name="code"),
        )
        return table.sort_values(["far", "name"], ascending=[False, True])

    @cached_property
    def beyond_by_basin(self) -> NDArray[np.float64]:
        """Share of each basin's people beyond the threshold of each tense, linked métier."""
        zones = zoning(self.atlas.communes, BASIN)
        rows = self.tense.index[self.tense["linked"]].to_numpy(dtype=np.int64)
        far = minutes_to(self.atlas, self.asked.mode)[rows] > self.asked.threshold
        people = _people(self.atlas)
        share = np.zeros((len(people), len(zones.codes)), dtype=np.float64)
        share[np.arange(len(people)), zones.of_commune] = people
        return (far @ share) / np.maximum(share.sum(axis=0), 1)


def needs(atlas: Atlas, asked: NeedsQuery) -> Needs:
    """Answer a question about needs.

    Raises UnknownCode: the region has no such territory, family or métier.
    """
    place = needs_territory(atlas, asked.level, asked.code)
    _check(atlas, asked)
    measure = asked.measure or default_measure(atlas, asked.level)
    classes, level, code = dares_in(atlas, place)
    found = rome_in(atlas, place)
    table = pd.concat(
        [
            _named(atlas),
            (found if measure == "rome" else classes)[list(DEGREES)],
            pd.DataFrame(
                {
                    "dares": classes["tension"],
                    "rome": found["tension"],
                    "rome_lowest": found["lowest"],
                    "rome_highest": found["highest"],
                    "rome_n": found["n"],
                }
            ),
            projects_in(atlas, place),
            _offer(atlas, place, asked),
        ],
        axis=1,
    )
    table = table.assign(**_ratio(table))
    shown = table["tension"].notna() | table["dares"].notna() | table["rome"].notna()
    shown |= table["projects_state"] != "absent"
    if asked.family:
        shown &= table["family"] == asked.family
    return Needs(
        asked=asked,
        atlas=atlas,
        place=place,
        measure=measure if is_loaded(atlas, measure) else "",
        dares_place=atlas.zone_names.get((level, code), code),
        people=float(_people(atlas)[place.inside].sum()),
        table=table[shown],
    )


def default_measure(atlas: Atlas, level: str) -> str:
    """Return the tension that is published at a level, else the one that is loaded."""
    first, other = ("rome", "dares") if level in (BASIN, "spel") else ("dares", "rome")
    return first if is_loaded(atlas, first) or not is_loaded(atlas, other) else other


def is_loaded(atlas: Atlas, measure: str) -> bool:
    """Tell whether the store has a measure of tension, a key of `MEASURES`."""
    return {"dares": dares, "rome": rome}[measure](atlas).loaded


def loaded_years(atlas: Atlas) -> Mapping[str, int | None]:
    """Return the year of each source, None where it is not loaded."""
    return {"bmo": bmo(atlas).year, "dares": dares(atlas).year, "rome": rome(atlas).year}


def ratio(places: float, projects: float) -> float:
    """Return places per 100 projects, NaN without either or without any project."""
    return 100 * places / projects if projects and projects > 0 else float("nan")


def _ratio(table: pd.DataFrame) -> dict[str, pd.Series]:
    projects = table["projects"].where(table["projects"] > 0)
    lacks = (table["near_without"] > 0).astype(int) + 2 * (table["projects_state"] == "partiel")
    return {
        "ratio": 100 * table["near_places"] / projects,
        "bound": lacks.map({0: "", 1: "least", 2: "most", 3: "either"}),
    }


def _named(atlas: Atlas) -> pd.DataFrame:
    rows = metiers(atlas).rows
    return pd.DataFrame(
        {
            "key": [metier.key for metier in rows],
            "label": [metier.label for metier in rows],
            "older_label": [metier.older_label for metier in rows],
            "family": [metier.family for metier in rows],
        },
        dtype=object,
    )


def _offer(atlas: Atlas, place: Territory, asked: NeedsQuery) -> pd.DataFrame:
    offer = offer_in(atlas, place.inside)
    near = offer
    around = surveyed(atlas, place)
    if not np.array_equal(around, place.inside):
        near = offer_in(atlas, around)
    people = _people(atlas)[place.inside]
    within = _within(atlas, place, asked.mode)
    known = linked(atlas)
    reached = within[:, min(asked.threshold, within.shape[1] - 1)]
    out = leavers(atlas)
    return offer.assign(
        linked=known,
        distance=np.where(known, distance_courses(atlas), np.nan),
        minutes=np.where(known, median_minutes(within, people.sum()), np.nan),
        beyond=np.where(known, people.sum() - reached, np.nan),
        near_places=near["places"],
        near_without=near["without_places"],
        leavers=out.leavers,
        employed=out.employed,
    )


def _within(atlas: Atlas, place: Territory, mode: str) -> NDArray[np.float64]:
    def count() -> NDArray[np.float64]:
        times = minutes_to(atlas, mode)[:, place.inside]
        return people_by_minute(times, _people(atlas)[place.inside])

    # The large territories are few, and they alone take long.
    kept = place.level in ("region", "departement")
    key = (place.level, place.code, mode)
    return atlas.of_place("needs-within", key, count) if kept else count()


def _people(atlas: Atlas) -> NDArray[np.float64]:
    return atlas.communes["population"].to_numpy(dtype=np.float64)


def _check(atlas: Atlas, asked: NeedsQuery) -> None:
    check_mode(atlas.travel, asked.mode)
    known = metiers(atlas)
    if asked.family and asked.family not in known.families:
        raise UnknownCode("family", f"« {asked.family} » n'est pas une famille de métiers connue.")
    if asked.metier:
        try:
            known.find(asked.metier)
        except KeyError:
            sentence = f"Le métier « {asked.metier} » n'est dans aucune source chargée."
            raise UnknownCode("metier", sentence) from None
