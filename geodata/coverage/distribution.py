"""How travel time is spread over people: curves by territory, rural and urban, inequality."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.classes import finite_minutes
from geodata.coverage.aggregation import Gap, cumulative_shares, gini, rural_urban_gap
from geodata.coverage.answer import Covered
from geodata.places.zoning import UNKNOWN, is_known, zone_label, zoning
from geodata.travel.margin import Uncertainty

MOST_CURVES = 4
"""Territories compared at once: more lines are not told apart."""

LONGEST = 120
"""Minutes where the curves end."""

WHOLE = "region"


@dataclass(frozen=True)
class Distribution:
    """What the panel of the curves shows.

    Attributes
    ----------
    curves : float, a row a minute from 0 to `LONGEST`, a column a territory (its code; `WHOLE` for
        the region, first), shares from 0 to 1
    names : name of each column
    by_default : whether the territories are ours: the best and the least covered
    gap : None where the density of the communes is not known
    gini_minutes : over the people who can reach a course; NaN if nobody can
    gini_places : of the places per 1,000 people; NaN where there is none
    without_course : people who can reach no course at all, in none of the figures of minutes
    unsure : the threshold, and what the error of the times leaves unsure of it
    """

    curves: pd.DataFrame
    names: dict[str, str]
    by_default: bool
    gap: Gap | None
    gini_minutes: float
    gini_places: float
    without_course: int
    unsure: Uncertainty

    def band(self, code: str) -> tuple[float, float]:
        """The least and the most of the share within the threshold, given the times' error."""
        least, most = (self._share(code, min(end, LONGEST)) for end in self.unsure.ends)
        return least, most

    def _share(self, code: str, minutes: float) -> float:
        return float(self.curves[code].loc[minutes]) if minutes >= 0 else 0.0

    def minutes_of(self, code: str, share: float) -> int | None:
        """Minutes within which a share of a territory's people are; None if never."""
        reached = np.flatnonzero(self.curves[code].to_numpy() >= share)
        return int(reached[0]) if reached.size else None


def distribution(covered: Covered, level: str, chosen: Sequence[str] = ()) -> Distribution:
    """Return the curves of some territories beside the region's, and how unequal they are.

    Parameters
    ----------
    level : a key of `geodata.places.zoning.GROUPINGS`
    chosen : codes of that level, `MOST_CURVES` of them at most; others are left out. Without one,
        the best and the least covered.
    """
    communes = covered.atlas.communes
    minutes, people, homes = covered.home_minutes, covered.home_people, covered.homes
    known = [code for code in chosen if code in zoning(communes, level).codes][:MOST_CURVES]
    kept = known or _extremes(covered, level)
    whole = cumulative_shares(homes.zones(zoning(communes, "region")), minutes, people, LONGEST)
    curves = whole.set_axis([WHOLE], axis=1)
    zones = zoning(communes, level)
    parts = cumulative_shares(homes.zones(zones), minutes, people, LONGEST)[kept]
    rurality = zoning(communes, "rurality")
    known_density = is_known(rurality)
    return Distribution(
        curves=pd.concat([curves, parts], axis=1),
        names={WHOLE: covered.atlas.region_name}
        | {code: zone_label(level, code, covered.atlas.zone_names) for code in kept},
        by_default=not known,
        gap=rural_urban_gap(homes.zones(rurality), minutes, people, covered.uncertainty)
        if known_density
        else None,
        gini_minutes=gini(finite_minutes(minutes), people),
        gini_places=gini(covered.known_accessibility, covered.people),
        without_course=int(covered.whole["without_course"]),
        unsure=covered.uncertainty,
    )


def distribution_rows(shown: Distribution) -> pd.DataFrame:
    """Return the curves as a table for readers: a row a minute, percentages with one decimal."""
    table = (100 * shown.curves).round(1).rename(columns=shown.names)
    return table.rename_axis("Minutes").reset_index()


def _extremes(covered: Covered, level: str) -> list[str]:
    table = covered.table(level)
    table = table[(table.index != UNKNOWN) & table["share"].notna()].sort_values(
        ["share", "population"], ascending=[True, False]
    )
    if level == "region" or table.empty:
        return []
    return list(dict.fromkeys([str(table.index[-1]), str(table.index[0])]))
