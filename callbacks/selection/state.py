"""What « Ma sélection » shows when it opens, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callbacks.controls import arguments
from geodata.asking.query import UnknownCode
from geodata.asking.selection import SelectionQuery, parse_selection
from geodata.atlas import Atlas
from geodata.finding.origin import Origin, locate


@dataclass(frozen=True)
class SelectionState:
    """What is asked, what each control holds by its name, and what could not be read."""

    asked: SelectionQuery
    values: Mapping[str, Any]
    problems: tuple[str, ...] = ()


def read_state(atlas: Atlas, search: str) -> SelectionState:
    """Read an address, leaving out what cannot be read or found, which is told."""
    asked, problems = parse_selection(arguments(search))
    origin = None
    if asked.near is not None:
        try:
            origin = locate(atlas, asked.near)
        except UnknownCode as problem:
            problems.append(problem.message)
    values = {"offers": list(asked.offers), **place_values(origin)}
    return SelectionState(asked, values, tuple(problems))


def place_values(origin: Origin | None) -> dict[str, Any]:
    """Return what the controls of the place hold."""
    place = origin.place if origin else None
    if place is None:
        return {"place": "", "place-code": {}}
    return {"place": place.label, "place-code": {"code": place.code, "label": place.label}}
