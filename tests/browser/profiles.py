"""Profiles of the browser that go from a visitor to the next, with nothing that the first left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

LENT = {"locale", "viewport", "has_touch", "is_mobile", "java_script_enabled"}
"""Settings of a profile that any visitor may have; with others (a position) it serves once."""


class Profiles:
    """Lends a profile of each kind, made when none is free.

    What the browser keeps of a server's files stays: to fetch and to compile the scripts of a page
    again is most of what it costs to open.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._lent: dict[BrowserContext, tuple[str, str]] = {}

    def take(self, address: str, settings: dict[str, Any]) -> BrowserContext:
        """Return a profile that holds nothing of another visitor."""
        kind = json.dumps([address, settings], sort_keys=True)
        if free := self._free.get(kind):
            context = free.pop()
        else:
            context = self._browser.new_context(base_url=address, **settings)
            context.set_default_timeout(90_000)  # only a failure waits so long
            # The first page of a server is made then.
            context.set_default_navigation_timeout(240_000)
        self._lent[context] = (kind if set(settings) <= LENT else "", address)
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Take from a profile all that its visitor left."""
        kind, address = self._lent.pop(context)
        if not kind:
            context.close()
            return
        for page in context.pages:
            page.close()
        context.set_offline(False)
        context.clear_cookies()
        page = context.new_page()
        parts = urlsplit(address)
        origin = {"origin": f"{parts.scheme}://{parts.netloc}", "storageTypes": "all"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", origin)
        page.close()
        self._free.setdefault(kind, []).append(context)

    def close(self) -> None:
        """Close every profile."""
        for context in [*self._lent, *(one for free in self._free.values() for one in free)]:
            context.close()
