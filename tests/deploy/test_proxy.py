"""Two servers, a Redis and nginx with TLS: one server is killed, and every request is answered."""

import json
import shutil
import subprocess

import pytest
import requests
from deploy.proxy import configured
from deploy.servers import LONG, Visitors, free_port, serving, wait_for
from requests.exceptions import ChunkedEncodingError

PATHS = ("/healthz", "/robots.txt")
SETTINGS = {
    "WEB_CONCURRENCY": "1",
    "ATLAS_PROXIES": "1",
    "ATLAS_LOG": "json",
    "ATLAS_LIMITS": "api=3/hour",
}


@pytest.fixture(scope="module")
def nginx():
    if not (program := shutil.which("nginx", path="/usr/sbin:/usr/bin")):
        pytest.skip("nginx n'est pas installé : apt-get install nginx-light")
    return program


@pytest.fixture(scope="module")
def site(nginx, store_address, redis_address, tmp_path_factory):
    """The address of the site, its certificate, its folder, and one server that may be killed."""
    folder = tmp_path_factory.mktemp("proxy")
    http, https = free_port(), free_port()
    settings = {**SETTINGS, "ATLAS_CACHE": redis_address}
    with (
        serving(store_address, folder, **settings) as one,
        serving(store_address, folder, **settings) as other,
    ):
        ports = [server.address.rpartition(":")[2] for server in (one, other)]
        command = [nginx, "-p", folder, "-c", configured(folder, ports, http, https)]
        process = subprocess.Popen(command)
        address, certificate = f"https://127.0.0.1:{https}", str(folder / "atlas/tls/atlas.crt")
        wait_for(lambda: _answers(address, certificate), "the proxy")
        yield address, certificate, folder, one, other, f"http://127.0.0.1:{http}"
        process.terminate()
        process.wait(LONG)


def _answers(address, certificate):
    try:
        return requests.get(f"{address}/healthz", verify=certificate, timeout=LONG).ok
    except requests.ConnectionError:
        return False


def test_servers_count_a_visitor_together_and_nobody_can_pretend(site):
    address, certificate, *_ = site
    forged = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(5)]
    statuses = [
        requests.get(
            f"{address}/api/v1/sources", headers=one, verify=certificate, timeout=LONG
        ).status_code
        for one in forged
    ]
    assert statuses == [200, 200, 200, 429, 429]


def test_plain_http_is_sent_to_tls_and_pages_know_where_they_are(site):
    address, certificate, *_, plain = site
    moved = requests.get(f"{plain}/couverture", allow_redirects=False, timeout=LONG)
    assert (moved.status_code, moved.headers["Location"][:8]) == (301, "https://")
    robots = requests.get(f"{address}/robots.txt", verify=certificate, timeout=LONG)
    assert f"Sitemap: {address}" in robots.text
    assert robots.headers["Strict-Transport-Security"]


def test_a_server_that_is_killed_costs_no_answer_that_had_not_begun(site):
    address, certificate, _, one, *_ = site
    # What a server had begun to send when it died, nobody can send again: once for each visitor.
    cut = (ChunkedEncodingError,)
    with Visitors(address, PATHS, verify=certificate, excused=cut) as visitors:
        visitors.wait_for_more()
        one.kill()
        visitors.wait_for_more(40)
    assert visitors.failures == []
    assert len(visitors.apart) <= 2
    assert set(visitors.statuses) == {200}


def test_without_any_server_a_page_says_so_and_when_to_come_back(site):
    address, certificate, _, one, other, _ = site
    for server in (one, other):
        if server.process.poll() is None:
            server.kill()
    gone = requests.get(f"{address}/?q=Zebulon", verify=certificate, timeout=LONG)
    assert (gone.status_code, gone.headers["Retry-After"]) == (503, "5")
    assert "rechargez cette page" in gone.text


def test_nothing_of_a_visitor_is_in_any_log(site):
    address, certificate, folder, *_ = site

    def lines():
        written = (folder / "access.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in written]

    before = len(lines())
    requests.get(
        f"{address}/api/v1/places?q=Zebulon",
        headers={"X-Forwarded-For": "203.0.113.9"}, verify=certificate, timeout=LONG,
    )  # fmt: skip
    wait_for(lambda: len(lines()) > before, "the line of the answer, written once it is sent")
    logs = [path.read_text(encoding="utf-8") for path in folder.glob("*.log")]
    assert logs
    assert not [log for log in logs if "Zebulon" in log or "203.0.113" in log]
