"""The map of where the estimate and the times by road differ most, for the page of method."""

import numpy as np

from geodata.atlas import Atlas
from geodata.maps.drawing import borders, dissolved, frame_of, towns
from geodata.travel.differences import LONGEST, gaps_of, mean_differences
from layouts.brief.choropleth import Lines, Picture
from layouts.data.differences import STYLES, Differences


def differences(atlas: Atlas, mode: str = "voiture") -> Differences | None:
    """Return what is drawn; None where no time by road is in force, or none can be compared."""
    if atlas.roads is None or mode not in atlas.roads.minutes or mode not in atlas.estimated:
        return None

    def make() -> Differences | None:
        halls = atlas.lived.halls[mode]  # both from the same place
        found = mean_differences(halls, atlas.estimated[mode])
        return None if np.isnan(found).all() else _drawn(atlas, found, mode)

    return atlas.cached(("differences", mode), make)


def _drawn(atlas: Atlas, found: np.ndarray, mode: str) -> Differences:
    gaps = gaps_of(found, atlas.communes["population"].to_numpy(np.float64))
    frame = frame_of(atlas)
    shapes = dissolved(atlas, frame, gaps.classes)
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
        counts=gaps.counts,
        mean=gaps.mean,
        farthest=[(str(names[row]), float(found[row])) for row in gaps.farthest],
    )
