"""Simulated skills of some métiers, for the demonstration: each says so in its own words.

No package holds the skills of the ROME 4.0, which France Travail publishes: a few everyday ones are
written by hand, so that one may try to walk from a skill to a métier and to a course.
"""

import pandas as pd

from geodata.skills.table import SKILLS
from loaders.paths import DATA

SOURCE = "demonstration"
MARK = " (exemple simulé)"
WRITTEN = DATA / "demonstration" / "skills.csv"
"""Columns `skill`, `romes` (métiers that ask for it) and `core` (those whose heart it is)."""


def simulated_skills(known: pd.DataFrame) -> pd.DataFrame:
    """Return `known`, or the skills written by hand where nothing is known (schema SKILLS)."""
    if len(known):
        return known
    written = pd.read_csv(WRITTEN, sep=";", dtype=str, keep_default_na=False)
    rows = [
        {
            "rome": rome,
            "skill": f"{SOURCE}-{rank}",
            "label": f"{label}{MARK}",
            "core": "Principale" if rome in core.split() else "",
            "source": SOURCE,
        }
        for rank, (label, romes, core) in enumerate(written.itertuples(index=False, name=None))
        for rome in romes.split()
    ]
    return SKILLS.validate(pd.DataFrame(rows))
