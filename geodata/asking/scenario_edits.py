"""Changes added to a scenario and taken from it, one at a time."""

from collections.abc import Iterable
from dataclasses import replace

from geodata.asking.query import BadQuery
from geodata.asking.scenario import MOST_CHANGES, Scenario


def opened(scenario: Scenario, codes: Iterable[str], places: int | None = None) -> Scenario:
    """Open a course in each of some communes.

    Parameters
    ----------
    codes : codes of the communes; one that is already there takes the new number of places
    places : places of each, None when their number is not said

    Raises
    ------
    BadQuery
        More than `MOST_CHANGES` openings.
    """
    openings = {**scenario.openings, **dict.fromkeys(codes, places)}
    return _few("open", replace(scenario, openings=openings), len(openings))


def closed(scenario: Scenario, site: str) -> Scenario:
    """Close a site; its new number of places, if it had one, is forgotten.

    Raises BadQuery: more than `MOST_CHANGES` closings.
    """
    sites = tuple(dict.fromkeys([*scenario.closings, site]))
    capacities = {k: n for k, n in (scenario.capacities or {}).items() if k != site}
    return _few("close", replace(scenario, closings=sites, capacities=capacities), len(sites))


def resized(scenario: Scenario, site: str, places: int) -> Scenario:
    """Give a site another number of places; a site that was to be closed stays open.

    Raises BadQuery: more than `MOST_CHANGES` numbers of places.
    """
    capacities = {**(scenario.capacities or {}), site: places}
    closings = tuple(name for name in scenario.closings if name != site)
    changed = replace(scenario, closings=closings, capacities=capacities)
    return _few("capacity", changed, len(capacities))


def without(scenario: Scenario, kind: str, key: str) -> Scenario:
    """Take one change away: `kind` is open, close or capacity, `key` a commune or a site."""
    match kind:
        case "open":
            kept = {code: n for code, n in scenario.openings.items() if code != key}
            return replace(scenario, openings=kept)
        case "close":
            return replace(scenario, closings=tuple(s for s in scenario.closings if s != key))
        case "capacity":
            left = {site: n for site, n in (scenario.capacities or {}).items() if site != key}
            return replace(scenario, capacities=left)
    return scenario


def _few(name: str, scenario: Scenario, n: int) -> Scenario:
    if n > MOST_CHANGES:
        raise BadQuery(
            name,
            f"{MOST_CHANGES} changements de chaque sorte au plus à la fois : retirez-en d'abord.",
        )
    return scenario
