"""Readers who come one after the other: each finds the browser as a new one would.

Opening a context costs the browser more than what it shows: a process, and each script compiled
again. So the contexts are few, and each is emptied and lent anew. Only what a browser keeps of a
site's files stays in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from browser.watch import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEPT = 4
"""How many contexts wait for their next reader: each holds processes of the browser."""

_LASTING = ("add_init_script", "emulate_media", "route", "set_viewport_size")
"""What changes a page for good: such a page is closed, and the next reader has another."""

_A_NEW_READER = {"locale": "fr-FR", "viewport": {"width": 1280, "height": 800}}


class Visitor:
    """A context of the browser, its page, and the account of what they ask for."""

    def __init__(self, browser: Browser, address: str, options: dict) -> None:
        signed_by_us = address.startswith("https://127.0.0.1")
        self.address, self.options = address, options
        self.scripted = options.get("java_script_enabled", True)
        self.context = browser.new_context(
            base_url=address, ignore_https_errors=signed_by_us, **options
        )
        self.context.set_default_timeout(90_000)  # only a failure waits so long
        # The first page of a server is made when it is asked for.
        self.context.set_default_navigation_timeout(240_000)
        self._page: Page | None = None
        self._listeners: list[tuple] = []
        self._changed = False

    def come(self) -> Page:
        """Return the page of a new reader, with the account of it."""
        if self._page is None:
            self._page = self.context.new_page()
            self._follow(self._page)
            if self.scripted:
                _await_the_application(self._page)
        self.watch = self._page.watch = Watch(self.context, self.address)
        return self._page

    def leave(self) -> bool:
        """Take away all that a reader left; tell whether another can come."""
        page = self._page
        if page.is_closed() or not self.scripted:
            self.close()
            return False
        for other in self.context.pages:
            if other is not page:
                other.close()
        for event, listener in self._listeners:
            page.remove_listener(event, listener)
        self._listeners.clear()
        self.context.set_offline(False)
        page.open("about:blank")
        self._forget(page)
        self.watch.stop()
        if self._changed:
            page.close()
            self._page, self._changed = None, False
        return True

    def close(self) -> None:
        self.context.close()

    def _forget(self, page: Page) -> None:
        """Empty what the site has stored, its cookies too."""
        parts = urlsplit(self.address)
        origin = {"origin": f"{parts.scheme}://{parts.netloc}", "storageTypes": "all"}
        protocol = self.context.new_cdp_session(page)
        protocol.send("Storage.clearDataForOrigin", origin)
        protocol.detach()

    def _follow(self, page: Page) -> None:
        """Note what tests set on a page, to take it away."""
        listen = page.on

        def on(event, listener):
            self._listeners.append((event, listener))
            listen(event, listener)

        page.on = on
        for name in _LASTING:
            setattr(page, name, self._noted(getattr(page, name)))

    def _noted(self, act):
        def acted(*args, **named):
            self._changed = True
            return act(*args, **named)

        return acted


class Visitors:
    """Lends the contexts of a browser, to one reader at a time each."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._waiting: list[Visitor] = []

    def take(self, address: str, **options) -> Visitor:
        """Return a visitor with these options of a context, one who waits or a new one."""
        options = {**_A_NEW_READER, **options}
        for visitor in self._waiting:
            if (visitor.address, visitor.options) == (address, options):
                self._waiting.remove(visitor)
                return visitor
        return Visitor(self.browser, address, options)

    def give_back(self, visitor: Visitor) -> None:
        """Let another reader have a visitor, or close it."""
        if not visitor.leave():
            return
        self._waiting.append(visitor)
        for oldest in self._waiting[:-KEPT]:
            oldest.close()
        del self._waiting[:-KEPT]


def _await_the_application(page: Page) -> None:
    """Have each opening of a page wait until the application is in the place of what came first.

    `page.open` opens without waiting.
    """
    page.open = page.goto
    page.goto, page.reload = _patient(page, page.goto), _patient(page, page.reload)


def _patient(page, act):
    def opened(*args, **named):
        reply = act(*args, **named)
        # A locator asks twice a second at most, and a function at each frame, which has it drawn.
        gone = "() => !document.querySelector('#first')"
        page.wait_for_function(gone, polling=100, timeout=120_000)
        return reply

    return opened
