"""What stands beside a course: what helps around its place, who guides near the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.atlas import Atlas
from geodata.finding.origin import Origin
from geodata.guidance.known import Known, known_of
from geodata.guidance.near import around, nearest
from geodata.guides import GUIDES, HELPS
from geodata.provenance.age import in_words

_SITES = 2_000
"""Places of training whose surroundings are remembered, a kilobyte each."""


@dataclass(frozen=True)
class Helper:
    """A place that helps, as it is told beside something else.

    `minutes` is None where no time is known, `metres` where no distance is; `source` says its name
    and its date.
    """

    kind: str
    name: str
    address: str
    commune: str
    telephone: str
    hours: str
    note: str
    minutes: int | None
    metres: float | None
    source: str


@dataclass(frozen=True)
class Beside:
    """What stands beside a course.

    Attributes
    ----------
    guides : the nearest of each kind that guides, the nearest kind first
    start : name of the commune that they are near to
    mode : of their times, "" when they are as the crow flies
    helps : what helps to come and to stay around the place of the course
    known : what is known of each kind
    """

    guides: tuple[Helper, ...] = ()
    start: str = ""
    mode: str = ""
    helps: tuple[Helper, ...] = ()
    known: Mapping[str, Known] | None = None

    @property
    def of_guides(self) -> tuple[Known, ...]:
        """What is known of the kinds that guide."""
        return tuple(known for kind, known in (self.known or {}).items() if kind in GUIDES)

    @property
    def of_helps(self) -> tuple[Known, ...]:
        """What is known of the kinds that help to come and to stay."""
        return tuple(known for kind, known in (self.known or {}).items() if kind in HELPS)


def beside(
    atlas: Atlas, site: int, origin: Origin | None, mode: str = "voiture", each: int = 2
) -> Beside:
    """Return what stands beside a course.

    Parameters
    ----------
    site : row of its place, -1 where it has none
    origin : where the person starts from; without it, guides are near the course
    each : places of a kind around the course
    """
    known = {kind: known_of(atlas, kind) for kind in dict.fromkeys((*GUIDES, *HELPS))}
    helps = _helps(atlas, site, each) if site >= 0 else ()
    if origin is not None:
        start, told = origin.place.name if origin.place else "", _guides(atlas, origin, mode)
    elif site >= 0:
        start = str(atlas.commune_names.get(atlas.sites["commune"].iat[site], ""))
        told = _guides_of_site(atlas, site, mode)
    else:
        start, told = "", ()
    return Beside(told, start, mode if told else "", helps, known)


def _helps(atlas: Atlas, site: int, each: int) -> tuple[Helper, ...]:
    def make() -> tuple[Helper, ...]:
        x, y = atlas.site_xy[site]
        return tuple(_helper(atlas, row) for row in around(atlas, x, y, each))

    return atlas.remembered("helps", (site, each), make, _SITES)


def _guides_of_site(atlas: Atlas, site: int, mode: str) -> tuple[Helper, ...]:
    x, y = atlas.site_xy[site]
    origin = Origin(float(x), float(y), None)
    return atlas.remembered(
        "guides of sites", (site, mode), lambda: _guides(atlas, origin, mode), _SITES
    )


def _guides(atlas: Atlas, origin: Origin, mode: str) -> tuple[Helper, ...]:
    return tuple(_helper(atlas, row) for row in nearest(atlas, GUIDES, origin, mode))


def _helper(atlas: Atlas, row: Mapping[str, Any]) -> Helper:
    names = atlas.cached(
        "source-names",
        lambda: dict(zip(atlas.sources["source"], atlas.sources["name"], strict=True)),
    )
    minutes, metres = row.get("minutes"), row.get("metres")
    vintage = in_words(str(row["vintage"]))
    return Helper(
        kind=row["kind"],
        name=row["name"],
        address=row["address"],
        commune=str(atlas.commune_names.get(row["commune"], "")),
        telephone=row["telephone"],
        hours=row["hours"],
        note=row["note"],
        minutes=None if minutes is None or pd.isna(minutes) else int(minutes),
        metres=None if metres is None else float(metres),
        source=", ".join(filter(None, (names.get(row["source"], row["source"]), vintage))),
    )
