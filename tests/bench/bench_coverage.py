"""Time the masked minimum of `geodata.coverage.nearest` beside other ways to write it.

Run it with `python -m tests.bench.bench_coverage` or as a script, from the root of the project.
"""

import timeit
from collections.abc import Callable

import numpy as np
from scipy.spatial import cKDTree

from geodata.coverage.nearest import nearest, nearest_site
from geodata.travel.model import EstimatedTravel, matrix

COMMUNES, SITES = 3_782, 1_500


def by_masked_reduction(minutes: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return np.minimum.reduce(minutes, axis=0, where=mask[:, None], initial=255)


def by_loop(minutes: np.ndarray, mask: np.ndarray) -> np.ndarray:
    best = np.full(minutes.shape[1], 255, dtype=np.uint8)
    for row in np.flatnonzero(mask):
        np.minimum(best, minutes[row], out=best)
    return best


def milliseconds(call: Callable[[], object]) -> float:
    """Best of five, so that another program on the machine does not count."""
    return min(timeit.repeat(call, number=5, repeat=5)) / 5 * 1000


def main() -> None:
    rng = np.random.default_rng(2026)
    communes = rng.uniform(0, 200_000, (COMMUNES, 2))
    sites = rng.uniform(0, 200_000, (SITES, 2))
    built = milliseconds(lambda: matrix(EstimatedTravel(), communes, sites, "voiture"))
    minutes = matrix(EstimatedTravel(), communes, sites, "voiture")
    size = minutes.nbytes / 1e6
    print(f"{COMMUNES} communes x {SITES} sites: {size:.1f} MB, built in {built:.0f} ms")
    print("chosen sites   nearest  nearest_site  masked reduction     loop  cKDTree rebuilt   (ms)")
    for share in (0.02, 0.3, 1.0):
        mask = rng.random(SITES) < share
        assert (nearest(minutes, mask) == by_masked_reduction(minutes, mask)).all()
        assert (nearest(minutes, mask) == by_loop(minutes, mask)).all()
        times = [
            milliseconds(lambda mask=mask: nearest(minutes, mask)),
            milliseconds(lambda mask=mask: nearest_site(minutes, mask)),
            milliseconds(lambda mask=mask: by_masked_reduction(minutes, mask)),
            milliseconds(lambda mask=mask: by_loop(minutes, mask)),
            milliseconds(lambda mask=mask: cKDTree(sites[mask]).query(communes)),
        ]
        widths = (10, 14, 18, 9, 17)
        shown = "".join(f"{ms:{width}.3f}" for ms, width in zip(times, widths, strict=True))
        print(f"{mask.sum():12d}{shown}")


if __name__ == "__main__":
    main()
