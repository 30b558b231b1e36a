"""Several regions on one machine: a server, a store and a host each; none shows another."""

import shutil
import subprocess

import pytest
import requests
from deploy.proxy import configured
from deploy.servers import LONG, free_port, serving, wait_for

HOSTS = {"formations.a.example": "Région A", "formations.b.example": "Région B"}


@pytest.fixture
def stores(store_address, tmp_path):
    """A copy of the demonstration for each region, under its name."""
    for number, name in enumerate(HOSTS.values()):
        store = shutil.copytree(store_address, tmp_path / f"store{number}")
        pointer = store / "manifest.json"
        text = pointer.read_text(encoding="utf-8")
        pointer.write_text(
            text.replace('"region_name": "Hauts-de-France"', f'"region_name": "{name}"'),
            encoding="utf-8",
        )
    return [tmp_path / f"store{number}" for number in range(len(HOSTS))]


def test_each_host_shows_its_region_and_outlives_the_other(stores, store_address, tmp_path):
    if not (nginx := shutil.which("nginx", path="/usr/sbin:/usr/bin")):
        pytest.skip("nginx n'est pas installé : apt-get install nginx-light")
    settings = {"WEB_CONCURRENCY": "1", "ATLAS_PROXIES": "1"}
    with (
        serving(store_address, tmp_path, **settings) as default,
        serving(stores[0], tmp_path, **settings) as first,
        serving(stores[1], tmp_path, **settings) as second,
    ):
        ports = [one.address.rpartition(":")[2] for one in (default, first, second)]
        regions = [(host, f"r{n}", ports[n]) for n, host in enumerate(HOSTS, 1)]
        https = free_port()
        main = configured(tmp_path, ports[:1], free_port(), https, regions)
        process = subprocess.Popen([nginx, "-p", tmp_path, "-c", main])
        certificate = str(tmp_path / "atlas/tls/atlas.crt")

        def ask(host, path="/healthz"):
            return requests.get(
                f"https://127.0.0.1:{https}{path}", headers={"Host": host},
                verify=certificate, timeout=LONG,
            )  # fmt: skip

        def answers():
            try:
                return ask("formations.a.example").ok
            except requests.ConnectionError:
                return False

        try:
            wait_for(answers, "the proxy")
            for host, name in {**HOSTS, "127.0.0.1": "Hauts-de-France"}.items():
                assert ask(host).json()["store"]["region"] == name
                others = {*HOSTS.values(), "Hauts-de-France"} - {name}
                page = ask(host, "/").text
                assert name in page
                assert not [one for one in others - {"Hauts-de-France"} if one in page]
                assert f"Sitemap: https://{host}" in ask(host, "/robots.txt").text
            first.kill()
            gone = ask("formations.a.example")
            assert (gone.status_code, gone.headers["Retry-After"]) == (503, "5")
            assert ask("formations.b.example").json()["store"]["region"] == "Région B"
        finally:
            process.terminate()
            process.wait(LONG)
