"""The picture of the region that a page opens with: its places of training, or times to one."""

import numpy as np

from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.map import classed
from geodata.finding.answer import Found
from geodata.portrait.outline import Outline, drawn_at, outline
from geodata.territory import territories, territory
from geodata.vocabulary import VOIES
from layouts.coverage.answer import class_styles
from layouts.kit.maps.region_picture import Points, region_picture

_COLOURS = {voie: f"var(--{voie})" for voie in VOIES}
_HERE = "#b3400a"


def courses_picture(atlas: Atlas, found: Found | None) -> str:
    """Return the places that give courses, all or those of an answer, by their commonest voie."""
    shown = np.ones(len(atlas.offers), bool) if found is None else found.placed
    rows = np.flatnonzero(shown & (atlas.columns.site >= 0))
    voies = list(VOIES)
    counts = np.zeros((len(atlas.sites), len(voies)), int)
    for rank, voie in enumerate(voies):
        of_voie = rows[(atlas.offers["voie"].to_numpy()[rows] == voie)]
        np.add.at(counts[:, rank], atlas.columns.site[of_voie], 1)
    some, most = counts.sum(axis=1) > 0, counts.argmax(axis=1)
    points = {
        _COLOURS[voie]: atlas.site_xy[some & (most == rank)] for rank, voie in enumerate(voies)
    }
    return _picture(atlas, points, f"Les lieux de formation de la région {atlas.region_name}", 3.5)


def site_picture(atlas: Atlas, point: tuple[float, float] | None) -> str:
    """Return where a place is in the region."""
    points = {_HERE: np.array([point])} if point else {}
    return _picture(atlas, points, f"Le lieu de la formation, en {atlas.region_name}", 10)


def coverage_picture(atlas: Atlas, covered: Covered) -> str:
    """Return the communes, each a point of the colour of its class."""
    classes = classed(covered)
    asked = covered.asked
    threshold = asked.threshold if asked.measure == "minutes" else None
    points: dict[str, np.ndarray] = {}
    for rank, style in enumerate(class_styles(classes.upper, threshold)):
        colour = style.get("background", style["color"])
        points[colour] = atlas.commune_xy[classes.of_commune == rank]
    label = (
        f"Le temps jusqu'à la formation la plus proche, commune par commune, {atlas.region_name}"
    )
    return _picture(atlas, points, label, 4.6)


def _picture(atlas: Atlas, points: Points, label: str, width: float) -> str:
    drawn = {colour: drawn_at(atlas, xy) for colour, xy in points.items() if len(xy)}
    return region_picture(land_of(atlas), drawn, label, width)


def land_of(atlas: Atlas) -> Outline:
    """Return the outline of the region."""
    code = next(iter(territories(atlas)["region"]))
    return outline(atlas, territory(atlas, "region", code))
