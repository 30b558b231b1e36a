"""Two readers: one at a wide screen, one with a phone."""

import pytest
from browser.finder import Finder
from playwright.sync_api import expect

# Only a failure waits so long, and CI may be a slow machine.
expect.set_options(timeout=45_000)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def finder(visit):
    """The first page at a wide screen, not opened yet."""
    return Finder(visit())


@pytest.fixture
def phone(visit):
    """The first page on a telephone, not opened yet."""
    return Finder(visit(**PHONE))
