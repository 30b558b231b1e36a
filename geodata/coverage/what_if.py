"""What a decision would change: courses opened, sites closed, capacities, before and after."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.asking.scenario import Changes
from geodata.coverage.accessibility import Accessibility, Catchments, accessibility
from geodata.coverage.nearest import nearest, nearest_site, within
from geodata.coverage.offering import Offering
from geodata.places.homes import Homes
from geodata.places.zoning import Zoning


@dataclass(frozen=True)
class WhatIf:
    """The offer before and after some changes.

    Attributes
    ----------
    before, after : uint8 (n_communes,)
        Minutes to the nearest matching course, 255 = out of reach.
    kept : bool (n_sites,)
        Sites that still have a matching course after.
    opened : uint8 (n_opened, n_communes)
        Minutes to each course opened.
    places_before, places_after : float64 (n_sites + n_opened,)
        Places of the matching courses, the opened ones last. A course opened without a number of
        places adds none: it covers, but accessibility does not change.
    without_effect : int64
        Rows of the sites closed or resized that have no matching course.
    """

    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    kept: NDArray[np.bool_]
    opened: NDArray[np.uint8]
    places_before: NDArray[np.float64]
    places_after: NDArray[np.float64]
    without_effect: NDArray[np.int64]

    def gained(self, threshold: float) -> NDArray[np.bool_]:
        """Communes within `threshold` minutes after, and not before."""
        return within(self.after, threshold) & ~within(self.before, threshold)

    def lost(self, threshold: float) -> NDArray[np.bool_]:
        """Communes within `threshold` minutes before, and not after."""
        return within(self.before, threshold) & ~within(self.after, threshold)

    def by_commune(self, homes: Homes) -> Self:
        """Return it by commune, from what it is by point where people live."""
        return replace(
            self,
            before=homes.mean(self.before),
            after=homes.mean(self.after),
            opened=homes.mean(self.opened),
        )


def what_if(
    matrix: NDArray[np.uint8],
    offer: Offering,
    changes: Changes,
    opened_minutes: NDArray[np.uint8],
) -> WhatIf:
    """Apply changes to the matching courses.

    A site that is both closed and given another capacity is closed.

    Parameters
    ----------
    matrix : uint8 (n_sites, n_communes), whole minutes by the mode in use
    offer : the matching courses, from `geodata.coverage.offering.offering`
    changes : from `geodata.asking.scenario.resolve`
    opened_minutes : uint8 (n_opened, n_communes)
        Minutes to the communes of `changes.opened`, in their order:
        `geodata.travel.model.matrix(model, communes_xy, communes_xy[changes.opened], mode)`

    Raises
    ------
    ValueError
        The shapes do not fit.
    """
    if opened_minutes.shape != (len(changes.opened), matrix.shape[1]):
        raise ValueError(f"{opened_minutes.shape} minutes for {len(changes.opened)} openings")
    kept = offer.mask.copy()
    kept[changes.closed] = False
    places = np.where(offer.mask, offer.places, 0.0)
    resized = places.copy()
    resized[changes.resized] = changes.resized_places
    touched = np.concatenate([changes.closed, changes.resized])
    after = nearest(matrix, kept)
    return WhatIf(
        before=nearest(matrix, offer.mask),
        after=np.minimum(after, opened_minutes.min(axis=0, initial=255)),
        kept=kept,
        opened=opened_minutes,
        places_before=np.append(places, np.zeros(len(opened_minutes))),
        places_after=np.append(np.where(kept, resized, 0.0), np.nan_to_num(changes.opened_places)),
        without_effect=np.unique(touched[~offer.mask[touched]]),
    )


def nearest_site_after(matrix: NDArray[np.uint8], what: WhatIf) -> NDArray[np.int64]:
    """Row of the nearest site of each commune after the changes, int64 (n_communes,).

    The opened courses come after the sites: row n_sites + k is the k-th one. Of a site and an
    opened course at the same number of minutes, the site; -1 where none can be reached.

    Parameters
    ----------
    matrix : uint8 (n_sites, n_communes), the one that `what` was made with
    what : from `what_if`
    """
    site = nearest_site(matrix, what.kept)
    if not len(what.opened):
        return site
    nearer = what.opened.min(axis=0) < nearest(matrix, what.kept)
    return np.where(nearer, len(matrix) + what.opened.argmin(axis=0), site)


def compare(zones: Zoning, what: WhatIf, people: ArrayLike, threshold: float) -> pd.DataFrame:
    """Count the people gained and lost by territory.

    Parameters
    ----------
    zones : from `geodata.places.zoning.zoning`
    what : from `what_if`
    people : (n_communes,)
    threshold : minutes, the bound included

    Returns
    -------
    One row a territory, indexed by its code: `population`, `covered_before`, `covered_after`,
    `gained`, `lost` (int, people; covered_after = covered_before + gained − lost),
    `share_before`, `share_after` (0 to 1, NaN where nobody lives).
    """
    counts = np.asarray(people, dtype=np.float64)
    columns = {
        "population": counts,
        "covered_before": counts * within(what.before, threshold),
        "covered_after": counts * within(what.after, threshold),
        "gained": counts * what.gained(threshold),
        "lost": counts * what.lost(threshold),
    }
    table = pd.DataFrame(
        {name: zones.sums(values) for name, values in columns.items()},
        index=pd.Index(zones.codes, name="code"),
    ).astype(np.int64)
    population = table["population"].where(table["population"] > 0)
    for side in ("before", "after"):
        table[f"share_{side}"] = (table[f"covered_{side}"] / population).astype(np.float64)
    return table


def accessibility_before_after(
    demand: Catchments, what: WhatIf
) -> tuple[Accessibility, Accessibility]:
    """Places per 1,000 people before and after.

    Parameters
    ----------
    demand : from `geodata.coverage.accessibility.catchments`, for the same mode as `what`
    what : from `what_if`
    """
    grown = demand.with_sites(what.opened) if len(what.opened) else demand
    return accessibility(grown, what.places_before), accessibility(grown, what.places_after)
