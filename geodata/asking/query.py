"""What a person asks for: the parameters of an address, read once for the pages and the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, Self, TypeVar

from geodata.asking.parameters import ZONES, Filters, SearchParameters, validated
from geodata.asking.reading import (
    MAX_MINUTES,
    MAX_TEXT,
    START_MONTHS,
    BadQuery,
    Unanswerable,
    UnknownCode,
    is_whole,
    one_of,
    only_one_of,
    short,
)

T = TypeVar("T")
Q = TypeVar("Q", bound="Restricted")

PARAMETERS = tuple(SearchParameters.model_fields)
"""Every parameter of a search, in the order in which an address writes them."""

_FIELDS = tuple(name for name in Filters.model_fields if name not in ZONES)

__all__ = [
    "MAX_MINUTES", "MAX_TEXT", "PARAMETERS", "START_MONTHS", "ZONES", "BadQuery", "Near", "Query",
    "Restricted", "Unanswerable", "UnknownCode", "answer_known", "filters_of", "is_whole",
    "leniently", "one_of", "only_one_of", "parse_leniently", "parse_query", "query_of", "short",
    "write_query",
]  # fmt: skip


@dataclass(frozen=True)
class Near:
    """Where a person starts from: a commune's code, or a longitude and a latitude in degrees."""

    commune: str = ""
    lon: float | None = None
    lat: float | None = None
    mode: str = "voiture"
    max_minutes: int | None = None


@dataclass(frozen=True)
class Query:
    """One search: empty fields restrict nothing."""

    q: str = ""
    voie: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    modality: tuple[str, ...] = ()
    conventionnee: bool | None = None
    rev3: bool | None = None
    start: int | None = None
    since: str = ""
    entry: str = ""
    boarding: bool | None = None
    pace: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None

    def without(self, name: str) -> Self:
        """Return the same search with one restriction lifted (a field, or a kind of zone)."""
        if name == "lieu":
            return replace(self, near=None)
        if name == "mode":
            return replace(self, near=self.near and replace(self.near, mode=Near.mode))
        if name in ZONES:
            return replace(self, zones={k: v for k, v in self.zones.items() if k != name})
        return replace(self, **{name: getattr(_NOTHING, name)})

    def active(self) -> list[str]:
        """Return the names of the restrictions in force, the place apart."""
        names = [n for n in _FIELDS if getattr(self, n) != getattr(_NOTHING, n)]
        return names + [zone for zone in ZONES if self.zones.get(zone)]


_NOTHING = Query()


def parse_query(args: Mapping[str, str]) -> Query:
    """Read a search from the parameters of an address.

    Parameters
    ----------
    args : mapping
        Parameter names to texts; several values of one parameter are separated by commas.
        Names that are not a search parameter are left to the caller.

    Raises
    ------
    BadQuery
        On the first value that cannot be read.
    """
    return query_of(validated(SearchParameters, args))


def query_of(asked: SearchParameters) -> Query:
    """Return the search that parameters ask for."""
    return replace(filters_of(asked), near=_near(asked))


def filters_of(asked: Filters) -> Query:
    """Return a search without its place."""
    zones = {zone: codes for zone in ZONES if (codes := getattr(asked, zone))}
    return Query(**{name: getattr(asked, name) for name in _FIELDS}, zones=zones)


def leniently(
    parse: Callable[[Mapping[str, str]], T], args: Mapping[str, str]
) -> tuple[T, list[BadQuery]]:
    """Read parameters with `parse`, setting aside what cannot be read.

    A page uses it: one wrong parameter in an address must not lose the others.
    """
    kept = dict(args)
    problems: list[BadQuery] = []
    while True:
        try:
            return parse(kept), problems
        except BadQuery as problem:
            if problem.instead:
                kept[problem.parameter] = problem.instead
                told = f"{problem.message} Il est ramené à {problem.instead}."
                problem = BadQuery(problem.parameter, told, problem.instead)
            else:
                del kept[problem.parameter]
            problems.append(problem)


class Restricted(Protocol):
    """What is asked, from which a parameter can be lifted."""

    def without(self, name: str) -> Self: ...  # noqa: D102


def answer_known(answer: Callable[[Q], T], asked: Q) -> tuple[T, list[str]]:
    """Answer what is asked, leaving out the codes that the region does not have, which are told."""
    problems: list[str] = []
    while True:
        try:
            return answer(asked), problems
        except UnknownCode as problem:
            problems.append(problem.message)
            asked = asked.without(problem.parameter)


def parse_leniently(args: Mapping[str, str]) -> tuple[Query, list[BadQuery]]:
    """Read a search, setting aside what cannot be read."""
    return leniently(parse_query, args)


def write_query(query: Query) -> dict[str, str]:
    """Return the parameters that `parse_query` reads back as the same search."""
    texts = {name: _written(getattr(query, name)) for name in _FIELDS}
    texts |= {zone: ",".join(codes) for zone, codes in query.zones.items()}
    if near := query.near:
        here = near.lon is not None and near.lat is not None
        texts |= {"near": f"{near.lon},{near.lat}"} if here else {"lieu": near.commune}
        texts |= {"mode": near.mode, "max_minutes": _written(near.max_minutes)}
    return {name: texts[name] for name in PARAMETERS if texts.get(name)}


def _written(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "", True: "oui", False: "non"}[value]
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _near(asked: SearchParameters) -> Near | None:
    if asked.near is not None:
        lon, lat = asked.near
        return Near(lon=lon, lat=lat, mode=asked.mode, max_minutes=asked.max_minutes)
    if asked.lieu:
        return Near(commune=asked.lieu, mode=asked.mode, max_minutes=asked.max_minutes)
    return None
