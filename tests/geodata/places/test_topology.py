"""The browser's copy of the communes: decoded, the same map, with each border there once."""

import gzip
import json
from collections import Counter
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import box

from geodata.places.topology import land, to_topology
from loaders.embedding.base import read_base


def communes_of(polygons):
    """A made-up set of communes around 700 km, 7,000 km in Lambert-93."""
    count = len(polygons)
    moved = shapely.transform(np.array(polygons), lambda xy: np.add(xy, (700_000, 7_000_000)))
    return gpd.GeoDataFrame(
        {
            "code": [f"0200{rank}" for rank in range(count)],
            "name": [f"Commune {rank}" for rank in range(count)],
            "population": range(100, 100 + count),
            "departement": "02",
            "spel": "021",
            "epci": "200000000",
            "zrr": [True, None, *[False] * (count - 2)],
            "qpv_population": [0, 12, *[0] * (count - 2)],
            "lon": 3.123456,
            "lat": 50.0,
        },
        geometry=moved,
        crs="EPSG:2154",
    ).astype({"zrr": "boolean", "qpv_population": "Int64"})


def decoded_arcs(topology):
    scale, translate = (np.array(topology["transform"][k]) for k in ("scale", "translate"))
    return [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]


def decoded(topology):
    """Polygons of a topology, in metres, as topojson-client would make them."""
    arcs = decoded_arcs(topology)

    def ring(numbers):
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        for before, after in pairwise(parts):
            np.testing.assert_allclose(before[-1], after[0])
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    shapes = []
    for geometry in topology["objects"]["communes"]["geometries"]:
        several = geometry["type"] == "MultiPolygon"
        polygons = geometry["arcs"] if several else [geometry["arcs"]]
        parts = [
            shapely.Polygon(ring(outer), [ring(r) for r in inner]) for outer, *inner in polygons
        ]
        shapes.append(shapely.MultiPolygon(parts) if several else parts[0])
    return gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs(2154)


def uses(topology):
    """How many times each arc is used."""
    numbers = []

    def walk(item):
        if isinstance(item, int):
            numbers.append(item if item >= 0 else ~item)
        else:
            for inner in item:
                walk(inner)

    for geometry in topology["objects"]["communes"]["geometries"]:
        walk(geometry["arcs"])
    return Counter(numbers)


def segments(topology):
    counts = Counter()
    for arc in topology["arcs"]:
        points = [tuple(point) for point in np.cumsum(arc, axis=0).tolist()]
        counts.update(tuple(sorted(pair)) for pair in pairwise(points))
    return counts


GRID = [box(x, y, x + 1000, y + 1000) for y in (0, 1000) for x in (0, 1000)]
ENCLAVE = [
    box(0, 0, 3000, 3000).difference(box(1000, 1000, 2000, 2000)),
    box(1000, 1000, 2000, 2000),
]
ISLAND = [
    shapely.MultiPolygon([box(0, 0, 1000, 1000), box(3000, 0, 3500, 500)]),
    box(1000, 0, 2000, 1000),
]


@pytest.mark.parametrize("polygons", [GRID, ENCLAVE, ISLAND], ids=["grid", "enclave", "island"])
def test_decoded_polygons_are_the_communes(polygons):
    communes = communes_of(polygons)
    shapes = decoded(to_topology(communes))
    difference = shapely.symmetric_difference(shapes.to_numpy(), communes.geometry.to_numpy())
    assert (shapely.area(difference) < 0.01 * communes.area).all()


def test_a_shared_border_is_one_arc_used_twice():
    topology = to_topology(communes_of(GRID))
    assert max(segments(topology).values()) == 1
    # Four squares: four inner borders, each used by two.
    assert Counter(uses(topology).values())[2] == 4


def test_an_enclave_shares_its_whole_border():
    topology = to_topology(communes_of(ENCLAVE))
    # The outer ring is of one polygon only; what is left is the enclave's, and of both.
    assert Counter(uses(topology).values())[1] == 1
    assert max(segments(topology).values()) == 1


def test_properties():
    communes = communes_of(GRID)
    first, second, *_ = (
        geometry["properties"]
        for geometry in to_topology(communes)["objects"]["communes"]["geometries"]
    )
    assert first == {
        "code": "02000",
        "name": "Commune 0",
        "population": 100,
        "departement": "02",
        "spel": "021",
        "epci": "200000000",
        "zrr": 1,
        "qpv": 0,
        "lon": 3.123,
        "lat": 50.0,
    }
    # A commune of which the ZRR is not known is not drawn as one.
    assert (second["zrr"], second["qpv"]) == (0, 1)


def test_the_order_and_the_table_are_left_as_they_are():
    communes = communes_of(GRID).iloc[::-1]
    before = communes.copy()
    topology = to_topology(communes)
    codes = [g["properties"]["code"] for g in topology["objects"]["communes"]["geometries"]]
    assert codes == before["code"].tolist()
    assert communes.equals(before)


def test_land_is_drawn_foreign_first_and_can_be_written():
    context = gpd.GeoDataFrame(
        {"kind": ["france", "foreign"], "name": ["Aisne", "Belgique"]},
        geometry=[
            box(700_000, 7_000_000, 710_000, 7_010_000),
            box(710_000, 7_000_000, 720_000, 7_010_000),
        ],
        crs="EPSG:2154",
    )
    collection = json.loads(json.dumps(land(context)))
    assert [f["properties"]["name"] for f in collection["features"]] == ["Belgique", "Aisne"]
    assert collection["type"] == "FeatureCollection"
    (longitude, latitude), *_ = collection["features"][1]["geometry"]["coordinates"][0][0]
    assert (longitude, latitude) == (pytest.approx(3.0, abs=0.2), pytest.approx(50.1, abs=0.2))
    assert round(longitude, 3) == longitude


@pytest.fixture(scope="module")
def base():
    return read_base()


@pytest.fixture(scope="module")
def topology(base):
    return to_topology(base.communes)


class TestHautsDeFrance:
    def test_under_300_kb_compressed(self, topology):
        text = json.dumps(topology, ensure_ascii=False, separators=(",", ":")).encode()
        assert len(gzip.compress(text, 9)) < 300_000

    def test_the_land_is_small(self, base):
        text = json.dumps(land(base.context), ensure_ascii=False, separators=(",", ":")).encode()
        assert len(gzip.compress(text, 9)) < 60_000

    def test_every_border_is_there_once(self, topology):
        assert max(segments(topology).values()) == 1
        # A commune that is nowhere wider than a step of the grid is walked both ways there.
        assert sum(count > 2 for count in uses(topology).values()) <= 1
        assert set(uses(topology)) == set(range(len(topology["arcs"])))

    def test_decoded_polygons_are_the_communes(self, base, topology):
        shapes = shapely.make_valid(decoded(topology).to_numpy())
        communes = base.communes.geometry.to_numpy()
        assert shapely.area(shapes).sum() == pytest.approx(shapely.area(communes).sum(), rel=1e-3)
        difference = shapely.area(shapely.symmetric_difference(shapes, communes))
        assert np.median(difference / shapely.area(communes)) < 0.02
        assert (difference < 0.25 * shapely.area(communes)).all()

    def test_neighbours_are_those_of_the_map(self, base, topology):
        users = {}
        for rank, geometry in enumerate(topology["objects"]["communes"]["geometries"]):
            for arc in uses({"objects": {"communes": {"geometries": [geometry]}}}):
                users.setdefault(arc, []).append(rank)
        found = {tuple(sorted(pair)) for pair in users.values() if len(pair) == 2}
        polygons = base.communes.geometry.to_numpy()
        one, other = shapely.STRtree(polygons).query(polygons, predicate="touches")
        border = shapely.length(shapely.intersection(polygons[one], polygons[other]))
        # Borders shorter than the grid's step may be lost.
        expected = {
            (int(a), int(b))
            for a, b, m in zip(one, other, border, strict=True)
            if a < b and m > 200
        }
        assert expected <= found
        assert len(found - expected) < 0.03 * len(expected)
