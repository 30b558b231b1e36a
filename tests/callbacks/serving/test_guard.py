"""Nothing that a client sends to a callback breaks it; what the pages send is answered."""

import gzip
import json
from types import SimpleNamespace

import pytest
from atlases.needs import needs_atlas, outcomes
from dash import Dash, Input, Output
from fuzz.callback_requests import ADDRESS, CallbackRequests
from fuzz.callbacks import fuzz
from fuzz.routes import fuzz_routes

import app as application_module
from callbacks.sent import Text
from callbacks.serving import guard, paper
from settings import Settings

PLACE = "..find-place.data...find-place.value...find-place.error...find-place-code.data.."
TENSIONS = "..tension-answer.children...tension-notices.children.."


@pytest.fixture(scope="module")
def small():
    """An application over a small region that has needs, and the requests of its pages."""
    atlas = needs_atlas(outcomes=outcomes())
    with pytest.MonkeyPatch.context() as patched:
        watcher = SimpleNamespace(current=lambda: atlas)
        patched.setattr(application_module, "StoreWatcher", lambda *_, **__: watcher)
        app = application_module.create_app(Settings(store="none"))
    return app.server.test_client(), CallbackRequests(app, atlas)


@pytest.fixture(scope="module")
def demonstration(application, atlas):
    return application.server.test_client(), CallbackRequests(application, atlas)


@pytest.mark.parametrize("region", ["small", "demonstration"])
def test_what_the_pages_send_is_answered(region, request):
    client, requests = request.getfixturevalue(region)
    assert len(requests.keys) > 30
    opening = {key: client.post(ADDRESS, json=requests.opening(key)) for key in requests.keys}
    filled = {key: client.post(ADDRESS, json=requests.filled(key)) for key in requests.keys}
    assert {reply.status_code for reply in opening.values()} == {200, 204}
    assert {reply.status_code for reply in filled.values()} <= {200, 204}
    # A scenario's file needs courses at the sites that it names.
    told = {key: reply.status_code for key, reply in filled.items() if requests.exemplified(key)}
    assert told.pop("cover-simulate-download.data") in (200, 204)
    assert len(told) > 25
    assert told == dict.fromkeys(told, 200)


@pytest.mark.parametrize(
    ("region", "calls", "kept"), [("small", 3_000, 0.25), ("demonstration", 400, 0.1)]
)
def test_nothing_that_is_sent_breaks_a_callback(region, calls, kept, request):
    client, requests = request.getfixturevalue(region)
    found = fuzz(client, requests, calls, "2026", kept)
    assert not found.broken, found.broken[:3]
    assert sum(found.statuses.values()) == calls
    assert found.statuses[400] > calls / 4
    assert found.statuses[200] > calls / 30


def test_nothing_that_is_asked_breaks_an_address(small, monkeypatch):
    client, _ = small
    # To print takes seconds, and one document is printed as another.
    monkeypatch.setattr(paper, "_made", lambda text, styles, pages: text.encode())
    found = fuzz_routes(client, client.application, 1_500, "2026")
    assert not found.broken, found.broken[:3]
    assert found.statuses[200] > 1_500 / 6, "enough was asked that has an answer"
    assert {400, 404, 405} <= set(found.statuses)


@pytest.mark.parametrize(
    ("output", "place", "value"),
    [
        (PLACE, "find-position", {"lat": 50.6}),
        (PLACE, "find-position", {"lon": "3", "lat": 50.6}),
        (PLACE, "find-position", {"lon": 3, "lat": 91}),
        (PLACE, "find-place", ["Lille"]),
        (PLACE, "find-place", "a" * 300_000),
        ("find-q.data", "find-q", 7),
        (TENSIONS, "tension-request", {"level": ["region"]}),
        (TENSIONS, "tension-request", {"level": "region", "inconnu": ""}),
        (TENSIONS, "tension-request", "region"),
        (TENSIONS, "tension-request", {"threshold": 10**400}),
    ],
)
def test_a_value_of_another_type_is_refused(small, output, place, value):
    client, requests = small
    body = requests.filled(output)
    next(one for one in body["inputs"] if one["id"] == place)["value"] = value
    reply = client.post(ADDRESS, json=body)
    assert reply.status_code == 400
    assert reply.json == {"error": guard.UNFIT}


def without(name):
    return lambda body: {k: v for k, v in body.items() if k != name}


def with_(**changes):
    return lambda body: {**body, **changes}


@pytest.mark.parametrize(
    "change",
    [
        without("output"), without("outputs"), without("inputs"), without("state"),
        with_(output="nothing.data"), with_(output=[PLACE]), with_(output=None),
        with_(outputs={"id": "find-place", "property": "data"}), with_(outputs=[]),
        with_(inputs={}), with_(inputs=None), with_(state=None), with_(inputs=[[]]),
        with_(changedPropIds=["find-q.value"]), with_(changedPropIds=[1]),
        with_(changedPropIds=None),
        lambda body: {**body, "inputs": body["inputs"][1:]},
        lambda body: {**body, "inputs": body["inputs"] * 2},
        lambda body: {**body, "inputs": body["inputs"][::-1]},
        lambda body: {**body, "inputs": body["inputs"] + body["state"], "state": []},
        lambda body: {**body, "outputs": body["outputs"][::-1]},
        lambda body: [body], lambda body: None, lambda body: "text",
    ],
)  # fmt: skip
def test_another_structure_is_refused(small, change):
    client, requests = small
    reply = client.post(ADDRESS, json=change(requests.filled(PLACE)))
    assert reply.status_code == 400
    assert reply.json["error"].endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        lambda good: gzip.compress(good),
        lambda good: good.decode().encode("utf-16"),
        lambda good: b"\xef\xbb\xbf" + good,
        lambda good: good.replace(b'"Lille"', b'"\xff"'),
        lambda good: good.replace(b'"Lille"', b'"\\ud800"'),
        lambda good: good.replace(b"3.06", b"NaN"),
        lambda good: good.replace(b"3.06", b"-Infinity"),
        lambda good: good.replace(b"3.06", b"1e999"),
        lambda good: good.replace(b"3.06", b"9" * 10_000),
        lambda good: good.replace(b"3.06", b"[" * 100_000),
        lambda good: good[:-1],
        lambda good: b"",
    ],
)
def test_what_is_no_json_in_utf_8_is_refused(small, change, caplog):
    client, requests = small
    body = requests.opening(PLACE)
    body["inputs"][0]["value"] = "Lille"
    body["inputs"][1]["value"] = {"lon": 3.06, "lat": 50.63}
    good = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    assert client.post(ADDRESS, data=good, headers=headers).status_code == 200
    assert client.post(ADDRESS, data=change(good), headers=headers).status_code == 400
    assert not caplog.records


def test_what_is_not_said_to_be_json_is_refused(small):
    client, requests = small
    good = json.dumps(requests.filled(PLACE))
    reply = client.post(ADDRESS, data=good, headers={"Content-Type": "text/plain"})
    assert (reply.status_code, reply.json["error"]) == (400, guard.UNREADABLE)


def test_too_much_is_refused_before_it_is_read(small):
    client, _ = small
    reply = client.post(ADDRESS, data=b" " * (guard.LARGEST + 1), content_type="application/json")
    assert (reply.status_code, reply.json["error"]) == (413, guard.TOO_LARGE)
    assert reply.headers["Cache-Control"] == "no-store"


def test_of_two_values_under_one_name_the_checked_one_is_read(small):
    client, requests = small
    good = json.dumps(requests.filled("find-q.data"))
    for sent, status in (('1, "value": "bou"', 200), ('"bou", "value": 1', 400)):
        body = good.replace('"value": ', f'"value": {sent}, "other": ')
        reply = client.post(ADDRESS, data=body, content_type="application/json")
        assert reply.status_code == status


def test_a_callback_that_does_not_say_its_types_stops_the_start():
    def untyped(text):
        return text

    def anything(text: object) -> object:
        return text

    def one(text: Text | None, more: Text | None) -> object:
        return text

    for function in (untyped, anything, one):
        app = Dash(__name__)
        app.callback(Output("a", "children"), Input("b", "value"))(function)
        with pytest.raises(guard.Undeclared):
            guard.register(app)
