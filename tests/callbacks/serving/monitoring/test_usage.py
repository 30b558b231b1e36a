"""Uses are counted, and nothing of who asked or of what is in the counts."""

import multiprocessing
from datetime import date, timedelta

import pytest
from dash_requests import ask_dash

from callbacks.data.usage import used
from callbacks.serving.monitoring.usage import Count, Usage

TYPED = "Zébulonnerie"
VISITOR = {
    "environ_overrides": {"REMOTE_ADDR": "203.0.113.77"},
    "headers": {"User-Agent": "Firefox-essai", "X-Forwarded-For": "203.0.113.77"},
}
SECRETS = (TYPED, "bulonnerie", "59350", "3.0573", "203.0.113.77", "Firefox-essai")


@pytest.fixture(scope="module")
def counted(app_over, tmp_path_factory):
    """A server that was used, and the file of its counts."""
    place = tmp_path_factory.mktemp("usage") / "usage.sqlite"
    server = app_over(usage=str(place), cache="none").server
    client = server.test_client()
    for path in ("/couverture", "/formation/" + TYPED, "/" + TYPED):
        shown = {"address.pathname": path}
        assert ask_dash(client, "page.children", shown, {"address.search": f"?q={TYPED}"}).is_json
    asked = {"q": TYPED, "voie": "scolaire", "near": "3.0573,50.6292", "lieu": "59350"}
    answer = "find-results.data"
    assert ask_dash(client, answer, {"find-request.data": asked}).status_code == 200
    asked = {"cover-request.data": {"q": TYPED, "level": "3", "threshold": "30"}}
    for _ in range(2):  # the second answer is one that was kept
        assert ask_dash(client, "cover-results.data", asked).status_code == 200
    client.get(f"/api/v1/offers?q={TYPED}&limit=1", **VISITOR)
    client.get(f"/api/v1/offers?q={TYPED}&format=csv", **VISITOR)
    client.get(f"/api/v1/offers?format={TYPED}", **VISITOR)
    return server, place


def test_what_served_is_counted(counted):
    server, place = counted
    found = {(kind, name): n for _, kind, name, n in Usage(str(place)).counts()}
    assert found == {
        ("page", "couverture"): 1, ("page", "formation"): 1, ("page", "autre"): 1,
        ("filter", "q"): 3, ("filter", "level"): 2, ("filter", "voie"): 1,
        ("filter", "near"): 1, ("filter", "lieu"): 1,
        ("export", "api"): 1, ("export", "csv"): 1,
    }  # fmt: skip
    shown = server.test_client().get("/donnees/usage").text
    assert "Couverture et mobilité" in shown
    assert "Tableur (CSV)" in shown


def test_nothing_typed_no_address_and_no_position_is_kept(counted):
    _, place = counted
    written = b"".join(path.read_bytes() for path in place.parent.iterdir())
    assert b"couverture" in written
    assert not [secret for secret in SECRETS if secret.encode() in written]


def _add(place, times):
    kept = Usage(place)
    for _ in range(times):
        kept.add("page", ["aide"])


def test_several_processes_lose_no_count(tmp_path):
    place = str(tmp_path / "usage.sqlite")
    spawn = multiprocessing.get_context("fork")
    processes = [spawn.Process(target=_add, args=(place, 50)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [(kind, name, n) for _, kind, name, n in Usage(place).counts()] == [
        ("page", "aide", 150)
    ]


def test_a_place_that_cannot_be_written_breaks_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    kept = Usage(str(tmp_path / "file" / "usage.sqlite"))
    kept.add("page", ["aide"])
    assert kept.counts() == []


def test_off_by_its_setting(client):
    assert "Le comptage est arrêté" in client.get("/donnees/usage").text


def test_days_are_summed_over_two_months():
    today = date(2026, 3, 1)
    counts = [
        Count((today - timedelta(days=days)).isoformat(), "filter", name, 1)
        for days, name in [(0, "spel"), (29, "epci"), (30, "epci"), (59, "spel"), (60, "spel")]
    ]
    (row,) = used(counts, "filter", today)
    assert (row.name, row.last, row.before, row.ever) == ("Territoire", 2, 2, 5)
    (row,) = used(counts[:3], "filter", today)
    assert (row.last, row.before, row.ever) == (2, None, 3), "nothing was counted so early"


def test_servers_add_to_one_redis(redis_address):
    one, other = Usage(redis_address), Usage(redis_address)
    one.add("export", ["pdf"])
    other.add("export", ["pdf", TYPED])
    assert [(kind, name, n) for _, kind, name, n in one.counts()] == [("export", "pdf", 2)]
