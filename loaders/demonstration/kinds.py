"""What each kind of establishment of the demonstration teaches, and by which voie.

The recipes, in `data/demonstration/kinds.toml`, are a model, written down so that they can be
discussed: a lycée professionnel offers CAP and bac pro of a few neighbouring domains, an IFSI
trains nurses and nursing assistants, a GRETA a little of everything.
"""

import re

import pandas as pd
from pydantic import BaseModel, ConfigDict

from geodata.folding import fold
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Teaching(_Line):
    """A number of courses drawn, for one voie, among families of diplomas.

    `families` are separated by spaces; `domains` are slugs separated by spaces, "" for the
    domains of the site, "*" for all. `chance` is the probability that the site has any;
    `population` the fewest inhabitants of a town that has any.
    """

    voie: str
    families: str
    fewest: int
    most: int
    chance: float = 1.0
    domains: str = ""
    population: int = 0


class _Family(_Line):
    family: str
    pattern: re.Pattern[str]
    domain: str = ""


class _Kinds(_Line):
    families: tuple[_Family, ...]
    teachings: dict[str, tuple[Teaching, ...]]


_KINDS = read_checked(DATA / "demonstration" / "kinds.toml", _Kinds, "de la démonstration")

TEACHINGS = _KINDS.teachings
"""Kind of establishment -> its recipes; a kind that is absent takes what precedes its dash."""


def teachings_of(kind: str) -> tuple[Teaching, ...]:
    """Recipes of a kind ("cfa-batiment" has those of "cfa")."""
    return TEACHINGS.get(kind) or TEACHINGS[kind.split("-")[0]]


def families_of(certifications: pd.DataFrame) -> pd.Series:
    """Family of each certification, aligned on its index.

    A certification that no line names is a "titre" when it has a level, else a short course
    ("court").
    """
    found = [
        _family(fold(short), domain, has_level)
        for short, domain, has_level in zip(
            certifications["short"],
            certifications["domain"],
            certifications["level"].notna(),
            strict=True,
        )
    ]
    return pd.Series(found, index=certifications.index, dtype=str)


def _family(short: str, domain: str, has_level: bool) -> str:
    for line in _KINDS.families:
        if (not line.domain or line.domain == domain) and line.pattern.match(short):
            return line.family
    return "titre" if has_level else "court"
