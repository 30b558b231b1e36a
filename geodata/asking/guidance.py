"""Who may help, for whom and from where: the parameters of the page and of the API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from geodata.asking.parameters import Latitude, Longitude, Mode, Parameters, read_by, several
from geodata.asking.query import Near
from geodata.asking.reading import MAX_MINUTES, read_commune, read_minutes, read_position
from geodata.guides import GUIDED, KINDS, guides_of


class GuidanceParameters(Parameters):
    """Which places are meant, and where from."""

    near: Annotated[tuple[Longitude, Latitude] | None, read_by(read_position)] = Field(
        None,
        description="Lieu de départ : longitude et latitude, en degrés. Passe avant « lieu ».",
        examples=[[3.06, 50.63]],
    )
    lieu: Annotated[str, read_by(read_commune)] = Field(
        "",
        pattern=r"^[A-Za-z0-9]{0,12}$",
        description="Commune de départ, par son code Insee.",
        examples=["59249"],
    )
    mode: Mode = Field("voiture", description="Moyen de transport.", examples=["velo"])
    max_minutes: Annotated[
        Annotated[int, Field(ge=0, le=MAX_MINUTES)] | None, read_by(read_minutes)
    ] = Field(None, description="Temps de trajet estimé, au plus, en minutes.", examples=[30])
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

    def without(self, _name: str) -> GuidanceQuery:
        """Return the same question without its place."""
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
