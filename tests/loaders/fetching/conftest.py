"""A server of files on this machine, which no proxy stands before."""

import pytest

from tests.loaders.fetch_server import serving


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server():
    with serving() as running:
        yield running
