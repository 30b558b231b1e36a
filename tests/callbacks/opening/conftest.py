"""The pages over an atlas that knows métiers."""

from types import SimpleNamespace

import pytest
from atlases.needs import needs_atlas

from app import create_app
from settings import Settings


@pytest.fixture(scope="package")
def needs_client():
    """A client of the whole application, over the small atlas of needs."""
    atlas = needs_atlas()
    with pytest.MonkeyPatch.context() as patched:
        watcher = SimpleNamespace(current=lambda: atlas)
        patched.setattr("app.StoreWatcher", lambda *_, **__: watcher)
        return create_app(Settings(store="none", limits="none")).server.test_client()
