"""Exact times for the nearest places, the way there, and what is said when a server is silent."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from atlases.small import SIDE, offer, small_atlas
from shapely import Point

from geodata.asking.query import parse_query
from geodata.finding import exact
from geodata.finding.answer import find
from geodata.finding.exact import SILENT, area, itinerary, sharpened
from geodata.travel.router import Route

TODAY = date(2026, 11, 22)
SERVER = "Temps routiers OSRM, extrait OpenStreetMap du 12/11/2026"


class Server:
    """A server whose roads are as the crow flies, a kilometre a minute; it counts questions."""

    modes = ("voiture",)

    def __init__(self, silent=False):
        self.silent, self.asked = silent, []

    def named(self, mode):
        return SERVER

    def minutes(self, mode, origin, destinations):
        self.asked.append((mode, np.array(origin), np.array(destinations)))
        if self.silent:
            return None
        return np.hypot(*(np.asarray(destinations) - origin).T) / 1_000

    def route(self, mode, origin, destination):
        return None if self.silent else Route(12.0, 12_000.0, ())


def few(server):
    courses = [
        offer("here", title="CAP Cuisine", site="alpha", level=3),
        offer("near", title="CAP Boulanger", site="bêta", level=3),
        offer("far", title="Bac pro Cuisine", site="delta", level=4),
    ]
    return replace(small_atlas(courses), router=server)


def asked(atlas, **args):
    args = {"lieu": "80001", "mode": "voiture", **args}
    return sharpened(atlas, find(atlas, parse_query(args), TODAY))


def test_the_list_has_the_server_s_times_in_one_question():
    server = Server()
    atlas = few(server)
    found = asked(atlas, max_minutes="60")
    start = atlas.commune_xy[0]
    (question,) = server.asked
    known = np.unique(atlas.columns.site)
    expected = np.hypot(*(atlas.site_xy[known] - start).T) / 1_000
    np.testing.assert_allclose(found.minutes[known], expected, atol=0.51)
    assert len(question[2]) == len(known)
    assert found.times == SERVER[:1].lower() + SERVER[1:]


def test_what_is_within_reach_follows_the_exact_times():
    limit = str(int(SIDE / 1_000) + 1)
    found = asked(few(Server()), max_minutes=limit)
    rough = find(few(None), parse_query({"lieu": "80001", "max_minutes": limit}), TODAY)
    assert found.placed.sum() > rough.placed.sum()
    assert not (found.placed & found.beyond).any()
    assert (found.placed | found.beyond).sum() == 3


def test_only_the_nearest_are_asked_and_the_rest_is_said(monkeypatch):
    monkeypatch.setattr(exact, "NEAREST", 2)
    server = Server()
    found = asked(few(server))
    assert len(server.asked[0][2]) == 2
    assert found.times.endswith("pour les 2 lieux les plus proches, estimés au-delà")


def test_a_silent_server_leaves_the_estimate_and_is_said():
    silent, without = asked(few(Server(silent=True))), asked(few(None))
    np.testing.assert_array_equal(silent.minutes, without.minutes)
    assert silent.times == f"temps estimés ({SILENT})"
    assert without.times == "temps estimés"


def test_a_mode_that_it_does_not_know_is_not_asked():
    server = Server()
    assert asked(few(server), mode="velo").times == "temps estimés"
    assert server.asked == []


def test_a_position_is_told_to_some_hundred_metres_only():
    server = Server()
    atlas = few(server)
    near = parse_query({"near": "3.01234567,50.09876543"})
    sharpened(atlas, find(atlas, near, TODAY))
    assert (server.asked[0][1] % 100 == 0).all()
    asked(atlas)
    np.testing.assert_array_equal(server.asked[1][1], atlas.commune_xy[0])


def test_the_way_is_asked_for_its_mode():
    atlas = few(Server())
    start = atlas.commune_xy[0]
    found = itinerary(atlas, start, 0, "voiture")
    assert (found.route.minutes, found.name) == (12.0, SERVER)
    assert itinerary(atlas, start, 0, "marche") is None
    assert itinerary(few(None), start, 0, "voiture") is None
    assert itinerary(few(Server(silent=True)), start, 0, "voiture").route is None


@pytest.mark.parametrize("minutes", [8, 20])
def test_the_area_is_the_server_s(minutes):
    atlas = few(Server())
    start = tuple(atlas.commune_xy[0])
    drawn = area(atlas, start, minutes, "voiture")
    disk = Point(start).buffer(minutes * 1_000)  # a kilometre a minute, whatever the direction
    assert drawn.symmetric_difference(disk).area < 0.15 * disk.area
    silent = area(few(Server(silent=True)), start, minutes, "voiture")
    assert silent.equals(atlas.model.reach(start, minutes, "voiture"))
