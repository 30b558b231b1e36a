"""Where to open: what a planner asks, the parameters of the page and of its API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from geodata.asking.coverage import POPULATIONS, CoverageParameters, one
from geodata.asking.parameters import Parameters, among, at_most_one, read_by, validated
from geodata.asking.reading import BadQuery, Unanswerable, is_whole, read_codes, short
from geodata.asking.scenario import MOST_PLACES

MOST_SITES = 10
"""The most openings that can be asked for."""

MOST_CHOSEN = 40
"""The most communes that can be chosen by hand."""

LEAST_PEOPLE = 5_000
"""Inhabitants that a commune has at least to be proposed: else the best places are villages."""

CHOSEN = "chosen"
CANDIDATES: dict[str, str] = {
    "centre": "les communes centres",
    "site": "les communes avec un lieu de formation",
    "all": "toutes les communes",
    CHOSEN: "des communes choisies à la main",
}
"""Where a course may be opened, as a sentence goes on."""

SEEKERS = "demandeurs"
PRIORITIES: dict[str, str] = {
    "frr": "les communes en FRR",
    "zrr": "les communes en ancienne ZRR",
    "qpv": "les communes avec un quartier prioritaire",
    SEEKERS: "les bassins où il y a plus de demandeurs d'emploi",
}
"""Whose people count for more."""

INSIDE = re.compile(r"(departement|spel|epci|zone_emploi|bmo_basin):[0-9A-Za-z]{1,12}")
"""A territory that openings are kept to."""


def _whole(least: int, most: int, what: str) -> Any:
    def read(name: str, text: str) -> int | None:
        if not text:
            return None
        if not (is_whole(text, most) and int(text) >= least):
            raise BadQuery(name, f"Le nombre {what} va de {least} à {most}.")
        return int(text)

    return read_by(read)


def _read_priorities(name: str, text: str) -> tuple[str, ...]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    if unknown := [part for part in wanted if part not in PRIORITIES]:
        raise BadQuery(name, f"« {short(unknown[0])} » n'est pas une priorité connue.")
    return tuple(dict.fromkeys(wanted))


def _read_chosen(name: str, text: str) -> tuple[str, ...]:
    codes = read_codes(name, text)
    if len(codes) > MOST_CHOSEN:
        raise BadQuery(name, f"{MOST_CHOSEN} communes au plus se choisissent à la main.")
    return codes


def _read_inside(name: str, text: str) -> str:
    if text and not INSIDE.fullmatch(text):
        raise BadQuery(name, f"« {name} » s'écrit « spel:025 » : un niveau et un code.")
    return text


Codes = Annotated[tuple[Annotated[str, Field(pattern="^[0-9A-Za-z]{1,12}$")], ...],
                  read_by(_read_chosen)]  # fmt: skip


class SitingOnly(Parameters):
    """What « Où ouvrir ? » adds to a question of coverage."""

    p: Annotated[
        Annotated[int, Field(ge=1, le=MOST_SITES)] | None, _whole(1, MOST_SITES, "de communes")
    ] = Field(None, description="Ouvertures : 3 si rien n’est dit.", examples=[3])
    candidates: one(CANDIDATES, "centre") = Field(  # type: ignore[valid-type]
        "centre", description="Communes où ouvrir : centres, avec un lieu de formation, toutes, "
        "ou choisies.",
    )  # fmt: skip
    habitants_min: Annotated[
        Annotated[int, Field(ge=0, le=999_999)] | None, _whole(0, 999_999, "d'habitants")
    ] = Field(
        None,
        description="Habitants qu’une commune a au moins pour être proposée : "
        f"{LEAST_PEOPLE} si rien n’est dit. Ne restreint pas les communes choisies.",
        examples=[LEAST_PEOPLE],
    )
    choisies: Codes = Field((), description="Codes des communes choisies à la main.")
    dans: Annotated[str, read_by(_read_inside)] = Field(
        "",
        pattern=f"^({INSIDE.pattern})?$",
        description="Territoire où ouvrir : son niveau et son code. Les habitants d’alentour "
        "comptent aussi.",
        examples=["spel:025"],
    )
    priorities: Annotated[
        tuple[Annotated[str, among(PRIORITIES)], ...], read_by(_read_priorities)
    ] = Field((), description="Habitants qui comptent davantage.", examples=[["frr"]])
    demande: at_most_one(POPULATIONS) = Field(  # type: ignore[valid-type]
        "", description="Habitants à mettre à portée ; sans elle, ceux que la question désigne."
    )
    places: Annotated[
        Annotated[int, Field(ge=1, le=MOST_PLACES)] | None, _whole(1, MOST_PLACES, "de places")
    ] = Field(
        None,
        description="Places de chaque ouverture ; sans elles, celles que les formations "
        "demandées ont en moyenne, si elles sont connues.",
        examples=[24],
    )


class SitingParameters(SitingOnly, CoverageParameters):
    """Where to open courses of a question of coverage."""


@dataclass(frozen=True)
class BestQuestion:
    """How many courses, where they may be, and for whom.

    Attributes
    ----------
    least : inhabitants of a commune that may be proposed, at least
    chosen : codes of the communes chosen by hand, where `candidates` says so
    inside : the territory that openings are kept to, « level:code », "" for the region
    demand : a key of `POPULATIONS`, "" for the one that the question is about
    places : of each opening, None when their number is not said
    """

    p: int = 3
    candidates: str = "centre"
    priorities: tuple[str, ...] = ()
    least: int = LEAST_PEOPLE
    chosen: tuple[str, ...] = ()
    inside: str = ""
    demand: str = ""
    places: int | None = None


def parse_best(args: Mapping[str, str]) -> BestQuestion:
    """Read a question from the parameters of an address.

    Raises BadQuery on the first value that cannot be read.
    """
    return best_of(validated(SitingOnly, args))


def best_of(asked: SitingOnly) -> BestQuestion:
    """Return the question that parameters ask (raises Unanswerable)."""
    if asked.candidates == CHOSEN and not asked.choisies:
        raise Unanswerable("choisies", "Choisissez au moins une commune où ouvrir.")
    return BestQuestion(
        p=asked.p or BestQuestion.p,
        candidates=asked.candidates,
        priorities=asked.priorities,
        least=LEAST_PEOPLE if asked.habitants_min is None else asked.habitants_min,
        chosen=asked.choisies if asked.candidates == CHOSEN else (),
        inside=asked.dans,
        demand=asked.demande,
        places=asked.places,
    )


def write_best(asked: BestQuestion) -> dict[str, str]:
    """Return the parameters that `parse_best` reads back as the same question."""
    texts = {
        "p": str(asked.p),
        "candidates": asked.candidates,
        "habitants_min": str(asked.least),
        "choisies": ",".join(asked.chosen),
        "dans": asked.inside,
        "priorities": ",".join(asked.priorities),
        "demande": asked.demand,
        "places": str(asked.places or ""),
    }
    return {name: text for name, text in texts.items() if text}
