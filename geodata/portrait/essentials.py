"""« L'essentiel à retenir »: which figures of a territory are worth a sentence, and in what order.

Which sentences are made is a rule, never a choice of ours: residents and their age; the way of
living that differs most from the region; unemployment; recruitment; courses and who is far from
them. A sentence whose figures are not published is not made.
"""

from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure
from geodata.portrait.themes.labour import unemployment
from geodata.portrait.themes.population import age_share, most_different, residents
from geodata.portrait.themes.recruitment import needs, recruitment_figures
from geodata.portrait.themes.training import courses, far_share
from geodata.territory import Territory


@dataclass(frozen=True)
class Statement:
    """A sentence to write: its kind, the figures that it states, a name that it needs.

    `anchor` is the key of the figure that it leads to.
    """

    kind: str
    figures: tuple[Figure, ...]
    anchor: str
    name: str = ""


def essentials(atlas: Atlas, place: Territory) -> tuple[Statement, ...]:
    """Return the statements of a territory, at most five."""
    made = [
        _people(atlas, place),
        _living(atlas, place),
        _unemployment(atlas, place),
        _recruitment(atlas, place),
        _courses(atlas, place),
    ]
    return tuple(statement for statement in made if statement is not None)


def _people(atlas: Atlas, place: Territory) -> Statement:
    people, young = residents(atlas, place), age_share(atlas, place, "pop_0_19")
    return Statement("people", (people, young), people.key)


def _living(atlas: Atlas, place: Territory) -> Statement | None:
    figure = most_different(atlas, place)
    return None if figure is None else Statement("living", (figure,), figure.key)


def _unemployment(atlas: Atlas, place: Territory) -> Statement | None:
    figure = unemployment(atlas, place)
    return None if figure is None else Statement("unemployment", (figure,), "chomage")


def _recruitment(atlas: Atlas, place: Territory) -> Statement | None:
    figures, known = recruitment_figures(atlas, place), needs(atlas, place)
    if not figures or known is None or not figures[0].known:
        return None
    first = str(known.metiers["label"].iloc[0]) if len(known.metiers) else ""
    return Statement("recruitment", figures[:2], "projets", first)


def _courses(atlas: Atlas, place: Territory) -> Statement:
    return Statement(
        "courses", (courses(atlas, place), far_share(atlas, place, "apprentissage")), "nombre"
    )
