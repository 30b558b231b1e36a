"""What a planner asks for: the parameters of the coverage page and of its API."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Self

from pydantic import Field

from geodata.asking.parameters import Filters, among, read_by, validated
from geodata.asking.query import Query, filters_of, leniently, write_query
from geodata.asking.reading import (
    MAX_MINUTES,
    BadQuery,
    is_whole,
    longest,
    only_one_of,
    short,
)
from geodata.asking.scenario import (
    MOST_CHANGES,
    SCENARIO_PARAMETERS,
    Scenario,
    parse_scenario,
    write_scenario,
)
from geodata.classes import METHODS
from geodata.guides import KINDS
from geodata.places.zoning import CROSSED, GROUPINGS, is_grouping
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


COURSES = "formations"
TARGETS: dict[str, str] = {COURSES: "une formation", **{key: kind.a for key, kind in KINDS.items()}}
"""What people are near to or far from: courses, or a kind of places that help."""


def one(values: Mapping[str, str], default: str) -> Any:
    """Return the type of a parameter that takes one value of a closed list."""

    def read(name: str, text: str) -> str:
        return only_one_of(name, text or default, values)

    return Annotated[str, among(values), read_by(read)]


def grouping(default: str) -> Any:
    """Return the type of the level that people are counted by, or of a crossing of two."""
    pair = "|".join(CROSSED)
    pattern = f"^({'|'.join(GROUPINGS)}|({pair}),({pair}))$"

    def read(name: str, text: str) -> str:
        by = ",".join(part.strip() for part in (text or default).split(","))
        if "," not in by:
            return only_one_of(name, by, GROUPINGS)
        if not is_grouping(by):
            levels = ", ".join(CROSSED)
            raise BadQuery(name, f"« {name} » croise deux niveaux différents parmi : {levels}.")
        return by

    return Annotated[str, Field(json_schema_extra={"pattern": pattern}), read_by(read)]


def _read_threshold(name: str, text: str) -> int:
    return read_threshold({name: text})


def _read_changes(name: str, text: str) -> str:
    parse_scenario({name: text})
    return text


def _changes(one: str) -> Any:
    """Return the type of changes, each written as a regular expression says."""
    pattern = rf"^({one}(,{one}){{0,{MOST_CHANGES - 1}}})?$"
    return Annotated[str, Field(json_schema_extra={"pattern": pattern}), read_by(_read_changes)]


_PLACES = ":[0-9]{1,4}"
_SITE = "[A-Za-z0-9_.-]{1,80}"


class CoverageParameters(Filters):
    """Which courses are meant, how far, for whom, and what would change."""

    target: one(TARGETS, COURSES) = Field(  # type: ignore[valid-type]
        COURSES,
        description="Ce dont on est proche ou loin : les formations, ou une sorte de lieux ; les "
        "filtres et les simulations ne portent alors sur rien.",
        examples=["mission_locale"],
    )
    mode: one(MODES, "voiture") = Field("voiture", description="Moyen de transport.")  # type: ignore[valid-type]
    threshold: Annotated[int, read_by(_read_threshold)] = Field(
        DEFAULT_THRESHOLD,
        ge=0,
        le=MAX_MINUTES,
        description="Seuil, en minutes de trajet, compris.",
        examples=[30],
    )
    population: one(POPULATIONS, "total") = Field("total", description="Habitants comptés.")  # type: ignore[valid-type]
    by: grouping("spel") = Field(  # type: ignore[valid-type]
        "spel",
        description="Territoires, une ligne chacun ; deux niveaux se croisent (« frr,spel »).",
    )
    croise: one({"": "", **dict.fromkeys(CROSSED, "")}, "") = Field(  # type: ignore[valid-type]
        "", description="Niveau qui croise « by », comme l’adresse de la page l’écrit."
    )
    measure: one(MEASURES, "minutes") = Field("minutes", description="Mesure de la carte.")  # type: ignore[valid-type]
    classes: one(METHODS, "fixed") = Field("fixed", description="Classes de la carte.")  # type: ignore[valid-type]
    open: _changes(f"[0-9][0-9AB][0-9]{{3}}({_PLACES})?") = Field(  # type: ignore[valid-type]
        "",
        description="Ouvertures à simuler : code de commune, et places après deux points.",
        examples=["02381:24"],
    )
    close: _changes(_SITE) = Field(  # type: ignore[valid-type]
        "", description="Sites à fermer, par leur identifiant."
    )
    capacity: _changes(_SITE + _PLACES) = Field(  # type: ignore[valid-type]
        "", description="Nouvelles places de sites : « identifiant:places »."
    )


@dataclass(frozen=True)
class CoverageQuery:
    """One question of coverage: which courses (`query`, its place apart), how far, for whom.

    Attributes
    ----------
    threshold : int
        Minutes, the bound included.
    by : str
        What `geodata.places.zoning.zoning` takes: a level, or two separated by a comma.
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
    target: str = COURSES

    @property
    def kind(self) -> str:
        """The kind of places asked about (a key of `geodata.guides.KINDS`), "" for courses."""
        return "" if self.target == COURSES else self.target

    def of_places(self) -> Self:
        """Return what of the question a kind of places can answer: no filter, no simulation."""
        if not self.kind:
            return self
        return replace(self, query=Query(), scenario=Scenario({}), measure="minutes")

    def without(self, name: str) -> Self:
        """Return the same question with one parameter lifted."""
        match name:
            case "mode":
                return replace(self, mode=CoverageQuery.mode)
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
    # The level that an address asks for is that of its page, when it says none.
    said = {name: text for name, text in args.items() if text.strip()}
    return question_of(validated(CoverageParameters, {"by": by, **said}))


def question_of(asked: CoverageParameters) -> CoverageQuery:
    """Return the question that parameters ask."""
    scenario = {name: getattr(asked, name) for name in SCENARIO_PARAMETERS}
    return CoverageQuery(
        query=filters_of(asked),
        mode=asked.mode,
        threshold=asked.threshold,
        population=asked.population,
        by=_crossed(asked.by, asked.croise),
        measure=asked.measure,
        classes=asked.classes,
        scenario=parse_scenario(scenario),
        target=asked.target,
    )


def _crossed(by: str, other: str) -> str:
    """Cross a level with another, where that has a meaning."""
    pair = f"{by},{other}"
    return pair if other and is_grouping(pair) else by


def parse_coverage_leniently(args: Mapping[str, str]) -> tuple[CoverageQuery, list[BadQuery]]:
    """Read a question, setting aside what cannot be read."""
    return leniently(parse_coverage, args)


def write_coverage(asked: CoverageQuery) -> dict[str, str]:
    """Return the parameters that `parse_coverage` reads back as the same question."""
    by, _, other = asked.by.partition(",")
    texts = {
        **write_query(asked.query),
        "mode": asked.mode,
        "threshold": str(asked.threshold),
        "population": asked.population,
        "by": by,
        "croise": other,
        "measure": asked.measure,
        "classes": asked.classes,
        **({"target": asked.target} if asked.kind else {}),
    }
    return {name: text for name, text in texts.items() if text or name != "croise"} | (
        write_scenario(asked.scenario)
    )


def read_threshold(args: Mapping[str, str]) -> int:
    """Return the threshold that parameters give, or the default one (raises BadQuery)."""
    text = args.get("threshold", "").strip()
    if not text:
        return DEFAULT_THRESHOLD
    if not is_whole(text, MAX_MINUTES):
        minutes = f"un nombre entier de minutes, de 0 à {MAX_MINUTES}"
        raise BadQuery(
            "threshold", f"Le seuil est {minutes}, pas « {short(text)} ».", longest(text)
        )
    return int(text)
