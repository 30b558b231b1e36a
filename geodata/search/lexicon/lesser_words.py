"""Words that say less of which course is asked than the others do: each kind gives way in turn."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "role",
    "technician",
    "director",
    "manner",
    "action",
    "selling",
    "surrounding",
    "frame",
    "workplace",
]
"""What some words of a request may be, several at once; a `frame` is a surrounding or an expert,
the others are named after their words."""


@dataclass(frozen=True)
class LesserWords:
    """Lesser words by kind, as stems."""

    soft: frozenset[str] = frozenset()
    """Words found in most requests or most titles: they say nothing of which course."""
    durations: frozenset[str] = frozenset()
    """What a number before is an age or a duration: « à 40 ans », « 6 mois »."""
    roles: frozenset[str] = frozenset()
    """Words of many names of métiers: alone, without what it is of, such a word finds nothing
    asked."""
    technicians: frozenset[str] = frozenset()
    """Roles that no master's degree or engineering school leads to."""
    directors: frozenset[str] = frozenset()
    """Roles that no CAP or bac leads to at once."""
    manners: frozenset[str] = frozenset()
    """Words of how a métier is practised or entered, or for whom, which few courses say:
    « infirmière à domicile », « concours ATSEM », « coiffure homme »."""
    working: frozenset[str] = frozenset()
    """Words before a manner: « travailler en intérim »."""
    actions: frozenset[str] = frozenset()
    """Verbs that say less of a course than what is done to: « réparer des toits » is about
    roofs."""
    selling: frozenset[str] = frozenset()
    """Words of a trade that is learnt the same whatever is sold."""
    surroundings: frozenset[str] = frozenset()
    """Words around what is asked, which are nothing alone: « filière bois », « milieu médical »."""
    experts: frozenset[str] = frozenset()
    """Who does what is asked, which titles have of other things: « ingénieur en robotique »."""
    workplaces: frozenset[str] = frozenset()
    """Where one works, which gives way before what is done there: « nettoyer des bureaux »."""

    def kinds(self, said: frozenset[str]) -> frozenset[Kind]:
        """Return the kinds of lesser words that some stems are.

        They are of a kind when all of them are (« travailler » may come before a manner); one is
        enough to be a technician or a director.
        """
        manner = said - self.working
        told: dict[Kind, bool] = {
            "role": self.roles.issuperset(said),
            "technician": not self.technicians.isdisjoint(said),
            "director": not self.directors.isdisjoint(said),
            "manner": bool(manner) and self.manners.issuperset(manner),
            "action": self.actions.issuperset(said),
            "selling": self.selling.issuperset(said),
            "surrounding": self.surroundings.issuperset(said),
            "frame": (self.surroundings | self.experts).issuperset(said),
            "workplace": self.workplaces.issuperset(said),
        }
        return frozenset(kind for kind, is_so in told.items() if is_so)


NO_LESSER_WORDS = LesserWords()
