"""What is asked of the page of tensions: a territory, a threshold, the measure, one métier."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from geodata.asking.coverage import DEFAULT_THRESHOLD, read_threshold
from geodata.asking.query import BadQuery, leniently, only_one_of, short
from geodata.vocabulary import MODES, TERRITORY_LEVELS

NEEDS_LEVELS: dict[str, str] = {
    "region": TERRITORY_LEVELS["region"].many,
    "departement": TERRITORY_LEVELS["departement"].many,
    "bmo_basin": "Bassins d'emploi (BMO)",
    "spel": TERRITORY_LEVELS["spel"].short,
}
"""The territories that the page can be about."""

MEASURES: dict[str, str] = {
    "dares": "Dares : métiers FAP, par département",
    "rome": "France Travail : métiers ROME, par bassin",
}
"""The two published tensions; each has its year and its level, neither corrects the other."""

SHOWN: dict[str, str] = {
    "tension": "Tension",
    "projects": "Projets de recrutement",
    "difficult": "Part des projets difficiles",
    "ratio": "Places pour 100 projets",
}
"""What the map of one métier can show."""

TENSE = 4
"""A métier is « en tension » from this class on: « élevée » (4) or « très élevée » (5)."""

NEEDS_PARAMETERS = ("level", "code", "mode", "threshold", "measure", "family", "metier", "shown")


@dataclass(frozen=True)
class NeedsQuery:
    """One question about needs.

    Attributes
    ----------
    level : a key of `NEEDS_LEVELS`
    code : the territory's code, "" for the region
    threshold : minutes, the bound included
    measure : a key of `MEASURES`, "" for the one published nearest to the territory's level
    family : a letter of the FAP, "" for all
    metier : a key of `geodata.needs.metiers`, or a code that leads to one; "" for none
    shown : a key of `SHOWN`
    """

    level: str = "region"
    code: str = ""
    mode: str = "voiture"
    threshold: int = DEFAULT_THRESHOLD
    measure: str = ""
    family: str = ""
    metier: str = ""
    shown: str = "tension"

    def without(self, name: str) -> Self:
        """Return the same question with one parameter lifted; the region where it is the place."""
        lifted = {name: "", "level": "region"} if name == "code" else {name: ""}
        if name == "mode":
            lifted = {name: NeedsQuery.mode}
        return replace(self, **lifted)  # type: ignore[arg-type]


def parse_needs(args: Mapping[str, str]) -> NeedsQuery:
    """Read a question from the parameters of an address.

    Raises BadQuery on the first value that cannot be read.
    """
    given = {name: args.get(name, "").strip() for name in NEEDS_PARAMETERS}
    return NeedsQuery(
        level=only_one_of("level", given["level"] or "region", NEEDS_LEVELS),
        code=_code("code", given["code"]),
        mode=only_one_of("mode", given["mode"] or "voiture", MODES),
        threshold=read_threshold(args),
        measure=only_one_of("measure", given["measure"], MEASURES) if given["measure"] else "",
        family=_code("family", given["family"]).upper(),
        metier=_code("metier", given["metier"]),
        shown=only_one_of("shown", given["shown"] or "tension", SHOWN),
    )


def parse_needs_leniently(args: Mapping[str, str]) -> tuple[NeedsQuery, list[BadQuery]]:
    """Read a question, setting aside what cannot be read."""
    return leniently(parse_needs, args)


def write_needs(asked: NeedsQuery) -> dict[str, str]:
    """Return the parameters that `parse_needs` reads back as the same question."""
    texts = {name: str(getattr(asked, name)) for name in NEEDS_PARAMETERS}
    return {name: text for name, text in texts.items() if text}


def _code(name: str, text: str) -> str:
    if text and not (text.isascii() and text.replace("-", "").isalnum() and len(text) <= 12):
        raise BadQuery(name, f"« {short(text)} » n'est pas un code de « {name} ».")
    return text
