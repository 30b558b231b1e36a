"""Changes to test before they are decided, as an address carries them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.asking.query import BadQuery, UnknownCode

MOST_CHANGES = 20
"""Changes of one kind that an address may carry."""

MOST_PLACES = 9_999

SCENARIO_PARAMETERS = ("open", "close", "capacity")

_SITE = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_COMMUNE = re.compile(r"\d[0-9AB]\d{3}")


@dataclass(frozen=True)
class Scenario:
    """What would change; nothing by default.

    Attributes
    ----------
    openings : commune code to places, None when their number is not said
    closings : site ids
    capacities : site id to its new number of places, for the matching courses together
    """

    openings: Mapping[str, int | None]
    closings: tuple[str, ...] = ()
    capacities: Mapping[str, int] | None = None

    @property
    def empty(self) -> bool:
        """Nothing changes."""
        return not (self.openings or self.closings or self.capacities)


@dataclass(frozen=True)
class Changes:
    """A scenario, as rows of the tables.

    Attributes
    ----------
    opened : int64 (n_opened,), rows of communes
    opened_places : float64 (n_opened,), NaN where their number is not said
    closed : int64 (n_closed,), rows of sites
    resized : int64 (n_resized,), rows of sites
    resized_places : float64 (n_resized,)
    """

    opened: NDArray[np.int64]
    opened_places: NDArray[np.float64]
    closed: NDArray[np.int64]
    resized: NDArray[np.int64]
    resized_places: NDArray[np.float64]


def parse_scenario(args: Mapping[str, str]) -> Scenario:
    """Read `open`, `close` and `capacity` from the parameters of an address.

    `open=02361,59350:24` opens courses in two communes, the second with 24 places;
    `close=site-7` closes a site; `capacity=site-9:40` gives one another number of places.

    Raises BadQuery on the first value that cannot be read, or too many changes.
    """
    openings = dict(_pairs("open", args, _COMMUNE))
    closings = [site for site, places in _pairs("close", args, _SITE) if _bare(site, places)]
    capacities: dict[str, int] = {}
    for site, places in _pairs("capacity", args, _SITE):
        if places is None:
            raise BadQuery("capacity", f"Il manque le nombre de places : écrivez « {site}:24 ».")
        capacities[site] = places
    return Scenario(openings, tuple(dict.fromkeys(closings)), capacities)


def write_scenario(scenario: Scenario) -> dict[str, str]:
    """Return the parameters that `parse_scenario` reads back as the same scenario."""
    texts = {
        "open": ",".join(_pair(*item) for item in scenario.openings.items()),
        "close": ",".join(scenario.closings),
        "capacity": ",".join(_pair(*item) for item in (scenario.capacities or {}).items()),
    }
    return {name: text for name, text in texts.items() if text}


def resolve(scenario: Scenario, communes: ArrayLike, sites: ArrayLike) -> Changes:
    """Find the rows that a scenario speaks of.

    Parameters
    ----------
    communes, sites : codes of the communes and ids of the sites, in the order of their tables

    Raises
    ------
    UnknownCode
        A commune or a site that the region does not have.
    """
    commune_row = {code: row for row, code in enumerate(np.asarray(communes).tolist())}
    site_row = {site: row for row, site in enumerate(np.asarray(sites).tolist())}
    capacities = scenario.capacities or {}
    return Changes(
        opened=_rows("open", "La commune", scenario.openings, commune_row),
        opened_places=_numbers(scenario.openings.values()),
        closed=_rows("close", "Le site", scenario.closings, site_row),
        resized=_rows("capacity", "Le site", capacities, site_row),
        resized_places=_numbers(capacities.values()),
    )


def _pairs(
    name: str, args: Mapping[str, str], key: re.Pattern[str]
) -> list[tuple[str, int | None]]:
    parts = [part.strip() for part in args.get(name, "").split(",") if part.strip()]
    if len(parts) > MOST_CHANGES:
        raise BadQuery(name, f"« {name} » : {MOST_CHANGES} changements au plus à la fois.")
    pairs = []
    for part in parts:
        code, colon, number = part.partition(":")
        if not key.fullmatch(code):
            what = "le code d'une commune" if name == "open" else "l'identifiant d'un site"
            raise BadQuery(name, f"« {part[:40]} » n'est pas {what}.")
        pairs.append((code, _places(name, number) if colon else None))
    return pairs


def _places(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise BadQuery(
            name, f"Le nombre de places est un entier de 0 à {MOST_PLACES}, pas « {text[:40]} »."
        )
    return int(text)


def _bare(site: str, places: int | None) -> bool:
    if places is not None:
        raise BadQuery("close", f"Fermer un site se dit sans nombre de places : « {site} ».")
    return True


def _pair(code: str, places: int | None) -> str:
    return code if places is None else f"{code}:{places}"


def _rows(name: str, what: str, codes: Iterable[str], rows: Mapping[str, int]) -> NDArray[np.int64]:
    wanted = list(codes)
    for code in wanted:
        if code not in rows:
            raise UnknownCode(name, f"{what} « {code} » n'est pas dans la région.")
    return np.array([rows[code] for code in wanted], dtype=np.int64)


def _numbers(places: Iterable[int | None]) -> NDArray[np.float64]:
    values = [np.nan if n is None else float(n) for n in places]
    return np.array(values, dtype=np.float64)
