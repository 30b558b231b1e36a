"""Which sources, once loaded whole, would improve the offer most: ranked by people concerned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.completeness.matrix import COMPLETE, REGION, UNKNOWN


@dataclass(frozen=True)
class Improvement:
    """A source to load.

    Attributes
    ----------
    cells : (voie, level) that it would make known
    people : published people of these cells, those of a count that several levels share spread
        evenly over them; None where no count is published
    extract : a part of the source is loaded already
    """

    name: str
    page: str
    cells: tuple[tuple[str, int], ...]
    people: int | None
    extract: bool


def improvements(report: Mapping[str, Any]) -> list[Improvement]:
    """Return the sources that would bring what is missing, the most people first."""
    lacking = {
        (cell["voie"], cell["level"])
        for cell in report.get("cells", ())
        if cell["departement"] == REGION and cell["grade"] not in (COMPLETE, UNKNOWN)
    }
    people = {
        (one["voie"], level): one["people"] / len(one["levels"])
        for one in report.get("published", ())
        for level in one["levels"]
    }
    found = []
    for source in report.get("sources", ()):
        cells = {
            (voie, level)
            for covers in source["covers"]
            if not covers["whole"]
            for voie in covers["voies"]
            for level in covers["levels"]
        } & lacking
        if cells:
            counted = [people[cell] for cell in cells if cell in people]
            total = round(sum(counted)) if counted else None
            known = source["courses"] > 0
            one = Improvement(source["name"], source["page"], tuple(sorted(cells)), total, known)
            found.append(one)
    return sorted(found, key=lambda one: (-(one.people or 0), -len(one.cells)))
