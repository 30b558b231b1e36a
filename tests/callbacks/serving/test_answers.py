"""Answers that cost are kept as they were made, under a digest, and never with a position."""

import json
import logging

import pytest
from dash_requests import ask_dash

from callbacks.find import page
from callbacks.find.answer import answer_request
from callbacks.serving import answers as module
from callbacks.serving.answers import Answers, has_position, remembered
from callbacks.serving.paper import PdfUnavailable
from callbacks.territory import pdf

ANYWHERE = {"near": "3.0573,50.6292", "threshold": "30"}
QUESTION = {"threshold": "20", "domain": "transport-logistique"}
TABS = (
    "..tension-metiers-html.data...tension-csv.href...tension-xlsx.href...tension-quadrant-words-html.data"
    "...tension-points.data...tension-quadrant-corners-html.data"
    "...tension-quadrant-data-html.data...tension-far-html.data"
    "...tension-metier-answer-html.data...tension-map-data.data...tension-legend-html.data.."
)
CALLBACKS = {
    "coverage": ("cover-results.data", {"cover-request.data": QUESTION}),
    "curves": (
        "..cover-curve.children...cover-curve-zones.data...cover-curve-zones.value..",
        {
            "cover-asked-courbe.data": QUESTION,
            "cover-curve-level.value": "departement",
            "cover-curve-zones.value": [],
        },
    ),
    "complementarity": (
        "..cover-pairs.children...cover-pairs-minutes.disabled..",
        {
            "cover-asked-complementarite.data": QUESTION,
            "cover-pairs-view.value": "proches",
            "cover-pairs-minutes.value": 15,
        },
    ),
    "flows": (
        "..cover-flow.children...cover-flow-lines.data...cover-legend-flows.children..",
        {"cover-asked-flux.data": QUESTION},
    ),
    "tensions": (
        "..tension-answer.children...tension-notices.children..",
        {"tension-request.data": {"level": "region"}},
    ),
    "tab of tensions": (
        TABS,
        {"tension-request.data": {"level": "region"}, "tension-panel.value": "metiers"},
    ),
    "portrait": (
        "territory.children",
        {"address.search": "?entree=metier"},
        {"address.pathname": "/territoire/departement/62"},
    ),
    "page of a portrait": (
        "page.children",
        {"address.pathname": "/territoire/departement/62"},
        {"address.search": ""},
    ),
}
FILES = [
    "/territoire/departement/62.csv?entree=metier",
    "/territoire/departement/62.csv?avec=departement:59",
    "/api/v1/coverage?by=departement",
    "/api/v1/coverage?by=departement&format=csv",
    "/api/v1/coverage?by=departement&format=geojson",
    "/api/v1/offers?lieu=59350&limit=20",
    "/api/v1/offers?lieu=59350&max_minutes=20&format=csv",
    "/api/v1/offers?voie=scolaire&level=3&limit=200&format=geojson",
]
SEARCH = "find-results.data"


@pytest.fixture(scope="module")
def serve(app_over):
    return lambda cache: app_over(cache=cache).server.test_client()


@pytest.fixture(scope="module")
def plain(serve):
    return serve("none")


@pytest.fixture(scope="module")
def keeping(serve):
    return serve("memory")


def reply_of(client, asked):
    reply = client.get(asked) if isinstance(asked, str) else ask_dash(client, *asked)
    assert reply.status_code == 200
    return reply.get_data(), sorted((k, v) for k, v in reply.headers if k != "Date")


def hits(monkeypatch):
    """Count the answers that are found, from now on."""
    found = []
    get = Answers.get

    def counted(self, key, unpack):
        answer = get(self, key, unpack)
        found.append(answer is not None)
        return answer

    monkeypatch.setattr(Answers, "get", counted)
    return found


@pytest.mark.parametrize("asked", [*CALLBACKS.values(), *FILES], ids=[*CALLBACKS, *FILES])
def test_a_kept_answer_is_the_same_to_the_byte(plain, keeping, monkeypatch, asked):
    found = hits(monkeypatch)
    made = reply_of(plain, asked)
    assert found == []
    assert reply_of(keeping, asked) == made
    assert reply_of(keeping, asked) == made
    assert found == [False, True]


def test_a_pdf_is_made_once(keeping, monkeypatch):
    found = hits(monkeypatch)
    first = keeping.get("/territoire/departement/62.pdf")
    if first.status_code == 503:
        pytest.skip(first.get_data(as_text=True))
    again = keeping.get("/territoire/departement/62.pdf")
    assert found == [False, True]
    assert again.get_data() == first.get_data()
    assert again.headers["Content-Disposition"] == first.headers["Content-Disposition"]
    unchanged = keeping.get(
        "/territoire/departement/62.pdf", headers={"If-None-Match": again.headers["ETag"]}
    )
    assert unchanged.status_code == 304


def test_what_fails_is_not_kept(keeping, monkeypatch):
    found = hits(monkeypatch)
    for _ in range(2):
        assert keeping.get("/territoire/departement/999.csv").status_code == 404
        assert keeping.get("/api/v1/coverage?epci=000000000").status_code == 404
    assert not any(found)


def test_a_pdf_that_could_not_be_made_is_tried_again(keeping, monkeypatch):
    address = "/territoire/departement/59.pdf"

    def without_pango(*_):
        raise PdfUnavailable("Pango manque.")

    monkeypatch.setattr(pdf, "pdf", without_pango)
    assert keeping.get(address).status_code == 503
    monkeypatch.setattr(pdf, "pdf", lambda *_: b"%PDF-")
    assert keeping.get(address).get_data() == b"%PDF-"


def test_a_question_with_the_position_of_a_person_is_never_kept(keeping, tmp_path, monkeypatch):
    found = hits(monkeypatch)
    for _ in range(2):
        asked = ("cover-results.data", {"cover-request.data": ANYWHERE})
        assert ask_dash(keeping, *asked).status_code == 200
        assert keeping.get("/api/v1/offers?near=3.0573,50.6292").status_code == 200
    assert found == []
    assert has_position([{"request": {"near": "3,50"}}])
    assert has_position(("/", "?mode=velo&near=3,50"))
    assert not has_position([{"lieu": "59350", "q": "linear"}, None, 3])


def test_a_search_is_answered_once_and_stays_in_the_process(plain, serve, tmp_path, monkeypatch):
    made = []

    def counted(*given):
        made.append(given)
        return answer_request(*given)

    monkeypatch.setattr(page, "answer_request", counted)
    client = serve(str(tmp_path / "kept"))
    search = (SEARCH, {"find-request.data": {"lieu": "59350", "q": "boulanger"}})
    first = reply_of(plain, search)
    assert [reply_of(client, search) for _ in range(2)] == [first, first]
    assert len(made) == 2  # by the server that keeps nothing, and by the other
    assert client.get("/api/v1/offers?q=boulanger&format=xlsx").status_code == 200
    near = (SEARCH, {"find-request.data": {"near": ANYWHERE["near"]}})
    assert reply_of(client, near) == reply_of(client, near)
    assert len(made) == 4
    files = [path for path in (tmp_path / "kept").iterdir() if path.is_file()]
    assert len(files) <= 1  # how many there are


def test_searches_are_bounded_by_their_weight_and_the_most_asked_stay(serve, monkeypatch):
    monkeypatch.setattr(module, "SEARCHES", 60_000)
    client = serve("memory")
    kept = client.application.extensions["answers"].here
    made = []
    monkeypatch.setattr(page, "answer_request", lambda *one: made.append(1) or answer_request(*one))

    def ask(words):
        reply_of(client, (SEARCH, {"find-request.data": {"lieu": "59350", "q": words}}))

    for n in range(30):
        ask("boulanger")
        ask(f"boulanger {n}")
    assert len(made) == 31
    assert 1 < len(kept._cache) < 31
    *others, _last = [len(value) for _, value in kept._cache.values()]
    assert sum(others) <= 60_000


def test_a_reply_that_is_too_heavy_is_made_again(keeping, monkeypatch):
    monkeypatch.setattr(module, "HEAVIEST", 1_000)
    found = hits(monkeypatch)
    for _ in range(2):
        assert keeping.get("/api/v1/offers?format=csv&voie=superieur").status_code == 200
    assert found == [False, False]


def test_a_folder_holds_digests_and_nobody_s_position(serve, tmp_path):
    client = serve(str(tmp_path / "kept"))
    assert ask_dash(client, "cover-results.data", {"cover-request.data": ANYWHERE}).is_json
    assert reply_of(client, FILES[0]) == reply_of(client, FILES[0])
    files = [path for path in (tmp_path / "kept").iterdir() if path.is_file()]
    assert len(files) == 2  # one answer, and how many there are
    assert all(path.name.isalnum() and path.stat().st_mode & 0o077 == 0 for path in files)
    assert all(b"3.0573" not in path.read_bytes() for path in files)


def test_servers_share_a_redis(redis_address, serve, plain, monkeypatch):
    found = hits(monkeypatch)
    one, other = serve(redis_address), serve(redis_address)
    for asked in (CALLBACKS["coverage"], FILES[0]):
        made = reply_of(plain, asked)
        assert reply_of(one, asked) == made
        assert reply_of(other, asked) == made
    assert found == [False, True] * 2


def test_a_key_of_redis_says_nothing_of_the_question(redis_address, serve):
    import redis

    client = serve(redis_address)
    reply_of(client, FILES[0])
    server = redis.Redis.from_url(redis_address)
    # The limits, which are by address, have keys of their own that soon expire.
    every = [key.decode() for key in server.scan_iter()]
    keys = [key for key in every if not key.startswith("LIMITS:")]
    assert all(server.ttl(key) > 0 for key in set(every) - set(keys))
    assert all(json.loads(server.get(key)) for key in keys)  # JSON: a pickle could run code
    assert keys
    assert all(key.startswith("atlas-") and len(key) == len("atlas-") + 40 for key in keys)


@pytest.mark.parametrize("place", ["unix:///nulle/part", "redis://127.0.0.1:1", "/proc/nulle/part"])
def test_a_cache_that_fails_is_told_once_and_breaks_nothing(serve, plain, caplog, place):
    with caplog.at_level(logging.WARNING):
        client = serve(place)
        for _ in range(2):
            assert reply_of(client, FILES[0]) == reply_of(plain, FILES[0])
    told = [record for record in caplog.records if record.name == module.__name__]
    assert len(told) == 1
    assert "worked out each time" in told[0].message


def test_a_cache_that_comes_back_serves_again(serve, monkeypatch, tmp_path):
    client = serve(str(tmp_path / "kept"))
    kept = client.application.extensions["answers"]
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])

    def fail():
        raise ConnectionError("no")

    kept._use(fail)
    kept.keep("a", 1)
    assert kept.get("a") is None
    now[0] += module.REST
    kept.keep("a", 1)
    assert kept.get("a") == 1


def test_another_store_another_day_or_another_code_is_another_key(serve, tmp_path):
    one = serve("memory").application.extensions["answers"]
    assert one.key("a", {"x": 1, "y": 2}) == one.key("a", {"y": 2, "x": 1})
    keys = {one.key("a", {"x": 1}), one.key("b", {"x": 1}), one.key("a", {"x": "1"})}
    shared = serve(str(tmp_path)).application.extensions["answers"]
    assert len(keys | {shared.key("a", {"x": 1})}) == 4


def test_what_cannot_be_read_back_is_made_again(plain, serve, monkeypatch):
    client = serve("memory")
    monkeypatch.setattr(module.Cache, "get", lambda self, key: "something else")
    assert reply_of(client, FILES[0]) == reply_of(plain, FILES[0])


def test_what_is_kept_follows_the_store(keeping, atlas):
    class Other:
        id = "another"

    with keeping.application.app_context():
        assert remembered(atlas, "essai", ["a"], lambda: [1]) == [1]
        assert remembered(atlas, "essai", ["a"], lambda: [2]) == [1]
        assert remembered(Other, "essai", ["a"], lambda: [2]) == [2]


def test_nothing_is_kept_outside_a_server(atlas):
    assert remembered(atlas, "essai", ["a"], lambda: 1) == 1
    assert remembered(atlas, "essai", ["a"], lambda: 2) == 2
