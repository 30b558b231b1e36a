"""Who may help, for whom and from where: the parameters of the page and of the API."""

from dataclasses import dataclass, replace
from typing import Self

from pydantic import Field

from geodata.asking.parameters import Departure, several
from geodata.asking.query import Near
from geodata.guides import GUIDED, KINDS, guides_of


class GuidanceParameters(Departure):
    """Which places are meant, and where from."""

    public: several(GUIDED) = Field(  # type: ignore[valid-type]
        (), description="Publics reçus.", examples=[["jeunes"]]
    )
    kind: several({key: one.one for key, one in KINDS.items()}) = Field(  # type: ignore[valid-type]
        (),
        description="Sortes de lieux ; sans elles, celles qui orientent et accompagnent.",
        examples=[["mission_locale"]],
    )


@dataclass(frozen=True)
class GuidanceQuery:
    """Places of some kinds, from a place or not."""

    kinds: tuple[str, ...]
    publics: tuple[str, ...] = ()
    near: Near | None = None
    mode: str = "voiture"
    max_minutes: int | None = None

    def without(self, name: str) -> Self:
        """Return the same question by the first way of getting around, or without its place."""
        if name == "mode":
            return replace(self, mode=GuidanceQuery.mode)
        return replace(self, near=None)


def guidance_query(asked: GuidanceParameters) -> GuidanceQuery:
    """Return the question that parameters ask."""
    start = None
    if asked.near is not None:
        start = Near(lon=asked.near[0], lat=asked.near[1], mode=asked.mode)
    elif asked.lieu:
        start = Near(commune=asked.lieu, mode=asked.mode)
    kinds = asked.kind or guides_of(asked.public)
    if asked.kind and asked.public:
        kinds = tuple(one for one in asked.kind if one in guides_of(asked.public))
    return GuidanceQuery(tuple(kinds), asked.public, start, asked.mode, asked.max_minutes)
