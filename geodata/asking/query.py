"""What a person asks for: the parameters of an address, read once for the pages and the API."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Protocol, Self, TypeVar

from geodata.domains import DOMAINS
from geodata.vocabulary import LEVELS, MODALITIES, MODES, OLD_LEVELS, PUBLICS, VOIES

T = TypeVar("T")
Q = TypeVar("Q", bound="Restricted")

MAX_TEXT = 200
"""Characters of a search text that are read; nobody types more, a machine may."""

MAX_MINUTES = 240
"""The longest travel time, in minutes, that can be asked for."""

START_MONTHS = (1, 3, 6, 12)
"""The choices of « commence dans les … mois »."""

ZONES = ("departement", "spel", "epci", "zone_emploi", "commune")
"""The territories that a search can be restricted to."""


class BadQuery(ValueError):
    """A parameter that cannot be read, with one French sentence that says which and why."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.message = message


class UnknownCode(BadQuery):
    """A well-formed code that the region does not have."""


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
    public: tuple[str, ...] = ()
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None

    def without(self, name: str) -> Query:
        """Return the same search with one restriction lifted (a field, or a kind of zone)."""
        if name == "lieu":
            return replace(self, near=None)
        if name in ZONES:
            return replace(self, zones={k: v for k, v in self.zones.items() if k != name})
        return replace(self, **{name: getattr(Query(), name)})

    def active(self) -> list[str]:
        """Return the names of the restrictions in force, the place apart."""
        names = [n for n in _READERS if getattr(self, n) != getattr(Query(), n)]
        return names + [zone for zone in ZONES if self.zones.get(zone)]


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
    fields = {name: read(name, args.get(name, "").strip()) for name, read in _READERS.items()}
    zones = {zone: codes for zone in ZONES if (codes := _codes(zone, args.get(zone, "")))}
    return Query(**fields, zones=zones, near=_near(args))  # type: ignore[arg-type]


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
            problems.append(problem)
            del kept[problem.parameter]


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
    texts = {name: _written(getattr(query, name)) for name in _READERS}
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


def _text(name: str, text: str) -> str:
    if len(text) > MAX_TEXT:
        raise BadQuery(name, f"Le texte de recherche est trop long : {MAX_TEXT} signes au plus.")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _split(text: str) -> list[str]:
    return [part for part in (p.strip() for p in text.split(",")) if part]


def short(value: str) -> str:
    """Return a value as a message quotes it: cut when it is long."""
    return value if len(value) <= 40 else value[:40] + "…"


def one_of(allowed: Mapping[str, str]) -> Callable[[str, str], tuple[str, ...]]:
    """Return a reader of a parameter's name and text that accepts a closed list of values."""

    def read(name: str, text: str) -> tuple[str, ...]:
        values = _split(text)
        for value in values:
            if value not in allowed:
                near = get_close_matches(value[:60], allowed, n=1, cutoff=0.5)
                hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
                known = ", ".join(allowed)
                message = f"« {short(value)} » n'est pas une valeur de « {name} ».{hint}"
                raise BadQuery(name, f"{message} Valeurs possibles : {known}.")
        return tuple(dict.fromkeys(values))

    return read


def only_one_of(name: str, text: str, allowed: Mapping[str, str]) -> str:
    """Return the one value of a parameter, among a closed list (raises BadQuery)."""
    values = one_of(allowed)(name, text)
    if len(values) != 1:
        raise BadQuery(name, f"Choisissez une seule valeur pour « {name} ».")
    return values[0]


def is_whole(text: str, most: int) -> bool:
    """Whether a text is a whole number from 0 to `most`."""
    return text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= most


def _levels(name: str, text: str) -> tuple[int, ...]:
    levels = []
    for value in _split(text):
        level = OLD_LEVELS.get(value.upper()) or (int(value) if value in map(str, LEVELS) else 0)
        if not level:
            raise BadQuery(
                name,
                f"« {short(value)} » n'est pas un niveau : écrivez un nombre de 3 (CAP) à 8 "
                "(doctorat), ou un ancien niveau de I à V.",
            )
        levels.append(level)
    return tuple(dict.fromkeys(levels))


def _flag(name: str, text: str) -> bool | None:
    words = {"": None, "1": True, "true": True, "oui": True, "0": False, "false": False}
    words["non"] = False
    if text.lower() not in words:
        raise BadQuery(name, f"« {name} » se dit « oui » ou « non », pas « {short(text)} ».")
    return words[text.lower()]


def _months(name: str, text: str) -> int | None:
    if not text:
        return None
    if text not in map(str, START_MONTHS):
        months = ", ".join(map(str, START_MONTHS))
        raise BadQuery(name, f"« {name} » est un nombre de mois parmi {months}.")
    return int(text)


def _codes(name: str, text: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(_split(text)))
    for code in codes:
        if not (code.isascii() and code.isalnum() and len(code) <= 12):
            raise BadQuery(name, f"« {short(code)} » n'est pas un code de « {name} ».")
    return codes


def _near(args: Mapping[str, str]) -> Near | None:
    near, lieu = args.get("near", "").strip(), args.get("lieu", "").strip()
    mode = args.get("mode", "").strip() or "voiture"
    modes = one_of(MODES)("mode", mode)
    if len(modes) != 1:
        raise BadQuery("mode", "Choisissez un seul mode : voiture, velo ou marche.")
    minutes = _minutes(args.get("max_minutes", "").strip())
    if near:
        lon, lat = _lon_lat(near)
        return Near(lon=lon, lat=lat, mode=modes[0], max_minutes=minutes)
    if lieu:
        codes = _codes("lieu", lieu)
        if len(codes) != 1:
            raise BadQuery("lieu", "« lieu » est le code d'une seule commune.")
        return Near(commune=codes[0], mode=modes[0], max_minutes=minutes)
    return None


def _minutes(text: str) -> int | None:
    if not text:
        return None
    if not is_whole(text, MAX_MINUTES):
        raise BadQuery(
            "max_minutes",
            f"Le temps de trajet est un nombre entier de minutes, de 0 à {MAX_MINUTES}, "
            f"pas « {short(text)} ».",
        )
    return int(text)


def _lon_lat(text: str) -> tuple[float, float]:
    parts = text.split(",")
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        lon = lat = math.nan
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise BadQuery(
            "near",
            "« near » est une longitude et une latitude en degrés séparées par une virgule, "
            f"par exemple 3.06,50.63, pas « {short(text)} ».",
        )
    return lon, lat


_READERS: dict[str, Callable[[str, str], object]] = {
    "q": _text,
    "voie": one_of(VOIES),
    "domain": one_of(DOMAINS),
    "level": _levels,
    "modality": one_of(MODALITIES),
    "conventionnee": _flag,
    "rev3": _flag,
    "start": _months,
    "public": one_of(PUBLICS),
}

PARAMETERS = (*_READERS, *ZONES, "near", "lieu", "mode", "max_minutes")
"""Every parameter of a search, in the order in which an address writes them."""
