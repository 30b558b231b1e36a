"""What a cheap phone sees first: a processor four times slower, on a slow 4G network.

For each page, the median of five visits without a cache: when something is on screen (FCP), when
its largest part is (LCP), by how much what is shown moves (CLS), how long the scripts keep the
phone from answering (what tasks take beyond 50 ms), when the application has taken the place, and
what was transferred. Then, on the same processor, what a filter takes from its change until the map
and the list show it. Run it with `python -m tests.bench.bench_first_sight`, from the root of the
project, or with the address of a server that runs already: `… http://127.0.0.1:8050/`.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.bench_map import FILTERS, Filtering, served, store_of_ten_thousand
from tests.conftest import CHROMIUM_ARGUMENTS

PHONE = {"viewport": {"width": 412, "height": 823}, "is_mobile": True, "has_touch": True}
SLOWER = 4
# The slow 4G of Lighthouse: milliseconds there and back, bytes a second.
NETWORK = {
    "offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 750_000 / 8,
}  # fmt: skip
VISITS = 5
PATHS = ("", "couverture", "tensions", "territoire/departement/80", "donnees")

_WATCH = """
window.seen = { fcp: 0, lcp: 0, cls: 0, blocked: 0 };
const watch = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell))
    .observe({ type, buffered: true });
watch("paint", (one) => {
    if (one.name === "first-contentful-paint") window.seen.fcp = one.startTime;
});
watch("largest-contentful-paint", (one) => (window.seen.lcp = one.startTime));
watch("layout-shift", (one) => {
    if (!one.hadRecentInput) window.seen.cls += one.value;
});
watch("longtask", (one) => (window.seen.blocked += one.duration - 50));
"""
_TAKEN = """() => document.querySelector("#page > *") && !document.getElementById("first")"""
_BYTES = """() => performance.getEntriesByType("resource")
    .concat(performance.getEntriesByType("navigation"))
    .reduce((sum, one) => sum + one.transferSize, 0)"""


def visit(browser: Browser, address: str) -> tuple[float, ...]:
    """Open a page as a new visitor; returns FCP, LCP, CLS, blocked, taken (ms), bytes."""
    context = browser.new_context(locale="fr-FR", **PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(180_000)
    phone = context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", NETWORK)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="commit")
    page.wait_for_function(_TAKEN)
    taken = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    seen, size = page.evaluate("window.seen"), page.evaluate(_BYTES)
    context.close()
    return seen["fcp"], seen["lcp"], seen["cls"], seen["blocked"], taken, size


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Give the address of the server named on the command line, or of one of our own."""
    if len(sys.argv) > 1:
        yield sys.argv[1].rstrip("/") + "/"
        return
    with served("app:server", store_of_ten_thousand(folder)) as address:
        yield address


def main() -> None:
    """Visit each page several times and print the medians."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        server(Path(folder)) as address,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(f"{'page':28s}     FCP     LCP    CLS  blocked    taken      KB")
        for path in PATHS:
            visit(browser, address + path)  # the server makes the page then
            visits = [visit(browser, address + path) for _ in range(VISITS)]
            fcp, lcp, cls, blocked, taken, size = (
                median(column) for column in zip(*visits, strict=True)
            )
            print(
                f"/{path:27s}{fcp:8.0f}{lcp:8.0f}{cls:7.3f}{blocked:9.0f}{taken:9.0f}"
                f"{size / 1000:8.0f}"
            )
        changed = Filtering(browser, address, own=True, slower=SLOWER)
        took = [changed.change(*change)[0] for change in [*FILTERS, *FILTERS]]
        print(f"a filter: median {median(took):.0f} ms, worst {max(took):.0f} ms, of {len(took)}")
        browser.close()


if __name__ == "__main__":
    main()
