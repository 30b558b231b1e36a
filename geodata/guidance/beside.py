"""What stands beside a course: what helps around its place, who guides near the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.atlas import Atlas
from geodata.finding.answer import Origin
from geodata.guidance.known import Known, known_of
from geodata.guidance.near import around, near, nearest_of_each
from geodata.guides import GUIDES, HELPS
from geodata.provenance.age import in_words
from geodata.tables.rows import rows_of


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
    helps: tuple[Helper, ...] = ()
    start = origin.place.name if origin and origin.place else ""
    if site >= 0:
        x, y = atlas.site_xy[site]
        helps = tuple(_helper(atlas, row) for row in rows_of(around(atlas, x, y, each)))
        if origin is None:
            origin = Origin(float(x), float(y), None)
            start = str(atlas.commune_names.get(atlas.sites["commune"].iat[site], ""))
    guides = nearest_of_each(near(atlas, GUIDES, origin, mode)) if origin else None
    told = () if guides is None else tuple(_helper(atlas, row) for row in rows_of(guides))
    return Beside(told, start, mode if told else "", helps, known)


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
