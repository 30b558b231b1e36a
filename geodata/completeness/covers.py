"""What a source declares that it covers, and what exists to be covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.vocabulary import LEVELS

POSSIBLE: dict[str, tuple[int, ...]] = {
    "scolaire": (3, 4),
    "apprentissage": (3, 4, 5, 6, 7),
    "superieur": (5, 6, 7, 8),
    "continue": (3, 4, 5, 6, 7),
}
"""Levels that courses of each voie lead to: where a question that sets none of both looks."""

VOIES_OF_PUBLIC: dict[str, tuple[str, ...]] = {
    "jeunes": ("scolaire", "superieur"),
    "apprentis": ("apprentissage",),
    "demandeurs_emploi": ("continue",),
    "salaries": ("continue",),
}
"""Voies that a question about a public is about; the other publics go to any."""

PARTS: dict[str, str] = {
    "agricole": "les lycées agricoles",
    "professionnel": "la voie professionnelle",
    "general": "le bac général",
    "techno": "le bac technologique",
    "hors-parcoursup": "ce qui ne passe pas par Parcoursup",
    "apres-bac": "ce qui s'ouvre juste après le bac",
    "plus-tard": "ce qui ne s'ouvre pas juste après le bac",
    "masters": "les masters",
    "ecoles": "les écoles où l'on entre après un bac + 2",
    "hors-cpf": "ce que le compte personnel de formation ne paie pas",
    "hors-masters": "ce qui n'est pas un master",
}
"""Parts of a voie and level that a source may lack, as « sans … » reads in a sentence."""


@dataclass(frozen=True)
class Covers:
    """What a whole edition of a source has, of some voies and levels.

    Attributes
    ----------
    lacks : keys of PARTS that even a whole edition leaves out; none when it is exhaustive. What
        several sources loaded together lack is what all of them lack
    least : courses per 100,000 inhabitants under which a file is an extract, not an edition: a
        third of what a whole edition of this source was seen to have
    publics : keys of `geodata.vocabulary.PUBLICS`
    territory, period : what one edition is about, in French
    """

    voies: tuple[str, ...]
    levels: tuple[int, ...]
    lacks: tuple[str, ...] = ()
    least: float = 0
    publics: tuple[str, ...] = ()
    territory: str = "France"
    period: str = "une année scolaire"

    def __post_init__(self) -> None:
        """Raise ValueError on a voie, a level or a part that does not exist."""
        known = (set(self.voies) <= set(POSSIBLE), set(self.levels) <= set(LEVELS))
        if not all(known) or not set(self.lacks) <= set(PARTS):
            raise ValueError(f"no such voie, level or part: {self}")

    @property
    def exhaustive(self) -> bool:
        """Whether a whole edition leaves nothing out."""
        return not self.lacks

    def has(self, voie: str, level: int) -> bool:
        """Whether it is about a voie and a level."""
        return voie in self.voies and level in self.levels

    def as_data(self) -> dict[str, Any]:
        """Return what JSON can write."""
        return {
            "voies": list(self.voies),
            "levels": list(self.levels),
            "exhaustive": self.exhaustive,
            "lacks": list(self.lacks),
            "publics": list(self.publics),
            "territory": self.territory,
            "period": self.period,
        }


@dataclass(frozen=True)
class Declared:
    """A source that can be read: its name, its page at its producer, and what it covers."""

    key: str
    name: str
    page: str
    covers: tuple[Covers, ...]


@dataclass(frozen=True)
class Published:
    """People counted in a voie, region-wide: the yardstick of the courses that are known.

    `estimated` says that the levels were told apart by a share of another year.
    """

    voie: str
    levels: tuple[int, ...]
    people: int
    unit: str
    period: str
    source: str
    estimated: bool = False

    def as_data(self) -> Mapping[str, Any]:
        """Return what JSON can write."""
        return {**vars(self), "levels": list(self.levels)}
