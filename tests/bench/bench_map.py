"""How fast the map is beside a tutorial's: `make bench`, or `python -m tests.bench.bench_map`.

Both pages show the 3,782 communes and the same 10,000 courses, are served by the same gunicorn
with two workers, and are measured in the same run by the same Chromium. Bytes are what the network
gave, headers and compression included. A filter's time runs from the change of the control until
the browser has painted the answer.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import pandas as pd
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from loaders.store.regional import Meta, read_store, write_store
from tests.conftest import CHROMIUM_ARGUMENTS, build_store

ROOT = Path(__file__).resolve().parents[2]
COURSES = 10_000
VISITS = 5
VIEWPORT = {"width": 1280, "height": 800}
FILTERS = [  # control, value: each is one change of one control
    ("voie", ["apprentissage"]), ("level", ["3"]), ("level", ["3", "4"]), ("voie", []),
    ("level", []), ("voie", ["scolaire"]), ("voie", ["scolaire", "continue"]), ("level", ["5"]),
    ("voie", ["superieur"]), ("level", []), ("voie", []), ("level", ["4"]), ("level", []),
]  # fmt: skip
GOALS = [  # what, how to read it, how it is written, the goal
    ("first map, cold", lambda m: m.cold_ms, "{:,.0f} ms", "< 2,500 ms"),
    ("first map, transferred", lambda m: m.cold_bytes / 1e3, "{:,.0f} KB", "< 1,500 KB"),
    ("return visit", lambda m: m.back_ms, "{:,.0f} ms", "< 1,000 ms"),
    ("return visit, transferred", lambda m: m.back_bytes / 1e3, "{:,.1f} KB", "< 50 KB"),
    ("filter to screen, median", lambda m: median(m.filter_ms), "{:,.0f} ms", "< 120 ms, 5 ×"),
    ("filter to screen, worst", lambda m: max(m.filter_ms), "{:,.0f} ms", ""),
    ("filter, transferred, median", lambda m: median(m.filter_bytes) / 1e3, "{:,.1f} KB", "50 ×"),
    ("filter, transferred, most", lambda m: max(m.filter_bytes) / 1e3, "{:,.1f} KB", "< 40 KB"),
]

# Resolves with the milliseconds from a change to the frame that shows it. What is on screen is
# known by the page itself where it says so (`done`), else by the last change of the map's DOM.
_MEASURE = """([control, value, own]) => new Promise((resolve) => {
    const painted = (then) => requestAnimationFrame(() => setTimeout(then));
    const start = performance.now();
    const finish = () => painted(() => resolve(performance.now() - start));
    if (own) {
        const find = document.getElementById("find");
        const watch = new MutationObserver(() => { watch.disconnect(); finish(); });
        watch.observe(find, { attributes: true, attributeFilter: ["data-drawn"] });
        window.dash_clientside.set_props(`find-${control}`, { value });
        return;
    }
    // A change of the DOM is noted at once, and dated when it has been painted: a page that works
    // for longer than the silence that ends the wait must not be taken for one that has finished.
    let changed = 0, last = 0;
    const count = document.getElementById("count");
    const before = count.textContent;
    const watch = new MutationObserver(() => {
        changed = performance.now();
        painted(() => (last = performance.now()));
    });
    const options = { childList: true, subtree: true, attributes: true, characterData: true };
    watch.observe(document.querySelector(".leaflet-map-pane"), options);
    watch.observe(count, options);
    const quiet = setInterval(() => {
        if (count.textContent === before || last < changed) return;
        if (performance.now() - last < 400) return;
        clearInterval(quiet);
        watch.disconnect();
        resolve(last - start);
    }, 20);
    window.dash_clientside.set_props(control, { value });
})"""

# When the map is on screen, in milliseconds since the address was opened.
_FIRST = """(own) => new Promise((resolve) => {
    const ready = () => own
        ? document.querySelector("#find[data-drawn] #find-map-frame[data-ready]")
        : document.querySelector(".leaflet-marker-icon")
            && document.querySelectorAll("path.leaflet-interactive").length > 3000;
    const look = () => ready()
        ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
        : setTimeout(look, 4);
    look();
})"""


@dataclass
class Measures:
    """What one page takes: milliseconds and bytes."""

    cold_ms: float
    cold_bytes: float
    back_ms: float
    back_bytes: float
    filter_ms: list[float]
    filter_bytes: list[float]


class Meter:
    """Counts the bytes that a page receives."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.bytes = 0.0
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add)

    def _add(self, event: dict) -> None:
        self.bytes += event["encodedDataLength"]

    def take(self) -> float:
        """Return what was received since last asked."""
        taken, self.bytes = self.bytes, 0.0
        return taken


def store_of_ten_thousand(folder: Path) -> Path:
    """Build the demonstration, then repeat some of its courses until there are 10,000."""
    (folder / "sources").mkdir()
    address = build_store(folder / "store", folder / "sources")
    old = read_store(str(address))
    more = old.offers[old.offers["site"] != ""].head(COURSES - len(old.offers))
    offers = pd.concat([old.offers, more.assign(offer=more["offer"] + "-b")], ignore_index=True)
    meta = {name: getattr(old.manifest, name) for name in Meta.__dataclass_fields__}
    write_store(str(address), replace(old, offers=offers), Meta(**meta))
    return address


@contextmanager
def served(application: str, store: Path):
    """Serve an application as in production; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
    if application != "app:server":
        # Neither warmed nor compressed: a tutorial's page knows nothing of it.
        command = [sys.executable, "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "4",
                   "--preload", "--no-control-socket", "-b", f"127.0.0.1:{port}"]  # fmt: skip
    environment = {**os.environ, "PORT": str(port), "ATLAS_STORE": str(store)}
    process = subprocess.Popen(
        [*command, "--log-level", "error", application],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}/"
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(90)


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(3_000):
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def first_map(context: BrowserContext, address: str, own: bool) -> tuple[float, float]:
    """Open a page; returns milliseconds until its map is on screen, and bytes received."""
    page = context.new_page()
    meter = Meter(context, page)
    page.goto(address, wait_until="commit")
    milliseconds = page.evaluate(_FIRST, own)
    page.wait_for_load_state("networkidle")
    page.close()
    return milliseconds, meter.take()


def visits(browser: Browser, address: str, own: bool) -> list[tuple[float, float]]:
    """Return milliseconds and bytes of a first visit, and of the next one."""
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    found = [first_map(context, address, own) for _ in range(2)]
    context.close()
    return found


class Filtering:
    """A page that stays open while its filters are changed."""

    def __init__(self, browser: Browser, address: str, own: bool, slower: int = 1) -> None:
        context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
        self.page, self.own = context.new_page(), own
        self.page.set_default_timeout(180_000)
        phone = context.new_cdp_session(self.page)
        phone.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        self.meter = Meter(context, self.page)
        self.page.goto(address)
        self.page.evaluate(_FIRST, own)
        self.page.wait_for_load_state("networkidle")

    def change(self, control: str, value: list[str]) -> tuple[float, float]:
        """Return the milliseconds and the bytes of a change of a filter."""
        self.page.wait_for_timeout(200)
        self.meter.take()
        milliseconds = self.page.evaluate(_MEASURE, [control, value, self.own])
        self.page.wait_for_timeout(50)  # the account of bytes comes a little after them
        return milliseconds, self.meter.take()


def measure(browser: Browser, pages: list[tuple[str, bool]]) -> list[Measures]:
    """Measure pages in turn, so that what else the machine does weighs on each alike."""
    opened = [[visits(browser, *page) for page in pages] for _ in range(VISITS)]
    open_pages = [Filtering(browser, *page) for page in pages]
    changes = [[page.change(*change) for page in open_pages] for change in [*FILTERS, *FILTERS]]
    found = []
    for at in range(len(pages)):
        times = [[median(v[at][turn][i] for v in opened) for i in (0, 1)] for turn in (0, 1)]
        filters = list(zip(*(change[at] for change in changes), strict=True))
        found.append(Measures(*times[0], *times[1], list(filters[0]), list(filters[1])))
    return found


def report(ours: Measures, whole: Measures, points: Measures) -> None:
    """Print the measures side by side."""
    titles = ("", "ours", "tutorial", "ratio", "points only", "ratio", "goal")
    line = "| {:<28} | {:>10} | {:>10} | {:>6} | {:>11} | {:>6} | {:<14} |"
    print(line.format(*titles))
    print("|" + "|".join("-" * n for n in (30, 12, 12, 8, 13, 8, 16)) + "|")
    for what, read, form, goal in GOALS:
        values = [read(m) for m in (ours, whole, points)]
        texts = [form.format(value) for value in values]
        ratios = [f"{value / values[0]:,.1f} ×" for value in values[1:]]
        print(line.format(what, texts[0], texts[1], ratios[0], texts[2], ratios[1], goal))


def main() -> None:
    """Build the store, serve both pages, measure them and print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served("app:server", store := store_of_ten_thousand(Path(folder))) as own,
        served("tests.bench.samples.tutorial_page:server", store) as tutorial,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        pages = [(own, True), (tutorial, False), (f"{tutorial}?communes=once", False)]
        measures = measure(browser, pages)
        print(f"load at the end {os.getloadavg()[0]:.1f}")
        report(*measures)
        browser.close()


if __name__ == "__main__":
    main()
