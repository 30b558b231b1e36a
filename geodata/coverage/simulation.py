"""What a scenario changes, as the planner reads it: people, territories, and a map around zero."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.coverage.accessibility import mean_accessibility
from geodata.coverage.aggregation import mean_by_zone
from geodata.coverage.answer import Covered
from geodata.coverage.nearest import within
from geodata.coverage.order import BY_EFFECT
from geodata.coverage.what_if import WhatIf, accessibility_before_after, compare
from geodata.finding.export import to_csv
from geodata.places.zoning import zone_label, zoning
from geodata.travel.margin import Uncertainty

MUCH = 10
"""Minutes from which a commune is said to be much nearer, or much farther."""

CHANGES: dict[str, str] = {
    "gained": "passe à portée",
    "much_nearer": f"plus proche, de {MUCH} min ou plus",
    "nearer": f"plus proche, de moins de {MUCH} min",
    "same": "sans changement",
    "farther": f"plus loin, de moins de {MUCH} min",
    "much_farther": f"plus loin, de {MUCH} min ou plus",
    "lost": "n'est plus à portée",
}
"""What may become of a commune, from the best to the worst, with the words of the legend."""


_Means: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Places per 1,000 people by commune, before and after."""


@dataclass(frozen=True)
class Difference:
    """The region before and after a scenario.

    Attributes
    ----------
    gained, lost : people within the threshold after and not before, and the reverse
    balance : (least, most) of gained − lost that the error of the times leaves possible
    table : one row a territory of the level asked for, from
        `geodata.coverage.what_if.compare`, with its
        `name`, and when places change `places_before` and `places_after` (per 1,000 people)
    places : places per 1,000 people of the region before and after; None when none changes
    without_effect : rows of the sites closed or resized that have no matching course
    """

    gained: int
    lost: int
    balance: tuple[int, int]
    table: pd.DataFrame
    places: tuple[float, float] | None
    without_effect: NDArray[np.int64]


def difference(covered: Covered) -> Difference | None:
    """Compare the region before and after the scenario; None when there is none."""
    what, asked, people = covered.home_change, covered.asked, covered.home_people
    if what is None:
        return None
    means = _accessibility(covered)
    return Difference(
        gained=int(people[what.gained(asked.threshold)].sum()),
        lost=int(people[what.lost(asked.threshold)].sum()),
        balance=_balance(what, people, covered.uncertainty),
        table=_table(covered, what, asked.by, means),
        places=None
        if means is None
        else tuple(mean_accessibility(m, covered.people) for m in means),  # type: ignore[arg-type]
        without_effect=what.without_effect,
    )


def difference_table(covered: Covered, level: str) -> pd.DataFrame:
    """Count the people gained and lost by territory of a level; see `Difference.table`.

    Raises ValueError: there is no scenario.
    """
    if covered.home_change is None:
        raise ValueError("no scenario to compare")
    return _table(covered, covered.home_change, level, _accessibility(covered))


def _table(covered: Covered, what: WhatIf, level: str, means: _Means | None) -> pd.DataFrame:
    atlas, people = covered.atlas, covered.people
    zones = zoning(atlas.communes, level)
    of_homes = covered.homes.zones(zones)
    table = compare(of_homes, what, covered.home_people, covered.asked.threshold)
    names = [zone_label(level, code, atlas.zone_names) for code in table.index]
    table.insert(0, "name", names)
    if means is not None:
        for side, values in zip(("before", "after"), means, strict=True):
            table[f"places_{side}"] = mean_by_zone(zones, values, people)
    return table


def _accessibility(covered: Covered) -> _Means | None:
    """Places per 1,000 people by commune before and after, when some number of places changes."""
    what = covered.change
    if what is None or np.array_equal(what.places_before, what.places_after):
        return None
    before, after = accessibility_before_after(covered.demand, what)
    return before.per_thousand, after.per_thousand


def _balance(what: WhatIf, people: NDArray[np.int64], unsure: Uncertainty) -> tuple[int, int]:
    surely, perhaps = unsure.ends
    balances = [
        int(people[within(what.after, limit)].sum() - people[within(what.before, limit)].sum())
        for limit in (surely, unsure.threshold, perhaps)
    ]
    return min(balances), max(balances)


def commune_changes(what: WhatIf, threshold: float) -> NDArray[np.uint8]:
    """Return what becomes of each commune, uint8 (n_communes,), a position in `CHANGES`."""
    # A commune that nothing reached is treated as if it were as far as a time can say.
    delta = what.after.astype(np.int16) - what.before.astype(np.int16)
    classes = np.select(
        [
            what.gained(threshold),
            what.lost(threshold),
            delta <= -MUCH,
            delta < 0,
            delta >= MUCH,
            delta > 0,
        ],
        [_AT["gained"], _AT["lost"], _AT["much_nearer"], _AT["nearer"], _AT["much_farther"],
         _AT["farther"]],
        default=_AT["same"],
    )  # fmt: skip
    return classes.astype(np.uint8)


HEADERS: dict[str, str] = {
    "code": "Code",
    "name": "Territoire",
    "population": "Population",
    "beyond_before": "Hors d'atteinte avant",
    "beyond_after": "Hors d'atteinte après",
    "gained": "Gagnés",
    "lost": "Perdus",
    "places_before": "Places pour 1 000 avant",
    "places_after": "Places pour 1 000 après",
}
"""Columns of the file, in order, with the name a reader sees."""


def difference_csv(covered: Covered) -> bytes:
    """Write the people gained and lost by territory of the level asked for as a CSV.

    Raises ValueError: there is no scenario.
    """
    table = by_effect(difference_table(covered, covered.asked.by)).reset_index()
    for side in ("before", "after"):
        table[f"beyond_{side}"] = table["population"] - table[f"covered_{side}"]
    kept = [name for name in HEADERS if name in table]
    return to_csv(table[kept].rename(columns=HEADERS))


def by_effect(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table of a difference in the order of the list.

    Its `moved` says whether anything changes there, its `net` how many people are gained.
    """
    moved = (table["gained"] + table["lost"]) > 0
    if "places_before" in table:
        moved |= (table["places_before"] - table["places_after"]).abs() > _LEAST_PLACES
    return BY_EFFECT.of(table.assign(moved=moved, net=table["gained"] - table["lost"]))


_LEAST_PLACES = 0.005  # what two decimals can show


def site_labels(atlas: Atlas) -> list[str]:
    """Name every site, in the order of the table: its name and its commune; once a store."""
    return atlas.cached("site labels", lambda: _site_labels(atlas))


def _site_labels(atlas: Atlas) -> list[str]:
    communes = atlas.sites["commune"].map(atlas.commune_names).fillna("")
    pairs = zip(atlas.sites["name"], communes, strict=True)
    return [f"{name}, {commune}" if commune else str(name) for name, commune in pairs]


def change_counts(
    classes: NDArray[np.uint8], people: NDArray[np.int64]
) -> list[tuple[str, int, int]]:
    """Return for each kind of `CHANGES` its words, its communes and its people."""
    communes = np.bincount(classes, minlength=len(CHANGES))
    inhabitants = np.bincount(classes, weights=people, minlength=len(CHANGES))
    return [
        (words, int(communes[row]), int(inhabitants[row]))
        for row, words in enumerate(CHANGES.values())
    ]


_AT = {kind: row for row, kind in enumerate(CHANGES)}
