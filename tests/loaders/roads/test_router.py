"""A server of itineraries that is slow, gone or wrong never keeps a person waiting."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from geodata.places.projection import to_metres
from loaders.roads.router import REST, HttpRouter, addresses_of

LILLE, ARRAS, DOUAI = to_metres(np.array([[3.057, 50.629], [2.777, 50.291], [3.08, 50.37]]))
ENDS = np.array([ARRAS, DOUAI])


def table(seconds, off=(0, 0), start_off=0, **more):
    return {
        "code": "Ok",
        "durations": [seconds],
        "sources": [{"distance": start_off}],
        "destinations": [{"distance": one} for one in off],
        **more,
    }


class Fake:
    """A server whose answer a test chooses; it counts what it is asked."""

    def __init__(self):
        self.answer, self.asked, self.reply = table([1_800, 600.0]), [], None
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                fake.asked.append(self.path)
                if fake.reply:
                    fake.reply(self)
                    return
                content = json.dumps(fake.answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def fake():
    one = Fake()
    yield one
    one.server.shutdown()
    one.server.server_close()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def router(address, clock=None, **more):
    return HttpRouter({"voiture": address}, clock=clock or Clock(), wait=5, **more)


def test_minutes_come_in_one_request(fake):
    times = router(fake.address).minutes("voiture", LILLE, ENDS)
    np.testing.assert_allclose(times, [30, 10])
    assert len(fake.asked) == 1
    assert fake.asked[0].startswith("/table/v1/driving/3.05700,50.62900;")
    assert "destinations=1;2" in fake.asked[0]


def test_the_date_of_the_roads_is_the_server_s(fake):
    fake.answer = table([60, 60], data_version="2026-11-12T20:21:02Z")
    one = router(fake.address)
    assert one.named("voiture") == "Temps routiers OSRM, extrait OpenStreetMap sans date"
    one.minutes("voiture", LILLE, ENDS)
    assert one.named("voiture") == "Temps routiers OSRM, extrait OpenStreetMap du 12/11/2026"


def test_the_operator_s_factor_is_for_the_car(fake):
    one = HttpRouter({"voiture": fake.address, "velo": fake.address}, congestion=1.5, wait=5)
    np.testing.assert_allclose(one.minutes("voiture", LILLE, ENDS), [45, 15])
    np.testing.assert_allclose(one.minutes("velo", LILLE, ENDS), [30, 10])


def test_a_place_far_from_any_road_has_no_time(fake):
    fake.answer = table([1_800, 600], off=(20, 4_000))
    times = router(fake.address).minutes("voiture", LILLE, ENDS)
    assert times[0] == 30
    assert np.isnan(times[1])
    fake.answer = table([1_800, 600], start_off=4_000)
    assert router(fake.address).minutes("voiture", LILLE, ENDS) is None


def test_no_road_is_an_answer(fake):
    fake.answer = table([None, 600])
    times = router(fake.address).minutes("voiture", LILLE, ENDS)
    assert np.isinf(times[0])
    assert times[1] == 10


@pytest.mark.parametrize(
    "answer",
    [
        [], {}, "Ok", {"code": "Ok"}, {"code": "InvalidQuery"}, table([1, 2, 3]), table([-5, 6]),
        table(["soon", 5]), table([1, 2], off=("near", 5)), table({}),
        {"code": "Ok", "durations": None},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_not_believed(fake, answer):
    fake.answer = answer
    clock = Clock()
    one = router(fake.address, clock)
    assert one.minutes("voiture", LILLE, ENDS) is None
    assert one.minutes("voiture", LILLE, ENDS) is None
    assert len(fake.asked) == 1  # left alone, for a while
    clock.now = REST + 1
    fake.answer = table([60, 60])
    np.testing.assert_allclose(one.minutes("voiture", LILLE, ENDS), [1, 1])


def drip(handler):
    """Send a byte now and then: no wait of the connection ever ends."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def elsewhere(handler):
    handler.send_response(302)
    handler.send_header("Location", "http://example.org/")
    handler.end_headers()


def cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b'{"code"')
    handler.close_connection = True


@pytest.mark.parametrize("reply", [drip, elsewhere, cut])
def test_a_slow_or_broken_server_is_left_in_time(fake, reply):
    fake.reply = reply
    one = HttpRouter({"voiture": fake.address}, wait=0.3)
    began = time.monotonic()
    assert one.minutes("voiture", LILLE, ENDS) is None
    assert one.minutes("voiture", LILLE, ENDS) is None
    assert one.route("voiture", LILLE, ARRAS) is None
    assert time.monotonic() - began < 10  # the drip lasts thirty seconds
    assert len(fake.asked) == 1


def test_a_server_that_is_gone_is_asked_once():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{one.getsockname()[1]}"
    gone = router(address)
    assert gone.minutes("voiture", LILLE, ENDS) is None
    assert gone.route("voiture", LILLE, ARRAS) is None


def test_too_many_points_do_not_close_the_door(fake):
    fake.answer = {"code": "TooBig"}
    one = router(fake.address)
    many = np.repeat(ENDS, 60, axis=0)
    assert one.minutes("voiture", LILLE, many) is None
    assert one.minutes("voiture", LILLE, many) is None
    assert len(fake.asked) == 1
    fake.answer = table([60, 60])
    assert one.minutes("voiture", LILLE, ENDS) is not None


def test_a_mode_without_a_server_is_not_asked(fake):
    assert router(fake.address).minutes("velo", LILLE, ENDS) is None
    assert fake.asked == []


def test_the_way_is_read_with_its_steps(fake):
    step = {
        "maneuver": {"type": "roundabout", "modifier": "right", "exit": 2},
        "name": "Route de Lens", "ref": "D 917", "distance": 1200.0, "duration": 90,
        "mode": "driving",
    }  # fmt: skip
    way = {"duration": 90.0, "distance": 1200.0, "legs": [{"steps": [step]}]}
    fake.answer = {"code": "Ok", "routes": [way]}
    found = router(fake.address).route("voiture", LILLE, ARRAS)
    assert found.minutes == 1.5
    assert found.steps[0].road == "Route de Lens D 917"
    assert (found.steps[0].kind, found.steps[0].out) == ("roundabout", 2)
    fake.answer = {"code": "NoRoute"}
    assert router(fake.address).route("voiture", LILLE, ARRAS) is None
    fake.answer = {"code": "Ok", "routes": [{"duration": 5}]}
    assert router(fake.address).route("voiture", LILLE, ARRAS) is None


def test_one_address_is_for_the_car_and_several_say_their_mode():
    assert addresses_of("http://osrm:5000/") == {"voiture": "http://osrm:5000"}
    assert addresses_of("voiture=http://a:1,velo=https://b/x") == {
        "voiture": "http://a:1",
        "velo": "https://b/x",
    }
