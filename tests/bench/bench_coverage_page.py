"""How fast the coverage page answers in a browser: map, figures, table, charts, what-if.

10,000 courses on 1,500 sites and the region's 3,782 communes, in Chromium. A time runs from the
change of a control until the browser has painted the map and the panel in sight. Run it with
`python -m tests.bench.bench_coverage_page`, from the root of the project.
"""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright

from loaders.store.regional import Meta, read_store, write_store
from tests.bench.bench_map import VIEWPORT, served, store_of_ten_thousand
from tests.conftest import CHROMIUM_ARGUMENTS

SITES = 1_500
GOAL = 150  # milliseconds, the median
PANELS = {  # panel: what is seen to change in it
    "territoires": "#cover-zones",
    "courbe": "#cover-curve",
    "mobilite": "#cover-mobility",
    "zones-blanches": "#cover-gaps-computed",
}
CHANGES = [
    ("domain", ["transport-logistique"]), ("level", ["3"]), ("threshold", 20), ("level", []),
    ("domain", ["sante"]), ("threshold", 30), ("level", ["4"]), ("domain", []), ("level", []),
    ("mode", "velo"), ("level", ["5"]), ("mode", "voiture"), ("level", []),
]  # fmt: skip
OPENED = ("02381", "80021", "62041", "59350", "60057", "02691", "80001", "59606")

# Resolves with the milliseconds from a change to the frame that shows it on the map and in a
# panel. The page says when its map is drawn; the panel, that it has changed.
_MEASURE = """([id, props, panel]) => new Promise((resolve) => {
    const start = performance.now();
    const drawn = { attributes: true, attributeFilter: ["data-drawn"] };
    const changed = { childList: true, subtree: true, characterData: true, attributes: true };
    const waited = [
        [document.getElementById("cover"), drawn], [document.querySelector(panel), changed],
    ];
    const painted = (then) => requestAnimationFrame(() => setTimeout(then));
    let left = waited.length;
    for (const [node, options] of waited) {
        const watch = new MutationObserver(() => {
            watch.disconnect();
            left -= 1;
            if (!left) painted(() => resolve(performance.now() - start));
        });
        watch.observe(node, options);
    }
    window.dash_clientside.set_props(id, props);
})"""


def store_of_many_sites(folder: Path) -> Path:
    """Spread the courses that the store of 10,000 repeats over sites of their own."""
    address = store_of_ten_thousand(folder)
    old = read_store(str(address))
    more = old.sites.head(SITES - len(old.sites)).copy()
    moved = dict(zip(more["site"], more["site"] + "-b", strict=True))
    repeated = old.offers["offer"].str.endswith("-b") | (old.offers.index % 2 == 1)
    offers = old.offers.copy()
    offers.loc[repeated, "site"] = offers.loc[repeated, "site"].replace(moved)
    sites = pd.concat([old.sites, more.assign(site=more["site"] + "-b")], ignore_index=True)
    travel = {
        mode: np.concatenate([minutes, minutes[: len(more)]])
        for mode, minutes in old.travel.items()
    }
    meta = {name: getattr(old.manifest, name) for name in Meta.__dataclass_fields__}
    write_store(str(address), replace(old, offers=offers, sites=sites, travel=travel), Meta(**meta))
    return address


def measured(page: Page, control: str, props: dict[str, object], panel: str) -> float:
    """Return the milliseconds of one change."""
    page.wait_for_timeout(150)
    return page.evaluate(_MEASURE, [control, props, panel])


def report(what: str, times: list[float]) -> None:
    """Print one line."""
    print(f"{what:34s}{median(times):8.0f} ms{max(times):8.0f} ms{len(times):6d}   < {GOAL} ms")


def main() -> None:
    """Serve a store, change filters under each panel, then open courses one after another."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served("app:server", store_of_many_sites(Path(folder))) as address,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(f"{'filter to screen, panel':34s}  median      worst  count   goal")
        for panel, seen in PANELS.items():
            page = browser.new_page(locale="fr-FR", viewport=VIEWPORT)
            page.goto(f"{address}couverture?onglet={panel}")
            page.wait_for_selector(f"#cover[data-drawn] {seen} *")
            page.wait_for_load_state("networkidle")
            changes = [(f"cover-{name}", {"value": value}) for name, value in CHANGES * 2]
            report(panel, [measured(page, *change, seen) for change in changes])
            page.close()
        page = browser.new_page(locale="fr-FR", viewport=VIEWPORT)
        page.goto(f"{address}couverture?domain=transport-logistique&level=3&onglet=simuler")
        page.wait_for_selector("#cover[data-drawn]")
        page.wait_for_load_state("networkidle")
        opened = [
            ("cover-change", {"data": {"open": code, "n": i + 1}}) for i, code in enumerate(OPENED)
        ]
        report("what if: open a course", [measured(page, *c, "#cover-simulation") for c in opened])
        browser.close()


if __name__ == "__main__":
    main()
