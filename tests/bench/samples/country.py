"""A simulated country: the embedded region again and again, and its courses.

Nothing of it is real but the shapes: its name says « simulée » and its store that it is a
demonstration. `python -m tests.bench.samples.country FOLDER [regions] [courses]` writes its
store, which a server may then serve (`ATLAS_STORE=FOLDER make run`).
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.places.projection import to_degrees
from geodata.places.topology import to_topology
from geodata.travel.model import matrix
from loaders.building.region import build
from loaders.building.tables import _json
from loaders.store.network import travel_model
from loaders.store.regional import Meta, Store, Tables, read_store, write_store

REGIONS, COURSES = 13, 400_000
COMMUNES = 2_700
"""Of each region: thirteen have the 35,000 communes of the country."""

_STEP = (250_000, -280_000)
"""Metres between the regions, wider than the one that is copied: to the east, to the south."""
_ABREAST = (-1, 0, 1, -2)
_TAKEN = {"02", "59", "60", "62", "80"}
_NUMBERS = [code for code in (f"{n:02d}" for n in range(100)) if code not in _TAKEN]
_ZONE_OF = ("spel", "epci", "zone_emploi", "bmo_basin", "departement")


def country(region: Store, regions: int = REGIONS, courses: int = COURSES) -> Tables:
    """Return the tables of so many copies of a region, the first where it is.

    Parameters
    ----------
    region : a demonstration, of five départements at most
    courses : of them all; they are those of the region, each with the place of another
    """
    model = travel_model()
    parts = [_copy(region, at) for at in range(regions)]
    communes = gpd.GeoDataFrame(pd.concat([part[0] for part in parts], ignore_index=True))
    zones = gpd.GeoDataFrame(pd.concat([part[1] for part in parts], ignore_index=True))
    sites = pd.concat([part[2] for part in parts], ignore_index=True)
    xy = [table[["x", "y"]].to_numpy(np.float64) for table in (communes, sites)]
    return Tables(
        communes=communes,
        zones=zones,
        sites=sites,
        offers=_courses(region.offers, sites, courses),
        sources=region.sources,
        rejects=region.rejects,
        romes=region.romes,
        profile=region.profile,
        travel={mode: matrix(model, *xy, mode) for mode in model.modes},
        topology=_json(to_topology(communes)),
        context=region.context,
    )


def _copy(region: Store, at: int) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, pd.DataFrame]:
    """Return the communes, zones and sites of a copy, which is `at` steps from the first."""
    shift = (_ABREAST[at % 4] * _STEP[0], at // 4 * _STEP[1]) if at else (0, 0)
    # The first of the others would lie where the region is.
    shift = (2 * _STEP[0], 0) if at == 1 else shift
    names = _numbers(region, at)
    lille = region.communes.loc[region.communes["code"] == "59350", ["x", "y"]].iloc[0]
    far = np.hypot(region.communes["x"] - lille["x"], region.communes["y"] - lille["y"])
    communes = region.communes.loc[np.sort(far.argsort()[:COMMUNES])].copy()
    sites = region.sites[region.sites["commune"].isin(communes["code"])].copy()
    zones = region.zones[region.zones["level"] != "region"].copy()
    zones = zones[
        [
            code in set(communes[level])
            for level, code in zip(zones["level"], zones["code"], strict=True)
        ]
    ]
    for table in (communes, sites):
        table[["x", "y"]] += np.array(shift)
        table[["lon", "lat"]] = to_degrees(table[["x", "y"]].to_numpy(np.float64))
    for shapes in (communes, zones):
        shapes.geometry = shapes.geometry.translate(*shift)
    if at:
        communes["code"] = [names[code[:2]] + code[2:] for code in communes["code"]]
        sites["commune"] = [names[code[:2]] + code[2:] for code in sites["commune"]]
        sites["site"] = [f"{site}-{at}" for site in sites["site"]]
        sites["uai"] = ""
        for level in _ZONE_OF:
            communes[level] = _renamed(communes[level], level, names, at)
            of_level = zones["level"] == level
            zones.loc[of_level, "code"] = _renamed(zones.loc[of_level, "code"], level, names, at)
        for table in (communes, zones, sites):
            table["name"] = table["name"] + f" (copie {at})"
    return communes, zones, sites


def _numbers(region: Store, at: int) -> dict[str, str]:
    known = sorted(set(region.communes["departement"]))
    if not at:
        return {code: code for code in known}
    return dict(zip(known, _NUMBERS[(at - 1) * len(known) :], strict=False))


def _renamed(codes: pd.Series, level: str, names: dict[str, str], at: int) -> pd.Series:
    if level == "departement":
        return codes.map(names)
    return codes.where(codes == "", codes + f"-{at}")


def _courses(offers: pd.DataFrame, sites: pd.DataFrame, courses: int) -> pd.DataFrame:
    rng = np.random.default_rng(2026)
    found = offers.iloc[rng.integers(0, len(offers), courses)].reset_index(drop=True)
    placed = (found["site"] != "").to_numpy()
    found["offer"] = [f"simule-{n}" for n in range(courses)]
    found["site"] = np.where(
        placed, sites["site"].to_numpy()[rng.integers(0, len(sites), courses)], ""
    )
    for name in ("provider", "start"):
        found[name] = offers[name].to_numpy()[rng.integers(0, len(offers), courses)]
    return found


def write_country(folder: Path, regions: int = REGIONS, courses: int = COURSES) -> str:
    """Write the store of a simulated country in a folder, and return its address."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "none").mkdir()
        build(Path(name) / "none", str(Path(name) / "store"), "hauts-de-france")
        region = read_store(str(Path(name) / "store"))
    meta = {name: getattr(region.manifest, name) for name in Meta.__dataclass_fields__}
    named = replace(Meta(**meta), region_name=f"{regions} régions simulées")
    write_store(str(folder), country(region, regions, courses), named)
    return str(folder)


if __name__ == "__main__":
    write_country(Path(sys.argv[1]), *map(int, sys.argv[2:]))
