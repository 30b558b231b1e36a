"""What is known of the offer, as data: beside an answer, and the whole matrix."""

from __future__ import annotations

from typing import Any

from geodata.completeness.matrix import GRADES
from geodata.completeness.verdict import Verdict
from layouts.kit.completeness import gap_words


def completeness_of(verdict: Verdict, silent: bool) -> dict[str, Any]:
    """Return what an answer rests on: its grade, what is missing, what would bring it.

    `figures` is false when no figure is given, since the offer asked about is not loaded.
    """
    return {
        "state": verdict.state,
        "grade": GRADES[verdict.state],
        "figures": not silent,
        "simulated": verdict.simulated,
        "courses": verdict.courses,
        "missing": [gap_words(gap) for gap in verdict.gaps],
        "would_bring": [{"name": one.name, "page": one.page} for one in verdict.bringing],
    }
