"""A filter of the search over a simulated country, on screen, and how it grows with the regions.

For 1, 3 and 13 regions side by side (`tests.bench.samples.country`), served by gunicorn with one
worker: when a browser without a cache has drawn the first map; a filter from its change to the
screen; what comes over the network; the memory of the server, what its processes share counted
once. Run it with `python -m tests.bench.bench_country [regions…]`, from the root of the project.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.bench_map import FILTERS, Filtering, first_map, served
from tests.bench.samples.country import COMMUNES, COURSES, REGIONS, write_country
from tests.conftest import CHROMIUM_ARGUMENTS

SIZES = (1, 3, REGIONS)
VISITS = 3
GOALS = "goals, for the country: a filter within 1,000 ms, memory within 4,096 MB"


def memory(store: str) -> float:
    """Return the megabytes of the processes that serve a store, a shared page counted once."""
    total = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"ATLAS_STORE={store}".encode() in (process / "environ").read_bytes().split(b"\0"):
                lines = (process / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue  # it ended, or is another's
    return total / 1024


def measure(browser: Browser, store: str, regions: int, courses: int) -> None:
    """Print the line of a size."""
    with served("app:server", Path(store)) as address:
        first = []
        for _ in range(VISITS):
            context = browser.new_context(locale="fr-FR")
            first.append(first_map(context, address, own=True))
            context.close()
        page = Filtering(browser, address, own=True)
        changes = [page.change(*one) for one in FILTERS]
        held = memory(store)
        drawn, sent = (median(column) for column in zip(*first, strict=True))
        times, sizes = zip(*changes, strict=True)
        print(
            f"{regions:7d}{regions * COMMUNES:9,d}{courses:10,d}"
            f"{drawn:10,.0f} ms{sent / 1e6:8.2f} MB"
            f"{median(times):8,.0f} ms{max(times):8,.0f} ms{median(sizes) / 1e3:9.1f} KB"
            f"{held:9,.0f} MB",
            flush=True,
        )


def main() -> None:
    """Make, serve and measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    os.environ["WEB_CONCURRENCY"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(
            f"{'regions':>7}{'communes':>9}{'courses':>10}{'first map':>13}{'sent':>11}"
            f"{'filter':>11}{'worst':>11}{'sent':>12}{'server':>12}"
        )
        for regions in sizes:
            courses = COURSES * regions // REGIONS
            with tempfile.TemporaryDirectory() as folder:
                store = write_country(Path(folder) / "store", regions, courses)
                measure(browser, store, regions, courses)
        browser.close()
    print(GOALS)


if __name__ == "__main__":
    main()
