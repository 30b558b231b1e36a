"""What must happen on no page: an error in the console, a failed reply, a request elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

QUIET = ("log", "info", "debug", "warning")
"""Kinds of console messages that are no error."""


class Watch:
    """Keeps account of what the pages of a context ask for and complain about.

    Attributes
    ----------
    requests : list of str
        Address of each request, in order.
    expected : set of int
        Statuses of 400 and more that a test asks for on purpose.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.expected: set[int] = set()
        self._context = context
        self._listeners = {
            "request": lambda request: self.requests.append(request.url),
            "response": self._replied,
            "console": self._said,
            "weberror": lambda error: self.errors.append(error.error.stack),
        }
        for event, listener in self._listeners.items():
            context.on(event, listener)

    def stop(self) -> None:
        """Keep account of nothing more."""
        for event, listener in self._listeners.items():
            self._context.remove_listener(event, listener)

    def _replied(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.errors.append(f"{response.status} {response.url}")

    def _said(self, message) -> None:
        refused = "Failed to load resource" in message.text  # told by its status already
        if message.type not in QUIET and not refused:
            self.errors.append(f"{message.type}: {message.text}")

    @property
    def elsewhere(self) -> list[str]:
        """The requests to another host than the server."""
        own = ("data:", "blob:", "about:")
        parts = [(url, urlsplit(url).netloc) for url in self.requests if not url.startswith(own)]
        return [url for url, host in parts if host != self.host]

    def check(self) -> None:
        """Fail on the first thing that should not have happened."""
        assert not self.errors, self.errors
        assert not self.elsewhere, self.elsewhere
