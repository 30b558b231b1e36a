"""What the page of tensions shows when it opens, read from its address."""

from __future__ import annotations

from callbacks.controls import arguments
from geodata.asking.needs import MEASURES, NEEDS_LEVELS, parse_needs_leniently, write_needs
from geodata.atlas import Atlas
from geodata.needs.answer import loaded_years
from geodata.needs.metiers import metiers
from geodata.territory import territories
from layouts.controls.tensions import TENSIONS
from layouts.tensions.page import Choices, TensionState


def read_state(atlas: Atlas, search: str) -> TensionState:
    """Read an address, leaving out what cannot be read, which is told."""
    args = arguments(search)
    asked, unreadable = parse_needs_leniently(args)
    texts = {"code": next(iter(territories(atlas)["region"]))}
    if not any(loaded_years(atlas).values()):
        texts["onglet"] = "dix"
    texts |= TENSIONS.choices(args) | write_needs(asked)
    if known_metier(atlas, asked.metier):
        texts["metier"] = metiers(atlas).find(asked.metier).key
    problems = tuple(problem.message for problem in unreadable)
    return TensionState(TENSIONS.values(texts), problems)


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
