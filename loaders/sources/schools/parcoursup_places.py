"""Where each course of a Parcoursup file is given: its position, put right or refused."""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata.folding import fold
from loaders.locating.region import MARGIN, converted, locate, town_halls
from loaders.source import Context, report
from loaders.titles.courses import says_distance

ABSENT = "coordonnées absentes"
NOT_FRANCE = "coordonnées hors de France, ou dans un système inconnu"
OUTSIDE = "position hors de la région"
ELSEWHERE = "établissement d'une autre région"
SWAPPED = "latitude et longitude inversées, remises dans l'ordre"
BORROWED = "position absente ou hors de la région, remplacée par celle du même établissement"
FAR = "position à plus de 2 km de la commune déclarée, remplacée par un lieu de cette commune"
TOWN_HALL = "position absente ou hors de la région, remplacée par la mairie de la commune"

_PLACES = ["lon", "lat", "x", "y", "commune_code", "precision"]


def place_rows(
    rows: pd.DataFrame, context: Context
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give each row its place in the region.

    In this order: the position of the file (its two numbers exchanged when that alone puts it in
    the region); for an establishment that the file says of the region, or does not locate, the
    nearest position that the file gives to the same establishment in the region; the town hall of
    the commune that the file names; else the row is refused. A position more than 2 km away from
    the commune that the file names (else that of the lycée's register) is replaced by one of the
    same establishment in that commune, else by its town hall. A course entirely at a distance needs
    no position: it only needs an establishment of the region.

    Parameters
    ----------
    rows : the columns of the file by role, indexed by row number

    Returns
    -------
    (placed, rejects, corrections)
        placed has the columns lon, lat (degrees), x, y (metres, EPSG:2154), commune_code,
        precision and distance beside those of rows.
    """
    found = locate(context.communes, rows["lon"], rows["lat"])
    said = rows["lon"].notna() & rows["lat"].notna() & ((rows["lon"] != 0) | (rows["lat"] != 0))
    rows = rows.assign(
        **{"lon": found.lon, "lat": found.lat, "x": found.x, "y": found.y},
        commune_code=found.commune,
        precision="address",
        distance=_at_distance(rows),
    )
    declared = _declared(rows, context)
    known = pd.Series(np.isfinite(found.metres), rows.index)
    placed = pd.Series(found.metres == 0, rows.index) | (
        pd.Series(found.inside, rows.index) & (declared != "other")
    )
    swapped = pd.Series(found.swapped, rows.index) & placed
    corrections = [report(rows, swapped, SWAPPED)]
    systems = pd.Series(found.system, rows.index)
    corrections += [
        report(rows, placed & (systems == system), converted(system))
        for system in sorted(set(systems[placed]) - {""})
    ]

    lost = ~placed & (declared != "other") & ~rows["distance"]
    # Without a position of its own, the commune that the row names is nearer the truth than
    # another site of the same establishment.
    halls = _from_town_halls(rows[lost & ~known], context)
    borrowed = _from_same_school(rows[lost & ~rows.index.isin(halls.index)], rows[placed])
    left = rows[lost & ~rows.index.isin([*halls.index, *borrowed.index])]
    halls = pd.concat([halls, _from_town_halls(left, context)])
    for moved, reason in ((borrowed, BORROWED), (halls, TOWN_HALL)):
        rows.loc[moved.index, _PLACES] = moved[_PLACES]
        corrections.append(
            report(rows, pd.Series(rows.index.isin(moved.index), rows.index), reason)
        )
        placed |= rows.index.isin(moved.index)
    rows, far = _in_declared_commune(rows, placed, context)
    corrections.append(report(rows, far, FAR))
    kept = placed | (rows["distance"] & (declared == "ours"))

    reasons = pd.Series(
        np.where(known, OUTSIDE, np.where(said, NOT_FRANCE, ABSENT)), rows.index, dtype=object
    )
    reasons[declared == "other"] = ELSEWHERE
    rows.loc[~kept & known, "content"] += (
        " | "
        + rows["lat"].map("{:.7g}".format).astype(str)
        + ", "
        + rows["lon"].map("{:.7g}".format).astype(str)
    )
    return rows[kept], report(rows, ~kept, reasons), pd.concat(corrections)


def _at_distance(rows: pd.DataFrame) -> pd.Series:
    setting = rows["setting"].map(fold)
    only = setting.str.contains("entierement a distance") & ~setting.str.contains("presentiel")
    return rows["title"].map(says_distance).astype(bool) | only.astype(bool)


def _declared(rows: pd.DataFrame, context: Context) -> pd.Series:
    """Return what the file says of each establishment: « ours », « other » or « » (nothing)."""
    ours = {fold(name) for name in context.profile.names}
    departements = set(context.profile.departements)

    def read(region: str, departement: str) -> str:
        if region:
            return "ours" if fold(region) in ours else "other"
        code = departement.zfill(2).upper()
        if departement and re.fullmatch(r"\d\d|2A|2B|9[78]\d", code):
            return "ours" if code in departements else "other"
        return ""

    values = [read(*pair) for pair in zip(rows["region"], rows["departement"], strict=True)]
    return pd.Series(values, rows.index, dtype=object)


def _in_declared_commune(
    rows: pd.DataFrame, placed: pd.Series, context: Context
) -> tuple[pd.DataFrame, pd.Series]:
    """Bring back the rows whose position is far from their commune; tell which they are."""
    communes = context.communes.set_index("code")
    towns = town_halls(context.communes)["code"].to_dict()
    lycees = dict(zip(context.lycees["uai"], context.lycees["commune"], strict=True))
    codes = [
        towns.get(_town_key(name)) or lycees.get(uai, "")
        for name, uai in zip(rows["commune"], rows["uai"], strict=True)
    ]
    told = pd.Series([code if code in communes.index else "" for code in codes], rows.index)
    asked = (
        placed & (told != "") & (told != rows["commune_code"]) & (rows["precision"] == "address")
    )
    far = pd.Series(False, rows.index)
    if not asked.any():
        return rows, far
    points = shapely.points(rows.loc[asked, "x"], rows.loc[asked, "y"])
    polygons = communes.geometry.reindex(told[asked]).to_numpy()
    far[asked] = shapely.distance(polygons, points) > MARGIN
    there = rows[placed & ~far & (rows["uai"] != "")].drop_duplicates(["uai", "commune_code"])
    keys = zip(there["uai"], there["commune_code"], strict=True)
    positions = dict(zip(keys, there.index, strict=True))
    rows = rows.copy()
    for index in rows.index[far]:
        code = told[index]
        same = (rows.at[index, "uai"], code)
        hall = communes.loc[code]
        place = (
            there.loc[positions[same], _PLACES]
            if same in positions
            else pd.Series(
                [hall["lon"], hall["lat"], hall["x"], hall["y"], code, "commune"], _PLACES
            )
        )
        rows.loc[index, _PLACES] = place.to_numpy()
    return rows, far


def _town_key(name: str) -> str:
    return fold(re.sub(r"\(.*|\bcedex\b.*", "", name, flags=re.IGNORECASE))


def _from_same_school(lost: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Return, for the lost rows that can be, the nearest place of the same establishment."""
    places = placed[placed["uai"] != ""].drop_duplicates(["uai", "lon", "lat"])
    by_school = dict(iter(places.groupby("uai")))
    moved: dict[Any, pd.Series] = {}
    records: Iterable[Any] = lost.itertuples()
    for row in records:
        school = by_school.get(row.uai)
        if school is None:
            continue
        away: Any = np.hypot(school["x"] - row.x, school["y"] - row.y)
        # Without a position, « nearest » has no meaning: only a single place is sure.
        if away.notna().any():
            moved[row.Index] = school[_PLACES].loc[away.idxmin()]
        elif len(school) == 1:
            moved[row.Index] = school.iloc[0][_PLACES]
    return _frame(moved)


def _from_town_halls(lost: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the town hall of the commune a row names, when one commune only has that name."""
    halls = town_halls(context.communes)
    moved: dict[Any, pd.Series] = {}
    records: Iterable[Any] = lost.itertuples()
    for row in records:
        key = _town_key(row.commune)
        if key and key in halls.index:
            hall = halls.loc[key]
            moved[row.Index] = pd.Series(
                [hall.lon, hall.lat, hall.x, hall.y, hall.code, "commune"], _PLACES
            )
    return _frame(moved)


def _frame(moved: dict[Any, pd.Series]) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict(moved, orient="index", columns=_PLACES)
    return frame.astype(dict.fromkeys(["lon", "lat", "x", "y"], float))
