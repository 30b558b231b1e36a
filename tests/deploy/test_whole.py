"""All that `deploy/` sets up, on loopback: nginx with TLS, two servers, Redis, a store on S3.

Chromium goes through it as it does through one server, while one of the two is killed.
"""

import os
import shutil
import subprocess
import sys

import pytest
import requests
from deploy.proxy import configured
from deploy.servers import LONG, ROOT, free_port, serving, wait_for
from s3_server import S3

JOURNEYS = (
    "find/test_first_visit.py",
    "coverage/test_reopened.py",
    "find/test_around_me.py",
    "find/test_orders.py",
)
"""Browser tests that go through the whole; the others ask the same of the same servers."""

OWN_CLOCK = "not has_begun"
"""All of them but those that set the clock of a server, which is here another process."""


@pytest.fixture
def s3(tmp_path, store_address):
    server = S3(tmp_path / "s3.log")
    server.files().put(f"{store_address}/", f"{S3.address}/base/", recursive=True)
    yield server
    server.stop()


@pytest.fixture
def site(s3, redis_address, tmp_path):
    """The address of the site, its certificate, and its two servers."""
    if not (nginx := shutil.which("nginx", path="/usr/sbin:/usr/bin")):
        pytest.skip("nginx n'est pas installé : apt-get install nginx-light")
    settings = {
        "WEB_CONCURRENCY": "1",
        "ATLAS_PROXIES": "1",
        "ATLAS_CACHE": redis_address,
        **s3.settings,
    }
    base, https = f"{S3.address}/base", free_port()
    with (
        serving(base, tmp_path, **settings) as one,
        serving(base, tmp_path, **settings) as other,
    ):
        ports = [server.address.rpartition(":")[2] for server in (one, other)]
        main = configured(tmp_path, ports, free_port(), https)
        process = subprocess.Popen([nginx, "-p", tmp_path, "-c", main])
        address, certificate = f"https://127.0.0.1:{https}", str(tmp_path / "atlas/tls/atlas.crt")
        try:
            wait_for(lambda: _served(address, certificate), "the proxy")
            yield address, certificate, one, other
        finally:
            process.terminate()
            process.wait(LONG)


def _served(address, certificate):
    try:
        return requests.get(f"{address}/readyz", verify=certificate, timeout=LONG).ok
    except requests.ConnectionError:
        return False


def test_the_browser_s_tests_pass_while_a_server_is_killed(site, browser_there):
    address, certificate, one, _ = site
    passed, told = 0, []
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", "-v", "-n0", "-p", "no:cacheprovider", "-k", OWN_CLOCK]
        + [f"tests/browser/{name}" for name in JOURNEYS],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "ATLAS_TEST_ADDRESS": address},
    ) as tests:  # fmt: skip
        for line in tests.stdout:
            told.append(line)
            passed += " PASSED " in line
            if passed == 2 and one.process.poll() is None:
                one.kill()
    assert tests.returncode == 0, "".join(told)
    assert passed > 6, "some came after the server was gone"
    assert one.process.poll() is not None
    assert _served(address, certificate)


@pytest.fixture
def browser_there():
    pytest.importorskip("playwright.sync_api")
    if not shutil.which("chromium"):
        pytest.skip("Chromium n'est pas installé : apt-get install chromium")
