"""The portrait of a territory: four themes by four entries, and what must be kept in mind of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.portrait.essentials import Statement, essentials
from geodata.portrait.figure import ENTRIES, THEMES, Band, Figure
from geodata.portrait.names import portrait_territory
from geodata.portrait.similar import FEATURES, Similar, similar
from geodata.portrait.themes import economy, labour, population, training
from geodata.territory import Territory

_BANDS: Mapping[str, Callable[[Atlas, Territory, str], Band]] = {
    "population": population.band,
    "entreprises-emploi": economy.band,
    "marche-travail": labour.band,
    "formations": training.band,
}


@dataclass(frozen=True)
class Portrait:
    """A territory by one entry.

    Attributes
    ----------
    place : Territory
    entry : a key of `ENTRIES`
    bands : one a theme, in the order of `THEMES`
    essentials : three to five, those that the figures allow
    alike : the territories that it is compared with, None where too few resemble it
    simulated : whether the courses are those of the demonstration
    """

    place: Territory
    entry: str
    bands: tuple[Band, ...]
    essentials: tuple[Statement, ...]
    alike: Similar | None
    simulated: bool


def portrait(atlas: Atlas, level: str, code: str, entry: str = "territoire") -> Portrait:
    """Return the portrait of a territory.

    Raises
    ------
    UnknownCode
        The region has no such territory.
    KeyError
        An unknown entry.
    """
    place = portrait_territory(atlas, level, code)
    if entry not in ENTRIES:
        raise KeyError(entry)
    key = (level, code, entry)
    return atlas.of_place("portrait", key, lambda: _portrait(atlas, place, entry))


def every_figure(shown: Portrait) -> list[tuple[str, Figure]]:
    """Return every figure of a portrait with its theme; those of a wider place come last."""
    own = [(band.theme, f) for band in shown.bands for f in (*band.figures, *band.missing)]
    wider = [(band.theme, f) for band in shown.bands for f in band.wider]
    return own + wider


def likeness() -> str:
    """Return in words what makes territories alike."""
    return ", ".join(FEATURES.values())


def _portrait(atlas: Atlas, place: Territory, entry: str) -> Portrait:
    return Portrait(
        place=place,
        entry=entry,
        bands=tuple(_BANDS[theme](atlas, place, entry) for theme in THEMES),
        essentials=essentials(atlas, place),
        alike=similar(atlas, place),
        simulated=atlas.demonstration,
    )
