"""The sources of figures on a page, each with the age of its data."""

from collections.abc import Iterable

from geodata.atlas import Atlas
from geodata.guidance.known import known_of
from geodata.portrait.census import people_period
from geodata.provenance.age import dates_of_offer
from geodata.provenance.values import offer_words

UNDATED = "sans date"


def sources_of(
    atlas: Atlas, mode: str, levels: Iterable[str] = (), more: Iterable[str] = (), kind: str = ""
) -> list[str]:
    """Return the sources of figures, a line each.

    Parameters
    ----------
    mode : that of the times
    levels : the levels that people are counted by
    more : sources that a page adds
    kind : the kind of places that figures are about, "" for courses
    """
    return [
        f"{_counted(atlas, kind)} ; base du {atlas.built_on:%d/%m/%Y}.",
        f"Habitants : {people_period(atlas) or 'recensement'} (Insee).",
        *_zonings(atlas, levels),
        f"Temps de trajet : {atlas.times_words(mode)}.",
        *more,
    ]


def _counted(atlas: Atlas, kind: str) -> str:
    if kind:
        return f"Lieux : {' ; '.join(known_of(atlas, kind).sources) or 'aucune source chargée'}"
    return f"Formations : {offer_words(atlas.demonstration).paper}, {dates_of_offer(atlas)}"


def _zonings(atlas: Atlas, levels: Iterable[str]) -> list[str]:
    found = {}
    for level in dict.fromkeys(part for one in levels for part in one.split(",")):
        key = "qpv_2024" if level == "qpv" and "qpv_2024" in atlas.layers else level
        key = "density" if level == "rurality" else key
        if fact := atlas.layers.get(key):
            found[str(fact["label"])] = str(fact["vintage"])
    return [
        f"{label} : {'liste sans date' if vintage == UNDATED else vintage}."
        for label, vintage in found.items()
    ]
