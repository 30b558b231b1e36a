"""The map of where the estimate and the times by road differ most, for the page of method."""

from __future__ import annotations

import numpy as np

from geodata.atlas import Atlas
from geodata.maps.drawing import borders, dissolved, frame_of, towns
from geodata.travel.differences import (
    LONGEST,
    UNCOMPARED,
    difference_classes,
    mean_differences,
)
from layouts.brief.choropleth import Lines, Picture
from layouts.data.differences import STYLES, Differences

_NAMED = 10  # communes of the table
_LEAST_PEOPLE = 1_000  # inhabitants: of the communes where most people are concerned


def differences(atlas: Atlas, mode: str = "voiture") -> Differences | None:
    """Return what is drawn; None where no time by road is in force, or none can be compared."""
    if atlas.roads is None or mode not in atlas.roads.minutes or mode not in atlas.estimated:
        return None

    def make() -> Differences | None:
        found = mean_differences(atlas.travel[mode], atlas.estimated[mode])
        return None if np.isnan(found).all() else _drawn(atlas, found, mode)

    return atlas.cached(("differences", mode), make)


def _drawn(atlas: Atlas, found: np.ndarray, mode: str) -> Differences:
    classes = difference_classes(found)
    frame = frame_of(atlas)
    shapes = dissolved(atlas, frame, classes)
    people = atlas.communes["population"].to_numpy(np.float64)
    known = ~np.isnan(found)
    order = np.argsort(-np.abs(np.where(known & (people >= _LEAST_PEOPLE), found, 0)))[:_NAMED]
    names = atlas.communes["name"].to_numpy()
    return Differences(
        mode=mode,
        longest=LONGEST,
        picture=Picture(
            height=frame.height,
            fills=[(style, shapes.get(rank, [])) for rank, style in enumerate(STYLES)],
            lines=[Lines(borders(atlas, frame, "departement"), "#5d6a6d", 1.2)],
            names=towns(atlas, frame),
        ),
        counts=[
            (int((classes == rank).sum()), round(float(people[classes == rank].sum())))
            for rank in range(UNCOMPARED + 1)
        ],
        mean=float(np.average(np.abs(found[known]), weights=people[known] + 1)),
        farthest=[
            (str(names[row]), float(found[row])) for row in order if known[row] and found[row]
        ],
    )
