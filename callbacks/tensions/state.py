"""What the page of tensions shows when it opens, read from its address."""

from callbacks.controls import arguments, with_loaded_mode
from geodata.asking.needs import MEASURES, NEEDS_LEVELS, parse_needs_leniently, write_needs
from geodata.atlas import Atlas
from geodata.needs.answer import loaded_years
from geodata.needs.metiers import Metier, metiers
from geodata.territory import territories
from layouts.controls.tensions import TENSIONS
from layouts.tensions.page import Choices, TensionState


def read_state(atlas: Atlas, search: str) -> TensionState:
    """Read an address, leaving out what cannot be read, which is told."""
    args, unloaded = with_loaded_mode(atlas, arguments(search))
    problems = parse_needs_leniently(args)[1]
    told = tuple(problem.message for problem in problems) + unloaded
    return TensionState(TENSIONS.values(asked_texts(atlas, search)), told)


def asked_texts(atlas: Atlas, search: str) -> dict[str, str]:
    """Return what an address asks, in texts that were checked."""
    args, _ = with_loaded_mode(atlas, arguments(search))
    asked, _ = parse_needs_leniently(args)
    texts = {"code": next(iter(territories(atlas)["region"]))}
    if not any(loaded_years(atlas).values()):
        texts["onglet"] = "dix"
    texts |= TENSIONS.choices(args) | write_needs(asked)
    if metier := known_metier(atlas, asked.metier):
        texts["metier"] = metier.key
    return texts


def known_metier(atlas: Atlas, code: str) -> Metier | None:
    """Return the métier that a code leads to in the store, None when it leads to none."""
    try:
        return metiers(atlas).find(code)
    except KeyError:
        return None


def asked_metier(atlas: Atlas, search: str) -> Metier | None:
    """Return the métier whose page an address opens, None when it opens another tab."""
    args = arguments(search)
    if args.get("onglet") != "metier":
        return None
    return known_metier(atlas, parse_needs_leniently(args)[0].metier)


def choices(atlas: Atlas) -> Choices:
    """Return what this store lets one choose."""
    known, years = metiers(atlas), loaded_years(atlas)
    places = territories(atlas)
    return Choices(
        places={level: places[level] for level in NEEDS_LEVELS if level in places},
        metiers={metier.key: metier.label for metier in known.rows},
        families=known.families,
        measures=[key for key in MEASURES if years[key]],
        modes=tuple(atlas.travel),
    )
