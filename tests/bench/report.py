"""Runs the benchmarks one after another, and writes what they print in `docs/performance.md`.

Run it with `make bench`, on a quiet machine; `python -m tests.bench.report NAME…` runs some again
and leaves what the others had printed.
"""

import os
import platform
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "performance.md"

BENCHES = {
    "bench_promises": "What is promised, beside what was measured",
    "bench_map": "The map, beside the page that tutorials teach",
    "bench_coverage_page": "The coverage page in a browser",
    "bench_first_sight": "First sight on a phone, four times slower, on slow 4G",
    "bench_answers": "Answers that cost, kept and made again",
    "bench_people": "What people cost the processor, and how many a core serves",
    "bench_text": "Search by words",
    "bench_coverage": "The nearest course, beside other ways to find it",
    "bench_accessibility": "Accessibility (E2SFCA), beside PySAL",
    "bench_siting": "Where to open, beside spopt",
    "bench_coverage_scale": "Coverage of a whole country",
    "bench_country": "A simulated country, on screen",
    "bench_growth": "Growth with the courses",
    "bench_roads": "Times by road, by real engine processes",
}
"""What is run, in this order, and its heading."""

_OPENING = """# Performance

Written by `make bench`, last on {day}: {machine}. Times are worth what
the machine is worth; each benchmark prints what it compares in one run: the ratio is what to read.
"""
_SECTION = re.compile(r"^## [^\n]*\n\n`tests/bench/(\w+)\.py`\n\n```\n(.*?)```\n", re.M | re.S)


def printed(bench: str) -> str:
    """Return what a benchmark prints, or that it failed and why."""
    environment = {**os.environ, "PYTHONPATH": "tests", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{bench}"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        return f"{done.stdout}failed: {reason}\n"
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def machine() -> str:
    """Say what the machine is, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {memory:.0f} GB, Python {platform.python_version()}"


def written(texts: dict[str, str], day: date) -> str:
    """Return the page; benchmarks that never ran are left out."""
    parts = [_OPENING.format(day=f"{day:%d %B %Y}", machine=machine())]
    parts += [
        f"## {title}\n\n`tests/bench/{bench}.py`\n\n```\n{texts[bench]}```\n"
        for bench, title in BENCHES.items()
        if bench in texts
    ]
    return "\n".join(parts)


def main() -> None:
    """Run the benchmarks asked for, all by default, and write the page after each."""
    asked = sys.argv[1:] or list(BENCHES)
    kept = REPORT.read_text("utf-8") if REPORT.exists() else ""
    texts = dict(_SECTION.findall(kept))
    for bench in asked:
        print(f"== {BENCHES[bench]}", flush=True)
        texts[bench] = printed(bench)
        print(texts[bench], flush=True)
        REPORT.write_text(written(texts, date.today()), "utf-8")


if __name__ == "__main__":
    main()
