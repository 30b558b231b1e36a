"""What the product promises of its own speed, each measured beside its promise.

Prints a line a promise: the time taken, the time promised, their ratio (1 or less is kept). Run it
with `python -m tests.bench.bench_promises`, from the root of the project, on a quiet machine; the
build of the real files is left out, and said, where ../shared/data is absent.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from callbacks.coverage import best_places
from callbacks.coverage.simulation import simulated
from geodata.asking.coverage import parse_coverage
from geodata.assembly import make_atlas
from geodata.atlas import Atlas
from geodata.coverage.answer import cover
from geodata.siting.best_places import BestQuestion
from loaders.building.region import build
from loaders.store.regional import read_store
from settings import read_settings
from tests.bench.samples.region import milliseconds

TODAY = date(2026, 1, 1)
TRANSPORT = {"domain": "transport-logistique", "level": "3", "threshold": "15", "by": "spel"}
SHARED = read_settings().shared_data

# The command, then what its own process took of memory: the system counts what a child was before
# it became the command, which is the size of this one.
_MEASURED = """
import atexit, re, runpy, sys
from pathlib import Path
def peak():
    status = Path("/proc/self/status").read_text()
    print(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1], file=sys.stderr)
atexit.register(peak)
runpy.run_module("loaders", run_name="__main__", alter_sys=True)
"""


def told(what: str, took: float, promised: float, unit: str = "ms") -> None:
    """Print one line: what was measured, beside what is promised."""
    print(f"{what:58} {took:9.0f} {unit:2} {promised:9.0f} {unit:2} {took / promised:6.2f}")


def screens(atlas: Atlas) -> None:
    """Measure what a planner or a counsellor waits for."""
    request = {"threshold": "30", "by": "epci", "open": "02789:24,02381"}
    change = milliseconds(lambda: simulated(atlas, request, TODAY), number=1, repeat=7)
    told("Un changement de la simulation", change, 150)
    covered = cover(atlas, parse_coverage(TRANSPORT), TODAY)
    search = milliseconds(
        lambda: list(best_places.search(covered, BestQuestion(10, "all"))), number=1, repeat=3
    )
    told("Dix lieux où ouvrir, à 1 % du meilleur", search, 5_000)
    typed = ["h", "hi", "hir", "hirz", "hirzo", "hirzon", "saint", "59", "x" * 150]
    places = atlas.places
    keys = milliseconds(lambda: [places.suggest(text) for text in typed], number=1)
    told("Une touche dans « Au départ de »", keys / len(typed), 10)


def build_of_real_files(folder: Path) -> None:
    """Measure the build of the producers' real files, its time and its memory."""
    if not SHARED.is_dir():
        print("Construction des fichiers réels : ../shared/data absent, non mesurée")
        return
    command = [sys.executable, "-c", _MEASURED, "build", "--json", "--store", str(folder / "real")]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--sources", str(SHARED)], capture_output=True, check=True, text=True
    )
    told("Construction des fichiers réels", 1_000 * (time.perf_counter() - start), 60_000)
    peak = re.findall(r"\d+", done.stderr)[-1]
    told("Sa mémoire", int(peak) / 1024, 1_536, "Mo")


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes, the best of three."""
    return milliseconds(call, number=1, repeat=3)


def main() -> None:
    """Measure every promise."""
    print(f"{'':58} {'mesuré':>12} {'promis':>12} {'part':>6}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "none").mkdir()
        build(folder / "none", str(folder / "store"), "hauts-de-france")
        store = read_store(str(folder / "store"))
        told("Lecture de la base", timed(lambda: read_store(str(folder / "store"))), 500)
        screens(make_atlas(store))
        build_of_real_files(folder)


if __name__ == "__main__":
    main()
