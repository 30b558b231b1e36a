"""What a planner asks for: the parameters of the coverage page and of its API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geodata.asking.query import (
    MAX_MINUTES,
    BadQuery,
    Query,
    is_whole,
    leniently,
    only_one_of,
    parse_query,
    short,
    write_query,
)
from geodata.asking.scenario import SCENARIO_PARAMETERS, Scenario, parse_scenario, write_scenario
from geodata.classes import METHODS
from geodata.places.zoning import GROUPINGS
from geodata.vocabulary import MODES

DEFAULT_THRESHOLD = 30

POPULATIONS: dict[str, str] = {
    "total": "Toute la population",
    "0_19": "Moins de 20 ans",
    "20_64": "20 à 64 ans",
    "65_plus": "65 ans et plus",
}
"""Bands of age; the columns of the communes are `population`, then `pop_` and the key."""

MEASURES: dict[str, str] = {
    "minutes": "Temps jusqu'à la plus proche",
    "accessibility": "Places pour 1 000 personnes",
    "courses": "Nombre de formations à portée",
}

COVERAGE_PARAMETERS = (
    "mode", "threshold", "population", "by", "measure", "classes", *SCENARIO_PARAMETERS,
)  # fmt: skip
"""The parameters that coverage adds to those of a search (`geodata.asking.query.PARAMETERS`)."""


@dataclass(frozen=True)
class CoverageQuery:
    """One question of coverage: which courses (`query`, its place apart), how far, for whom.

    Attributes
    ----------
    threshold : int
        Minutes, the bound included.
    by : str
        A key of `geodata.places.zoning.GROUPINGS`.
    classes : str
        A key of `geodata.classes.METHODS`.
    """

    query: Query = field(default_factory=Query)
    mode: str = "voiture"
    threshold: int = DEFAULT_THRESHOLD
    population: str = "total"
    by: str = "spel"
    measure: str = "minutes"
    classes: str = "fixed"
    scenario: Scenario = field(default_factory=lambda: Scenario({}))

    def without(self, name: str) -> CoverageQuery:
        """Return the same question with one parameter lifted."""
        match name:
            case "open":
                return replace(self, scenario=replace(self.scenario, openings={}))
            case "close":
                return replace(self, scenario=replace(self.scenario, closings=()))
            case "capacity":
                return replace(self, scenario=replace(self.scenario, capacities=None))
            case _:
                return replace(self, query=self.query.without(name))


def parse_coverage(args: Mapping[str, str], by: str = "spel") -> CoverageQuery:
    """Read a question from the parameters of an address.

    Parameters
    ----------
    args : mapping
        Parameter names to texts.
    by : str
        The level used when the address gives none.

    Raises
    ------
    BadQuery
        On the first value that cannot be read.
    """
    filters = {name: text for name, text in args.items() if name not in ("near", "lieu", "mode")}

    def choice(name: str, allowed: Mapping[str, str], default: str) -> str:
        return only_one_of(name, args.get(name, "").strip() or default, allowed)

    return CoverageQuery(
        query=parse_query(filters),
        mode=choice("mode", MODES, "voiture"),
        threshold=read_threshold(args),
        population=choice("population", POPULATIONS, "total"),
        by=choice("by", GROUPINGS, by),
        measure=choice("measure", MEASURES, "minutes"),
        classes=choice("classes", METHODS, "fixed"),
        scenario=parse_scenario(args),
    )


def parse_coverage_leniently(args: Mapping[str, str]) -> tuple[CoverageQuery, list[BadQuery]]:
    """Read a question, setting aside what cannot be read."""
    return leniently(parse_coverage, args)


def write_coverage(asked: CoverageQuery) -> dict[str, str]:
    """Return the parameters that `parse_coverage` reads back as the same question."""
    texts = {
        **write_query(asked.query),
        "mode": asked.mode,
        "threshold": str(asked.threshold),
        "population": asked.population,
        "by": asked.by,
        "measure": asked.measure,
        "classes": asked.classes,
    }
    return texts | write_scenario(asked.scenario)


def read_threshold(args: Mapping[str, str]) -> int:
    """Return the threshold that parameters give, or the default one (raises BadQuery)."""
    text = args.get("threshold", "").strip()
    if not text:
        return DEFAULT_THRESHOLD
    if not is_whole(text, MAX_MINUTES):
        minutes = f"un nombre entier de minutes, de 0 à {MAX_MINUTES}"
        raise BadQuery("threshold", f"Le seuil est {minutes}, pas « {short(text)} ».")
    return int(text)
