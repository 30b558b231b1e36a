"""The engagements of the contract that the loaded data can follow, and those that they cannot yet.

Each indicator has T0, its newest value, and how it moved: only between two values of one source,
one perimeter and one unit, both dated. Others stand side by side without a difference.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodata.atlas import Atlas
from geodata.contract.computed import CALCULATIONS, computed
from geodata.folding import fold
from geodata.portrait.figure import Figure, absent
from geodata.portrait.published import moment, one
from geodata.provenance.quality import Freshness, freshness
from geodata.region.contract import Chapter, Engagement, Indicator
from geodata.territory import Territory, territories, territory

_WHOLE = (
    "Total", "Ensemble", "Jeunes", "Jeunes décrocheurs", "Contrats d'apprentissage par an",
    "Jeunes ni en emploi ni en formation (NEET)", "Bacheliers", "Candidats", "Salariés",
    "Moins de 25 ans", "Tous",
)  # fmt: skip
"""Categories that add nothing to the name of their indicator."""


@dataclass(frozen=True)
class Follow:
    """An indicator of an engagement, with what is known of it.

    Attributes
    ----------
    figure : its newest value; `missing` names the source where nothing gives it
    start : T0, None where there is no value of the contract's first year or before
    since : the earlier value that the newest may be compared with, None without such a one
    target : what the contract aims at, None where it sets nothing
    simulated : whether the newest value rests on a simulation
    """

    chapter: Chapter
    engagement: Engagement
    indicator: Indicator
    figure: Figure
    start: Figure | None = None
    since: Figure | None = None
    target: Figure | None = None
    simulated: bool = False

    @property
    def known(self) -> bool:
        """Whether a value can be read."""
        return not self.figure.missing

    @property
    def change(self) -> float | None:
        """Newest value less the one that it may be compared with, in the figure's unit."""
        if self.since is None or self.since.value is None or self.figure.value is None:
            return None
        return self.figure.value - self.since.value

    @property
    def beyond(self) -> float | None:
        """Newest value less the target: not below zero once it is reached; None without both."""
        if self.target is None or self.target.value is None or self.figure.value is None:
            return None
        return self.figure.value - self.target.value

    @property
    def only_start(self) -> bool:
        """Whether nothing newer than T0 is known."""
        return self.start is self.figure

    def fresh(self, today: dt.date) -> Freshness:
        """Return the age of the newest value beside the rhythm at which it comes out."""
        return freshness(self.figure.period, self.indicator.rhythm, today)


def follows(atlas: Atlas, chapter: str = "") -> tuple[Follow, ...]:
    """Return what can be followed of each engagement, then what cannot.

    Parameters
    ----------
    chapter : slug of the only chapter wanted, "" for all
    """
    every = atlas.cached("contract-follows", lambda: tuple(_follows(atlas)))
    return tuple(one for one in every if chapter in ("", one.chapter.slug))


def _follows(atlas: Atlas) -> Iterator[Follow]:
    if atlas.contract is None:
        return
    code = next(iter(territories(atlas)["region"]))
    place = territory(atlas, "region", code)
    for chapter in atlas.contract.chapters:
        for engagement in chapter.engagements:
            found = [
                Follow(chapter, engagement, indicator, *values, _simulated(atlas, values[0]))
                for indicator in engagement.indicators
                for values in _values(atlas, place, indicator, atlas.contract.start)
            ]
            yield from sorted(found, key=lambda follow: not follow.known)


def _simulated(atlas: Atlas, figure: Figure) -> bool:
    made_up = atlas.sources.loc[atlas.sources["simulated"].astype(bool), "name"]
    return any(str(name) in figure.source for name in made_up)


Values = tuple[Figure, Figure | None, Figure | None, Figure | None]


def _values(atlas: Atlas, place: Territory, indicator: Indicator, begun: int) -> Iterator[Values]:
    """Return the newest figure, T0, what the newest is compared with and the target."""
    told = _published(atlas, place, indicator.published or indicator.start, indicator.category)
    target = _published(atlas, place, indicator.target)
    figures = computed(atlas, place, indicator.computed) if indicator.computed else ()
    for found in figures or [told or _lost(indicator)]:
        figure = _named(indicator, found)
        start = None if figure.missing else _start(figure, told, target, begun)
        yield figure, start, _since(figure), target


def _published(
    atlas: Atlas, place: Territory, label: str, category: str | None = None
) -> Figure | None:
    return one(atlas, "region", place.code, label, category, place.name) if label else None


def _lost(indicator: Indicator) -> Figure:
    """Return what nothing gives, with the source that would."""
    made = CALCULATIONS[indicator.computed] if indicator.computed else None
    label = indicator.awaited or indicator.published or (made.label if made else "")
    source = indicator.source or (made.lacks if made else label)
    return absent("suivi-" + re.sub(r"\W+", "-", fold(label)), label, source)


def _named(indicator: Indicator, figure: Figure) -> Figure:
    """Return a figure under the name of its indicator, with its category where that tells more."""
    label = indicator.label or figure.label
    if not indicator.label and figure.category and figure.category not in _WHOLE:
        label = f"{figure.label} : {figure.category}"
    return replace(figure, label=label)


def _start(figure: Figure, told: Figure | None, target: Figure | None, begun: int) -> Figure | None:
    """Return T0: the contract's own starting point, else the first value of the series.

    The contract does not date the starting point of what it gives a target. A single value of its
    first year or before is T0 itself, and so is one that it quotes without a date.
    """
    undated = [other for other in figure.others if not other.period]
    if target is not None and undated:
        return undated[0]
    first = (figure.before or (figure,))[0]
    if told is not None and told.known and told.key != figure.key:
        first = told if _begins(told, begun) else (told.before or (told,))[0]
    if first is not figure:
        return first
    return figure if told is not None and _begins(figure, begun) else None


def _begins(figure: Figure, begun: int) -> bool:
    """Whether a figure is of the contract's first year or before, or bears no date."""
    return moment(figure.period)[0] < begun + 1


def _since(figure: Figure) -> Figure | None:
    """Return the earliest value that the newest may be compared with."""
    for other in figure.before:
        if (other.source, other.perimeter, other.unit) == (
            figure.source, figure.perimeter, figure.unit,
        ) and other.period and other.value is not None:  # fmt: skip
            return other
    return None
