"""An address that asks too often for what costs is told when to come back; pages have no limit."""

import pytest
from flask import Flask

from callbacks.serving import kinds, limits, origin
from callbacks.serving.limits import home, rates_of
from settings import Settings

API, FILE, PDF = "/api/v1/sources", "/donnees/rejets.csv", "/formation/inconnue.pdf"


def visitor(limited="api=2/hour, exports=2/hour, pdf=2/hour", cache="none", proxies=0):
    """Return a client of a new server, under limits of two an hour unless told otherwise."""
    server = Flask(__name__)
    kinds.register(server)
    limits.register(server, limited, cache)
    origin.believe(server, proxies)
    for rule in (API, FILE, "/formation/<offer>.pdf", "/healthz"):
        server.add_url_rule(rule, rule, lambda **_: "fait")
    return server.test_client()


def statuses(client, path, times=3, **options):
    return [client.get(path, **options).status_code for _ in range(times)]


def test_each_kind_of_request_has_its_own_count():
    client = visitor()
    assert statuses(client, API) == [200, 200, 429]
    assert statuses(client, FILE) == [200, 200, 429]
    assert statuses(client, "/api/v1/sources?format=csv") == [429] * 3
    assert statuses(client, PDF) == [200, 200, 429]
    assert statuses(client, "/healthz") == [200] * 3


def test_a_refusal_says_when_to_come_back_in_french():
    client = visitor()
    statuses(client, API, 2)
    statuses(client, PDF, 2)
    reply = client.get(API)
    assert 1 <= int(reply.headers["Retry-After"]) <= 3601  # whole seconds
    assert reply.json["error"].startswith("Trop de demandes en peu de temps : réessayez dans")
    page = client.get(PDF)
    assert page.mimetype == "text/html"
    assert "Trop de demandes" in page.text


def test_a_forwarded_address_is_believed_only_of_proxies_that_are_declared():
    def each_from_elsewhere(client):
        forwarded = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(4)]
        return [client.get(API, headers=one).status_code for one in forwarded]

    assert each_from_elsewhere(visitor()) == [200, 200, 429, 429]
    assert each_from_elsewhere(visitor(proxies=1)) == [200] * 4
    # What a visitor adds comes before what the proxy says of it.
    client = visitor(proxies=1)
    forged = [{"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.9"} for n in range(3)]
    assert [client.get(API, headers=one).status_code for one in forged] == [200, 200, 429]


def test_a_home_is_an_address_or_its_network():
    assert home("203.0.113.9") == "203.0.113.9"
    assert home("2001:db8:1:2::3") == home("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert home("") == home("x" * 99) == "unknown"


def test_no_limit_is_a_setting_too():
    assert statuses(visitor("none"), API, 5) == [200] * 5
    client = visitor("pdf=1/hour")
    assert statuses(client, API, 5) == [200] * 5
    assert statuses(client, PDF) == [200, 429, 429]
    assert rates_of("api=3/minute, pdf=1/second") == {"api": "3/minute", "pdf": "1/second"}


def test_a_redis_that_is_gone_leaves_each_worker_its_count():
    assert statuses(visitor(cache="redis://127.0.0.1:1/0"), API) == [200, 200, 429]


def test_servers_count_together_in_redis(redis_address):
    one, other = visitor(cache=redis_address), visitor(cache=redis_address)
    assert statuses(one, API, 1) + statuses(other, API, 2) == [200, 200, 429]


@pytest.mark.parametrize("limits", ["api=0/minute", "api=3", "pages=3/minute", "3/minute", "api"])
def test_a_rate_that_cannot_be_read_is_refused(limits):
    with pytest.raises(ValueError, match="limits"):
        Settings(limits=limits)
