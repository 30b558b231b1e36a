"""What the page of tensions shows when it opens, read from its address."""

from __future__ import annotations

from urllib.parse import parse_qsl

from geodata.asking.needs import MEASURES, NEEDS_LEVELS, parse_needs_leniently
from geodata.atlas import Atlas
from geodata.needs.answer import loaded_years
from geodata.needs.metiers import metiers
from geodata.needs.order import ORDERS
from geodata.territory import territories
from layouts.tensions.page import PANELS, Choices, TensionState, place_value

CONTROLS = (
    "place", "threshold", "mode", "measure", "family", "sort", "metier", "shown", "panel",
)  # fmt: skip
"""Controls with a value, in the order of `control_values`; « every » is a box beside them."""


def read_state(atlas: Atlas, search: str) -> TensionState:
    """Read an address, leaving out what cannot be read, which is told."""
    args = dict(parse_qsl(search.lstrip("?")))
    asked, unreadable = parse_needs_leniently(args)
    first = "metiers" if any(loaded_years(atlas).values()) else "dix"
    panel, sort = args.get("onglet", first), args.get("tri", "tension")
    return TensionState(
        asked,
        panel if panel in PANELS else first,
        sort if sort in ORDERS else "tension",
        args.get("tous") == "oui",
        tuple(problem.message for problem in unreadable),
    )


def control_values(atlas: Atlas, state: TensionState) -> list[object]:
    """Return the value of each control, in the order of CONTROLS."""
    asked = state.asked
    region = next(iter(territories(atlas)["region"]))
    metier = metiers(atlas).find(asked.metier).key if known_metier(atlas, asked.metier) else None
    return [
        place_value(asked.level, asked.code or region), asked.threshold, asked.mode,
        asked.measure or "auto", asked.family or None, state.sort, metier, asked.shown,
        state.panel,
    ]  # fmt: skip


def known_metier(atlas: Atlas, code: str) -> bool:
    """Tell whether a code leads to a métier of the store."""
    try:
        metiers(atlas).find(code)
    except KeyError:
        return False
    return True


def choices(atlas: Atlas) -> Choices:
    """Return what this store lets one choose."""
    known, years = metiers(atlas), loaded_years(atlas)
    places = territories(atlas)
    return Choices(
        places={level: places[level] for level in NEEDS_LEVELS if level in places},
        metiers={metier.key: metier.label for metier in known.rows},
        families=known.families,
        measures=[key for key in MEASURES if years[key]],
    )
