"""Where people live, where they would train and where employers recruit, on one map."""

import base64
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.scenario import resolve
from geodata.coverage.answer import Covered
from geodata.coverage.flows.potential import NOWHERE, OriginDestination, flows_by_zone
from geodata.coverage.order import BY_PEOPLE, BY_PROJECTS
from geodata.coverage.recruitment import BASIN, Recruitment, recruitment
from geodata.places.projection import to_degrees
from geodata.places.zoning import Zoning, is_known, zone_label, zoning
from geodata.travel.model import OUT_OF_REACH, matrix

NO_PLACE = 0xFFFF


@dataclass(frozen=True)
class ThreePlaces:
    """What the panel shows.

    Attributes
    ----------
    level : the territories of the table: BMO basins where the communes' are known
    table : a row a territory, its code as index: `name`, `population`, `beyond_population`,
        `courses`, `places` (known ones), `own_share` (people whose nearest course is in their
        territory, 0 to 1; NaN where nobody lives), `towards` (name of the other territory where
        most of the others find theirs, "" if none), `towards_people`, and, where a survey is
        loaded, `projects`, `difficult`, `secret` and `difficult_low`, `_high`, `_known`
    work : None when no survey of the projects is loaded
    destination : int64 (n_communes,), row of the place of the nearest course: a site, or an opening
        of the scenario beyond them; -1 where none can be reached
    opened : int64 (n_openings,), rows of the communes where the scenario opens
    openings : float (n_openings, 2), latitudes and longitudes in degrees
    """

    level: str
    table: pd.DataFrame
    work: Recruitment | None
    destination: NDArray[np.int64]
    opened: NDArray[np.int64]
    openings: NDArray[np.float64]

    @property
    def ranked(self) -> pd.DataFrame:
        """The table in the order of the list."""
        return (BY_PROJECTS if "projects" in self.table else BY_PEOPLE).of(self.table)


def three_places(covered: Covered, level: str) -> ThreePlaces:
    """Set people, courses and projects of recruitment side by side, by territory.

    Parameters
    ----------
    level : territories of the table where the BMO basins of the communes are not known
    """
    atlas = covered.atlas
    basins = zoning(atlas.communes, BASIN)
    work = recruitment(atlas.tension, covered.asked.query.domain)
    zones = basins if is_known(basins) else zoning(atlas.communes, level)
    opened = resolve(covered.asked.scenario, atlas.communes["code"], atlas.sites["site"]).opened
    destination = _destination(covered, opened)
    lonlat = to_degrees(atlas.commune_xy[opened], atlas.crs).reshape(-1, 2)
    table = covered.table(zones.level)[["name", "population", "beyond_population"]]
    of_site = _zone_of_site(covered, zones)
    courses = np.where(covered.open_sites, covered.offer.courses, 0)
    places = np.where(covered.open_sites, covered.offer.places, 0)
    inside = of_site >= 0
    n_zones = len(zones.codes)
    table["courses"] = np.bincount(
        of_site[inside], weights=courses[inside], minlength=n_zones
    ).astype(np.int64)
    table["places"] = np.bincount(
        of_site[inside], weights=places[inside], minlength=n_zones
    ).astype(np.int64)
    zone_of_place = np.append(
        np.append(np.asarray(zones.codes, dtype=object), NOWHERE)[of_site],
        np.asarray(zones.codes, dtype=object)[zones.of_commune[opened]],
    )
    table = table.join(_main_flows(covered, zones, destination, zone_of_place))
    if work is not None and zones.level == BASIN:
        table = table.join(work.table[["projects", "difficult", "secret"]])
        table = table.join(work.shares.add_prefix("difficult_"))
    return ThreePlaces(zones.level, table, work, destination, opened, lonlat[:, ::-1])


def flow_drawing(shown: ThreePlaces, covered: Covered) -> dict[str, object]:
    """Return what the browser draws, little-endian in base64.

    `to` has two bytes a commune: the place of its nearest course (65535 where none), a site's row
    or, beyond them, a row of `openings`; `courses` has two bytes a site.
    """
    to = np.where(shown.destination < 0, NO_PLACE, shown.destination).astype("<u2")
    courses = np.where(covered.open_sites, covered.offer.courses, 0)
    return {
        "id": covered.atlas.id,
        "to": base64.b64encode(to.tobytes()).decode("ascii"),
        "courses": base64.b64encode(np.minimum(courses, NO_PLACE).astype("<u2").tobytes()).decode(
            "ascii"
        ),
        "openings": shown.openings.round(5).tolist(),
        "work": _work_points(shown, covered),
    }


def observed_flows(
    read: OriginDestination, covered: Covered, level: str
) -> tuple[pd.DataFrame, float]:
    """Sum observed flows by territory.

    Returns
    -------
    A row a territory people leave from, its code as index: `name`, `people` (float), `own_share`
    (who stay in it), `towards` (name), `towards_people`; and the people who stay in their commune.
    """
    atlas = covered.atlas
    zones = zoning(atlas.communes, level)
    codes = np.asarray(zones.codes, dtype=object)[zones.of_commune]
    zone = dict(zip(atlas.communes["code"], codes, strict=True))
    pairs = read.table.assign(
        origin=read.table["origin"].map(zone), destination=read.table["destination"].map(zone)
    )
    summed = pairs.groupby(["origin", "destination"])[["people"]].sum().reset_index()
    table = _leading(summed, level, atlas.zone_names)
    table.insert(0, "name", [zone_label(level, code, atlas.zone_names) for code in table.index])
    stay = read.table["origin"] == read.table["destination"]
    return table.sort_values("people", ascending=False), float(read.table.loc[stay, "people"].sum())


def _destination(covered: Covered, opened: NDArray[np.int64]) -> NDArray[np.int64]:
    site = covered.nearest_site.copy()
    late = (site < 0) & (covered.minutes != OUT_OF_REACH)
    if len(opened) and late.any():
        atlas = covered.atlas
        xy = atlas.commune_xy
        times = matrix(atlas.model, xy[late], xy[opened], covered.asked.mode)
        site[late] = len(atlas.sites) + times.argmin(axis=0)
    return site


def _zone_of_site(covered: Covered, zones: Zoning) -> NDArray[np.int64]:
    """Position of each site's territory, -1 where its commune is not known."""
    atlas = covered.atlas
    row = pd.Series(zones.of_commune, index=atlas.communes["code"].to_numpy())
    return row.reindex(atlas.sites["commune"]).fillna(-1).to_numpy(dtype=np.int64)


def _main_flows(
    covered: Covered,
    zones: Zoning,
    destination: NDArray[np.int64],
    zone_of_place: NDArray[np.object_],
) -> pd.DataFrame:
    flows = flows_by_zone(zones, destination, zone_of_place, covered.people)
    table = _leading(flows, zones.level, covered.atlas.zone_names)
    return table[["own_share", "towards", "towards_people"]]


def _leading(flows: pd.DataFrame, level: str, names: dict[tuple[str, str], str]) -> pd.DataFrame:
    """People of each origin, the share who stay in it, and where most of the others go."""
    people = flows.groupby("origin")["people"].sum()
    own = flows[flows["origin"] == flows["destination"]].set_index("origin")["people"]
    away = flows[(flows["origin"] != flows["destination"]) & (flows["destination"] != NOWHERE)]
    away = away[away["people"] > 0].sort_values("people", ascending=False, kind="stable")
    first = away.drop_duplicates("origin").set_index("origin")
    table = pd.DataFrame({"people": people})
    table["own_share"] = (own.reindex(table.index).fillna(0) / people.where(people > 0)).astype(
        np.float64
    )
    towards = first["destination"].reindex(table.index)
    table["towards"] = [
        "" if pd.isna(code) else zone_label(level, str(code), names) for code in towards
    ]
    table["towards_people"] = first["people"].reindex(table.index).fillna(0).astype(np.int64)
    return table


def basins_at_work(
    shown: ThreePlaces, covered: Covered
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where the projects of each basin are, at the middle of its people, and how many.

    Returns
    -------
    float (n_basins, 2) in metres and float (n_basins,), in the order of `shown.table`; NaN for a
    basin where nobody lives, or whose projects are not said.
    """
    atlas = covered.atlas
    zones = zoning(atlas.communes, shown.level)
    weights = atlas.communes["population"].to_numpy(dtype=np.float64)
    total = zones.sums(weights)
    people = np.where(total > 0, total, np.nan)
    centres = [zones.sums(weights * atlas.commune_xy[:, axis]) / people for axis in (0, 1)]
    projects = shown.table["projects"].to_numpy(dtype=np.float64, na_value=np.nan)
    return np.stack(centres, axis=1), projects


def _work_points(shown: ThreePlaces, covered: Covered) -> list[dict[str, object]]:
    """The basins' projects as a browser draws them."""
    if "projects" not in shown.table:
        return []
    xy, projects = basins_at_work(shown, covered)
    told = np.isfinite(xy).all(axis=1) & np.isfinite(projects)
    lonlat = to_degrees(xy[told], covered.atlas.crs).round(4).tolist()
    names = shown.table["name"].astype(str)[told]
    return [
        {"name": name, "projects": int(n), "lon": lon, "lat": lat}
        for name, n, (lon, lat) in zip(names, projects[told], lonlat, strict=True)
    ]
