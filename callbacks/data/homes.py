"""What counting people where they live changes, for the page of method."""

import numpy as np

from geodata.atlas import Atlas
from geodata.coverage.at_home import at_home
from geodata.provenance.age import in_words
from layouts.data.homes import HomesShown

CAR = "voiture"


def homes(atlas: Atlas) -> HomesShown | None:
    """Return what is shown; None where people are counted at their town hall."""
    return atlas.cached("homes shown", lambda: _shown(atlas)) if atlas.homes else None


def _shown(atlas: Atlas) -> HomesShown:
    lived = atlas.lived
    told = atlas.sources[atlas.sources["source"].isin(lived.sources)].to_dict("records")
    sources = " ; ".join(
        f"{row['name']}, {row['producer']}, {in_words(str(row['vintage']))}" for row in told
    )
    if CAR not in lived.travel:
        return HomesShown(None, (), sources)
    people = atlas.communes["population"].to_numpy(np.int64)
    found = at_home(lived, CAR, people, atlas.courses_by_site > 0)
    names = atlas.communes["name"].to_numpy()
    return HomesShown(found, [str(names[row]) for row in found.farthest], sources)
