"""« Trouver une formation » as a person sees and drives it."""

import re
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, Request, expect

PATIENCE = 40  # seconds: only a failure waits so long, and CI may be a slow machine
_SCREEN_ONLY = {"tri", "couches", "near"}  # what the address says and the search does not depend on
_ANSWERS = "find-results.data"  # what the callback that answers a search gives

# What the controls ask for, and when the list and the map were drawn (ms since 1970).
_STATE = """() => {
    const page = document.querySelector("#find[data-drawn]");
    if (!page) return [null, 0];
    const { props } = window.dash_component_api.getLayout("find-request");
    return [props.data, Number(page.dataset.drawn)];
}"""

# Every row of a list of which only a part is in the page at a time: as much as a tall screen shows.
# On a telephone, what is said above the rows goes up with them.
_READ_ROWS = """async () => {
    const rows = document.querySelector("#find-list");
    const apart = getComputedStyle(rows).overflowY !== "visible";
    const list = apart ? rows : rows.parentElement;
    const { scrollTop, clientHeight, offsetWidth } = list;
    if (!clientHeight) throw new Error("the list is out of sight");
    const drawn = () => new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
    });
    const style = list.getAttribute("style") ?? "";
    if (apart) list.style.cssText += `; position: fixed; height: 9000px; width: ${offsetWidth}px;`;
    const found = new Map();
    for (let top = 0; ; top += list.clientHeight) {
        list.scrollTop = top;
        await drawn();
        for (const row of list.querySelectorAll(".row")) {
            const link = row.querySelector("a.row-title");
            if (!link) continue;
            const text = (name) => row.querySelector(name).textContent;
            found.set(Number(row.dataset.index), {
                offer: new URL(link.href).pathname.split("/").pop(), title: link.textContent,
                time: text(".row-time"), place: text(".row-place"), facts: text(".row-facts"),
            });
        }
        if (top + list.clientHeight >= list.scrollHeight) break;
    }
    list.setAttribute("style", style);
    await drawn();
    list.scrollTop = scrollTop;
    return [...found].sort((a, b) => a[0] - b[0]).map(([, row]) => row);
}"""

# What each marker on screen stands for.
_READ_GROUPS = """() => window.Atlas.map("find-map").marked.groups
    .filter((g) => g.marker && g.marker.getElement())
    .map((g) => ({
        total: g.total, label: g.marker.getElement().getAttribute("aria-label"),
        sites: g.sites.map((s) => ({ lat: s.lat, lon: s.lon, total: s.total })),
    }))"""


@dataclass(frozen=True)
class Row:
    """A row of the list, as it reads."""

    offer: str
    title: str
    time: str
    place: str
    facts: str

    @property
    def minutes(self) -> int:
        """The travel time that is written; « moins de cinq minutes » is 0."""
        if self.time.startswith("<"):
            return 0
        hours, minutes = re.fullmatch(
            r"≈\s(?:(\d+)\sh\s?)?(?:(\d+)(?:\smin)?)?", self.time
        ).groups()
        return 60 * int(hours or 0) + int(minutes or 0)


class Finder:
    """Drives the first page, and waits until what was asked for is on screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pending: set[Request] = set()
        self.asked_at = 0.0  # milliseconds since 1970 when what was last answered was asked
        self.answered = 0.0  # and when its answer began to come
        self.answer_to: object = None  # the request that it answers
        page.on("request", self._asked)
        page.on("requestfinished", self._done)
        page.on("requestfailed", lambda request: self.pending.discard(request))

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).path == "/_dash-update-component":
            self.pending.add(request)

    def _done(self, request: Request) -> None:
        if request in self.pending and _ANSWERS in (request.post_data or ""):
            timing = request.timing
            # The page drops an answer that comes after that of a later request.
            if timing["startTime"] >= self.asked_at:
                self.asked_at = timing["startTime"]
                self.answered = timing["startTime"] + max(0, timing["responseStart"])
                self.answer_to = request.post_data_json["inputs"][0]["value"]
        self.pending.discard(request)

    # ---- Waiting ----

    def open(self, address: str = "/", **expected: str | None) -> Self:
        """Open an address as if it were typed."""
        self.pending.clear()
        self.asked_at, self.answered, self.answer_to = 0.0, 0.0, None
        self.page.goto(address)
        return self.settle(**expected)

    def settle(self, **expected: str | None) -> Self:
        """Wait until the address and the search are as expected, and the answer is drawn.

        A parameter expected as None is expected to be absent.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.page.wait_for_timeout(15)
            said = all(self.query.get(name) == value for name, value in expected.items())
            if said and not self.pending and self._is_drawn(expected):
                return self
        raise AssertionError(
            f"attendu {expected}, adresse {self.page.url[:300]}, {len(self.pending)} requêtes en "
            f"cours, dernière réponse à {str(self.answer_to)[:600]}"
        )

    def _is_drawn(self, expected: dict[str, str | None]) -> bool:
        asked, drawn = self.page.evaluate(_STATE)
        if asked is None or asked != self.answer_to or drawn < self.answered:
            return False
        hidden = _SCREEN_ONLY if "near" not in asked else {*_SCREEN_ONLY, "lieu"}
        return all(
            (asked.get(name) or None) == value
            for name, value in expected.items()
            if name not in hidden
        )

    # ---- Reading ----

    @property
    def query(self) -> dict[str, str]:
        """What the address says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    @property
    def count(self) -> int:
        """The counter."""
        return int(re.sub(r"\D", "", self.page.locator("#find-count").inner_text()))

    @property
    def headline(self) -> str:
        return plain(self.page.locator("#find-headline").inner_text())

    @property
    def notices(self) -> str:
        found = self.page.locator("#find-address-notices, #find-notices").all_inner_texts()
        return plain(" ".join(found)).strip()

    @property
    def warnings(self) -> str:
        """What could not be read or understood of the question."""
        found = self.page.locator("#find-address-notices, #find-notices .notice-warning")
        return plain(" ".join(found.all_inner_texts())).strip()

    def rows(self) -> list[Row]:
        """Return every course of the list, in its order."""
        return [Row(**row) for row in self.page.evaluate(_READ_ROWS)]

    def groups(self) -> list[dict]:
        """Return what each marker on screen stands for: a count, words and sites."""
        self.map_is_drawn()
        return self.page.evaluate(_READ_GROUPS)

    def points(self) -> dict[tuple[float, float], int]:
        """Return the number of courses at each latitude and longitude that the map shows."""
        found: dict[tuple[float, float], int] = {}
        for site in (site for group in self.groups() for site in group["sites"]):
            point = (round(site["lat"], 4), round(site["lon"], 4))
            found[point] = found.get(point, 0) + site["total"]
        return found

    def map_is_drawn(self) -> None:
        """Wait for the map of the region."""
        self.page.wait_for_selector("#find-map-frame[data-ready]", state="attached")

    # ---- Doing ----

    @property
    def text(self) -> Locator:
        return self.page.get_by_role("textbox", name="Formation ou métier")

    @property
    def place(self) -> Locator:
        return self.page.get_by_role("textbox", name="Au départ de")

    @property
    def minutes(self) -> Locator:
        return self.page.get_by_role("textbox", name="Trajet maximum")

    def choose_place(self, typed: str, name: str) -> None:
        """Type the beginning of a place and choose it among the suggestions."""
        self.place.click()
        self.place.press_sequentially(typed)
        self.page.get_by_role("option", name=name, exact=True).click()

    def menu(self, title: str) -> Locator:
        """Return a menu by the words of its button."""
        summary = self.page.locator("summary", has_text=re.compile(rf"^{title}\b"))
        return self.page.locator("details.menu", has=summary)

    def open_menu(self, title: str) -> Locator:
        """Open a menu and return it, once its boxes are drawn."""
        menu = self.menu(title)
        if menu.get_attribute("open") is None:
            menu.locator("summary").first.click()
        boxes_are_drawn(menu)
        return menu

    def chip(self, label: str) -> Locator:
        """Return the chip of a filter in force."""
        return self.page.locator(".chip", has_text=label)


def boxes_are_drawn(menu: Locator) -> None:
    """Wait until a menu that opens has its boxes."""
    expect(menu.locator(".slice")).to_have_count(0)


def plain(text: str) -> str:
    """Return a text with ordinary spaces, so that it can be compared."""
    return re.sub(r"\s+", " ", text)


def offers(page: Page, **filters: str) -> dict:
    """Ask the API for the courses of some filters; returns its GeoJSON."""
    reply = page.request.get("/api/v1/offers", params={"limit": "10000", **filters})
    assert reply.ok, reply.text()
    return reply.json()
