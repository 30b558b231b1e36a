"""One métier by employment basin: what each source publishes, the offer, classes for a map."""

import base64
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.classes import bounds, classify
from geodata.coverage.offering import known_capacity
from geodata.needs.metiers import Metier, courses_of, metiers
from geodata.needs.offer import median_minutes, minutes_to, people_by_minute
from geodata.needs.published import ABSENT, PROJECTS, bmo, rome
from geodata.needs.territories import BASIN
from geodata.places.zoning import Zoning, is_known, zoning
from geodata.secrecy import PARTS, shares

SECRET = "secret"
N_CLASSES = 5
FIXED: dict[str, tuple[float, ...]] = {
    "tension": (1, 2, 3, 4),
    "difficult": (20, 40, 60, 80),
    "ratio": (25, 50, 100, 200),
}
"""Bounds that do not change with the métier, so that two maps can be compared."""


@dataclass(frozen=True)
class Drawn:
    """The basins sorted into classes of what is shown.

    Attributes
    ----------
    upper : upper bounds of the classes but the last; of degrees, 1 to 4
    classes : uint8 (n_communes,), the class of each commune's basin; two more than `upper` has:
        secret figures, then figures that nobody publishes
    counts : basins of each class, the two last ones included
    """

    upper: tuple[float, ...]
    classes: NDArray[np.uint8]
    counts: tuple[int, ...]

    @property
    def packed(self) -> str:
        """The classes as the browser reads them: a byte a commune, in base64."""
        return base64.b64encode(self.classes.tobytes()).decode("ascii")


def has_basins(atlas: Atlas) -> bool:
    """Tell whether the store knows the employment basins of the communes."""
    return is_known(zoning(atlas.communes, BASIN))


def by_basin(atlas: Atlas, metier: Metier, mode: str) -> pd.DataFrame:
    """Return what is known of a métier in each basin, indexed by its code.

    Returns
    -------
    name : str
    tension, lowest, highest : float, lower median and range of the classes of its ROME; NaN
    projects, difficult, seasonal and their states : as `needs_sources.projects_in`
    difficult_share : float, in % of the projects; NaN where either is secret
    courses, places, without_places : float, NaN when the métier has no known ROME
    ratio : places per 100 projects; NaN
    minutes : half of the basin's people are at most that far; NaN beyond all reach
    """
    zones = zoning(atlas.communes, BASIN)
    codes = [code for code in zones.codes if code]
    row = metiers(atlas).position[metier.key]
    names = [atlas.zone_names.get((BASIN, code), code) for code in codes]
    table = pd.DataFrame({"name": names}, index=pd.Index(codes, name="code"), dtype=object)
    table = table.join(_degrees(atlas, row, codes)).join(_projects(atlas, row, codes))
    table = table.join(_offer(atlas, row, zones))
    # Of one métier in one basin, the share is published whole or not at all.
    table["difficult_share"] = shares(table, "difficult")["known"]
    table["minutes"] = _minutes(atlas, row, zones, mode).reindex(table.index)
    if not metier.romes:
        table[["courses", "places", "without_places", "minutes"]] = np.nan
    table["ratio"] = 100 * table["places"] / table["projects"].where(table["projects"] > 0)
    return table


def drawn(atlas: Atlas, table: pd.DataFrame, shown: str) -> Drawn:
    """Sort the basins into classes.

    Parameters
    ----------
    table : from `by_basin`
    shown : a key of `needs_query.SHOWN`
    """
    values, hidden = measure(table, shown)
    upper = FIXED.get(shown) or bounds(values, "jenks", N_CLASSES)
    n = len(upper) + 1
    classes = classify(values, upper).astype(np.int64)
    classes = np.where(classes >= 0, classes, np.where(hidden, n, n + 1))
    zones = zoning(atlas.communes, BASIN)
    of_zone = pd.Series(classes, index=table.index).reindex(zones.codes).fillna(n + 1)
    of_commune = of_zone.to_numpy()[zones.of_commune].astype(np.uint8)
    return Drawn(upper, of_commune, tuple(np.bincount(classes, minlength=n + 2).tolist()))


def measure(table: pd.DataFrame, shown: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the value of each basin, NaN where there is none, and whether it is a secret."""
    if shown == "tension":
        return table["tension"].to_numpy(), np.zeros(len(table), bool)
    projects = (table["projects_state"] == SECRET).to_numpy()
    if shown == "difficult":
        return table["difficult_share"].to_numpy(), projects | (
            table["difficult_state"] == SECRET
        ).to_numpy()
    values = table["ratio"] if shown == "ratio" else table["projects"]
    return values.to_numpy(), projects


def basin_index(atlas: Atlas) -> str:
    """Rank of each commune's basin among those of `by_basin`, two bytes each, in base64."""
    zones = zoning(atlas.communes, BASIN)
    return base64.b64encode(zones.of_commune.astype("<u2").tobytes()).decode("ascii")


def _degrees(atlas: Atlas, row: int, codes: list[str]) -> pd.DataFrame:
    rows = rome(atlas).at(BASIN, codes)
    groups = rows[rows["row"] == row].groupby("code")["tension"]
    return pd.DataFrame(
        {
            "tension": groups.quantile(0.5, interpolation="lower"),
            "lowest": groups.min(),
            "highest": groups.max(),
        },
        dtype=np.float64,
    ).reindex(codes)


def _projects(atlas: Atlas, row: int, codes: list[str]) -> pd.DataFrame:
    rows = bmo(atlas).at(BASIN, codes)
    own = rows[rows["row"] == row].drop_duplicates("code").set_index("code").reindex(codes)
    here = own["row"].notna()
    table: dict[str, pd.Series] = {}
    for name in PROJECTS:
        state = pd.Series("", index=own.index, dtype=object)
        state = state.mask(own[name].isna(), SECRET).mask(~here, ABSENT)
        table |= {name: own[name].astype(np.float64), f"{name}_state": state}
    table |= {f"{name}_of": own[f"{name}_of"] for name in PARTS}
    return pd.DataFrame(table, index=own.index)


def _offer(atlas: Atlas, row: int, zones: Zoning) -> pd.DataFrame:
    leads, columns = courses_of(atlas), atlas.columns
    offers = leads.indices[leads.indptr[row] : leads.indptr[row + 1]]
    offers = offers[(columns.site[offers] >= 0) & ~columns.is_distance[offers]]
    communes = atlas.sites["commune"].to_numpy()[columns.site[offers]]
    of_commune = pd.Series(zones.of_commune, index=atlas.communes["code"])
    basin = of_commune.reindex(communes).fillna(len(zones.codes)).to_numpy(dtype=np.int64)
    capacity = atlas.cached("capacity", lambda: known_capacity(atlas.offers["capacity"]))[offers]
    n = len(zones.codes)

    def count(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(basin, weights=weights, minlength=n + 1)[:n].astype(np.float64)

    courses = count(np.ones(len(offers)))
    without = count(np.isnan(capacity).astype(np.float64))
    places = count(np.nan_to_num(capacity))
    places[(courses > 0) & (without == courses)] = np.nan
    return pd.DataFrame(
        {"courses": courses, "places": places, "without_places": without},
        index=pd.Index(zones.codes, name="code"),
    )


def _minutes(atlas: Atlas, row: int, zones: Zoning, mode: str) -> pd.Series:
    times = minutes_to(atlas, mode)[row]
    people = atlas.communes["population"].to_numpy(dtype=np.float64)
    found = []
    for rank in range(len(zones.codes)):
        inside = zones.of_commune == rank
        within = people_by_minute(times[None, inside], people[inside])
        found.append(float(median_minutes(within, people[inside].sum())[0]))
    return pd.Series(found, index=pd.Index(zones.codes, name="code"))
