"""The region as a small picture in the page itself: its départements, and points upon them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape

import numpy as np
from numpy.typing import NDArray

from geodata.portrait.outline import Outline, Ring
from layouts.kit.markup import Written

Points = Mapping[str, NDArray[np.float64]]
"""Positions in the drawing, shape (n, 2), by the colour of their point."""


def region_picture(outline: Outline, points: Points, label: str, width: float = 4.0) -> Written:
    """Return the picture; `label` says what it shows, `width` is that of a point."""
    dots = "".join(
        f'<path d="{_dots(xy)}" stroke="{escape(colour)}"/>' for colour, xy in points.items()
    )
    return Written(
        f'<svg class="region-picture" role="img" aria-label="{escape(label)}" '
        f'viewBox="-6 -6 {outline.width + 12} {outline.height + 12}" '
        f'xmlns="http://www.w3.org/2000/svg">'
        f'<path d="{_kept_path(outline.land)}" fill="#fdfdfb" stroke="#7f8e91" stroke-width="0.7"/>'
        f'<path d="{_kept_path(outline.own)}" fill="none" stroke="#005a5f" stroke-width="1.4"/>'
        f'<g fill="none" stroke-linecap="round" stroke-width="{width:g}">{dots}</g></svg>'
    )


def path(rings: Iterable[Sequence[tuple[float, float]]]) -> str:
    """Write rings as the `d` of a path; those too short to be an outline are left out."""
    return "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings if len(ring) > 3
    )


@lru_cache(maxsize=64)
def _kept_path(rings: tuple[Ring, ...]) -> str:
    """Write them once: those of a region are those of all its pages."""
    return path(rings)


def _dots(xy: NDArray[np.float64]) -> str:
    """Write points as strokes of no length, each from the one before: half the signs."""
    at = np.round(xy[np.lexsort((xy[:, 0], xy[:, 1].round()))], 1)
    steps = np.round(np.diff(at, axis=0, prepend=np.zeros((1, 2))), 1)
    return "".join(f"m{x:g} {y:g}h0" for x, y in steps)
