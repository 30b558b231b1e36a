"""Two readers: one at a wide screen, one with a phone."""

from pathlib import Path

import pytest
from browser.finder import Finder
from playwright.sync_api import expect

# Only a failure waits so long, and CI may be a slow machine.
expect.set_options(timeout=45_000)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items):
    """Play once more what failed in the browser; the summary says so.

    A browser beside a server and other tests on two cores answers late now and then, where no code
    is wrong. What is broken fails twice.
    """
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def finder(visit):
    """The first page at a wide screen, not opened yet."""
    return Finder(visit())


@pytest.fixture
def phone(visit):
    """The first page on a telephone, not opened yet."""
    return Finder(visit(**PHONE))
