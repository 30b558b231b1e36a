"""The table of a small region: what is told, what is kept when a run stops."""

import numpy as np
import pandas as pd
import pytest
from samples import road_networks as net

from geodata.places.projection import to_metres
from geodata.travel.model import EstimatedTravel
from geodata.travel.roads import BEYOND, UNKNOWN, RoadTravel
from loaders.roads import computing
from loaders.roads.computing import places_of, road_times
from loaders.roads.engine import RoutingError, installed, network_of

pytestmark = pytest.mark.skipif(not installed(), reason="OSRM is not there: `make routing`")

COMMUNES = {"Bourg": net.TOWN, "Pont": net.BRIDGE, "Quai": net.QUAY, "Rive": net.FAR_QUAY,
            "Île-Haute": net.ISLAND}  # fmt: skip
SITES = {"Lycée du Port": net.QUAY, "CFA d'en face": net.ACROSS, "Campus de l'île": net.FAR_ISLAND,
         "École perdue": net.EMPTY}  # fmt: skip


def table_of(places):
    xy = to_metres(np.array(list(places.values())))
    return pd.DataFrame({"name": list(places), "x": xy[:, 0], "y": xy[:, 1]})


PLACES = places_of(table_of(COMMUNES), table_of(SITES))


def computed(network, said=None, published=None, modes=("voiture",)):
    said, published = [] if said is None else said, [] if published is None else published
    return road_times(network, PLACES, modes, said.append, published.append)


@pytest.fixture(scope="module")
def roads(network):
    return computed(network)


def minutes(roads, start, end):
    rows = roads.rows(to_metres(np.array([start, end])))
    return int(roads.minutes["voiture"][rows[0], rows[1]])


def test_the_bay_is_gone_round_and_the_estimate_is_no_longer_asked(roads):
    ends = to_metres(np.array([net.TOWN, net.ACROSS]))
    estimated = EstimatedTravel().minutes(ends[:1], ends[1:], "voiture")[0, 0]
    travel = RoadTravel(roads, EstimatedTravel())
    by_road = travel.minutes(ends[:1], ends[1:], "voiture")[0, 0]
    assert estimated < 2
    assert by_road == minutes(roads, net.TOWN, net.ACROSS)
    assert 20 <= by_road <= 26


def test_an_island_is_out_of_reach_and_a_desert_unknown_each_said_once(roads):
    assert minutes(roads, net.TOWN, net.FAR_ISLAND) == BEYOND
    assert minutes(roads, net.TOWN, net.EMPTY) == UNKNOWN
    assert minutes(roads, net.ISLAND, net.FAR_ISLAND) < 3
    assert len(roads.notes) == 1
    assert "1 lieu de formation (École perdue) à plus" in roads.notes[0]


def test_a_place_that_no_road_reaches_is_said_once():
    table = np.full((len(PLACES.xy),) * 2, 20, dtype=np.uint8)
    alone = PLACES.names.index("Campus de l'île")
    table[:, alone] = BEYOND
    told = computing._told(PLACES, table, "voiture")
    assert told == (
        "Temps voiture : 1 lieu de formation (Campus de l'île) où aucune route ne mène (une île ?) "
        ": hors d'atteinte.",
    )


def test_an_extract_of_another_place_is_refused_and_nothing_is_put_in_force(network):
    elsewhere = places_of(table_of({"Ailleurs": net.EMPTY}), table_of(SITES))
    published = []
    with pytest.raises(RoutingError, match="Prenez celui de la région"):
        road_times(network, elsewhere, ("voiture",), lambda _: None, published.append)
    assert not published


def test_each_part_is_published_when_it_is_whole(network):
    published = []
    computed(network, published=published)
    assert len(published) == 3
    first, last = (one.minutes["voiture"] for one in (published[0], published[-1]))
    assert (first != UNKNOWN).sum() < (last != UNKNOWN).sum()
    sites = np.ix_(PLACES.communes, PLACES.sites)
    assert (first[sites] == last[sites]).all()


def test_a_second_run_computes_nothing_and_a_damaged_tile_is_computed_again(
    network, roads, monkeypatch
):
    asked = []
    work = computing.compute_tile
    monkeypatch.setattr(computing, "compute_tile", lambda *args: asked.append(args) or work(*args))
    again = computed(network)
    assert asked == []
    assert (again.minutes["voiture"] == roads.minutes["voiture"]).all()
    tile = next((network.folder / "voiture" / "tiles").glob("*.npy"))
    tile.write_bytes(tile.read_bytes()[:40])
    again = computed(network)
    assert len(asked) == 1
    assert (again.minutes["voiture"] == roads.minutes["voiture"]).all()


def test_a_mode_without_a_road_is_said_and_the_others_go_on(tmp_path):
    ways = [([1, 2], {"highway": "motorway", "oneway": "no"})]
    path = tmp_path / "autoroute.osm"
    path.write_text(net.osm({1: net.TOWN, 2: net.QUAY}, ways), encoding="utf-8")
    found = computed(network_of(path, tmp_path / "routing"), modes=("marche", "voiture"))
    assert set(found.minutes) == {"voiture"}
    assert found.notes[0].startswith("autoroute.osm : aucun réseau « marche »")
    with pytest.raises(RoutingError, match="marche"):
        computed(network_of(path, tmp_path / "routing"), modes=("marche",))
