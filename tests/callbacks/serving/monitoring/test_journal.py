"""The journal says how answers went, and nothing of who asked or of what."""

import json
import logging
from io import StringIO

import pytest
from dash_requests import ask_dash

from callbacks.serving.monitoring.journal import CONFIGURATION, JsonLines

TYPED = "Zébulonnerie"
SECRETS = (TYPED, "%C3%A9bulonnerie", "59350", "3.0573", "50.6292", "203.0.113.77", "Firefox-essai")
VISITOR = {
    "environ_overrides": {"REMOTE_ADDR": "203.0.113.77"},
    "headers": {"User-Agent": "Firefox-essai", "X-Forwarded-For": "203.0.113.77"},
}
QUESTION = {"near": "3.0573,50.6292", "threshold": "30", "q": TYPED, "commune": "59350"}


@pytest.fixture(scope="module")
def server(app_over):
    made = app_over(log="json", proxies=1, cache="none").server

    @made.get("/broken/<what>")
    def broken(what):
        try:
            return {}[what]
        except KeyError as error:
            raise ValueError(f"cannot read {what}") from error

    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def lines():
    """What is logged, as the configuration of the journal writes it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    root, answers = logging.getLogger(), logging.getLogger("atlas.answers")
    root.addHandler(handler)
    answers.setLevel(CONFIGURATION["loggers"]["atlas.answers"]["level"])
    yield lambda: written.getvalue().splitlines()
    root.removeHandler(handler)
    answers.setLevel(logging.NOTSET)


def test_nothing_typed_no_address_and_no_position_is_written(server, lines):
    client = server.test_client()
    for path in (
        f"/?q={TYPED}&lieu=59350", f"/{TYPED}", f"/formation/{TYPED}", f"/etablissement/{TYPED}",
        f"/api/v1/offers?q={TYPED}&near=3.0573,50.6292", f"/api/v1/{TYPED}",
        "/api/v1/offers?x=59350", "/territoire/commune/59350", "/territoire/commune/59350.csv",
        f"/formation/{TYPED}.pdf",
    ):  # fmt: skip
        client.get(path, **VISITOR)
    assert ask_dash(client, "cover-results.data", {"cover-request.data": QUESTION}).is_json
    client.open("/", method="59350")
    written = lines()
    assert len(written) == 12
    assert not [(line, secret) for line in written for secret in SECRETS if secret in line]


def test_a_line_says_what_was_asked_for_and_how_it_went(server, lines):
    client = server.test_client()
    client.get("/api/v1/offers?limit=1")
    client.get("/couverture")
    ask_dash(client, "cover-results.data", {"cover-request.data": QUESTION})
    api, page, callback = map(json.loads, lines())
    assert api["kind"] == "/api/v1/offers"
    assert (api["method"], api["status"], api["level"]) == ("GET", 200, "info")
    assert api["bytes"] > 100
    assert api["milliseconds"] > 0
    assert page["kind"] == "page /couverture"
    assert callback["kind"] == "callback coverage.page.answer"


def test_a_fault_says_where_it_is_and_not_what_it_was_given(server, lines):
    assert server.test_client().get(f"/broken/{TYPED}").status_code == 500
    fault, answer = map(json.loads, lines())
    assert fault["fault"]["type"] == "ValueError"
    assert fault["fault"]["because"]["type"] == "KeyError"
    assert fault["fault"]["where"][-1].endswith(" broken")
    assert (answer["kind"], answer["status"]) == ("/broken/<what>", 500)
    assert TYPED not in "".join(lines())


def test_our_own_messages_are_whole(lines):
    logging.getLogger("loaders.store.watcher").warning("The store fails: %s", "disk")
    logging.getLogger("another").warning("Somebody typed %s", TYPED)
    own, other = map(json.loads, lines())
    assert own["message"] == "The store fails: disk"
    assert other["message"] == "Somebody typed %s"


def test_without_the_setting_nothing_is_written_of_answers(client, lines):
    client.get("/healthz")
    assert lines() == []
