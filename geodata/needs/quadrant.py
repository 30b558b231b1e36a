"""The quadrant of needs: tension across, places per 100 projects up, four corners with a name."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.asking.needs import TENSE, NeedsQuery
from geodata.atlas import Atlas
from geodata.needs.answer import Needs, needs

CORNERS: dict[str, str] = {
    "tense-few": "Tendu, peu de places",
    "tense-many": "Tendu malgré des places",
    "calm-few": "Peu tendu, peu de places",
    "calm-many": "Peu tendu, beaucoup de places",
}
"""Names of the corners; the split of places is the median of the region's métiers."""

READINGS: dict[str, str] = {
    "tense-few": "à examiner d'abord : former davantage peut aider, si les conditions de travail "
    "et le lieu des emplois ne sont pas en cause",
    "tense-many": "les places ne suffisent pas à expliquer : regarder l'attractivité, les "
    "conditions de travail, le lieu des emplois",
    "calm-few": "rien ne presse",
    "calm-many": "débouchés à vérifier avant d'ouvrir d'autres places",
}
"""What each corner suggests to look at: never a conclusion."""


@dataclass(frozen=True)
class Quadrant:
    """The métiers that both measures are known of.

    Attributes
    ----------
    points : rows of `Needs.table` with `corner`, a key of `CORNERS`
    split : places per 100 projects from which places are many
    without_projects, without_places : métiers left out, because their projects are secret or not
        published, or because the places that lead there are not known
    """

    points: pd.DataFrame
    split: float
    without_projects: int
    without_places: int


def quadrant(atlas: Atlas, answer: Needs) -> Quadrant:
    """Sort the métiers of a territory into the four corners."""
    rows = answer.table[answer.table["tension"].notna()]
    split = regional_split(atlas)
    points = rows[rows["ratio"].notna()]
    tense = points["tension"] >= TENSE
    many = points["ratio"] >= split
    corner = np.select(
        [tense & ~many, tense & many, ~tense & ~many], list(CORNERS)[:3], list(CORNERS)[3]
    )
    left = rows[rows["ratio"].isna()]
    projects = left["projects"].isna() | (left["projects"] <= 0)
    return Quadrant(
        points=points.assign(corner=corner),
        split=split,
        without_projects=int(projects.sum()),
        without_places=int((~projects).sum()),
    )


def regional_split(atlas: Atlas) -> float:
    """Median of the region's places per 100 projects: the same bar for every territory."""

    def median() -> float:
        ratio = needs(atlas, NeedsQuery()).table["ratio"].dropna()
        return float(ratio.median()) if len(ratio) else float("nan")

    return atlas.cached("needs-split", median)
