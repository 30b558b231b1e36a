"""What the coverage page shows when it opens, read from its address."""

from callbacks.controls import arguments, with_answered_filters, with_loaded_mode
from geodata.asking.coverage import parse_coverage_leniently, write_coverage
from geodata.atlas import Atlas
from geodata.places.zoning import GROUPINGS, is_known, zoning
from layouts.controls.coverage import COVERAGE
from layouts.coverage.page import CoverState


def read_state(atlas: Atlas, search: str) -> CoverState:
    """Read an address, leaving out what cannot be read, which is told."""
    args, unloaded = with_loaded_mode(atlas, arguments(search))
    asked, unreadable = parse_coverage_leniently(args)
    asked, unanswered = with_answered_filters(atlas, asked, lambda one: one.query)
    values = COVERAGE.values(COVERAGE.choices(args) | write_coverage(asked))
    problems = tuple(problem.message for problem in unreadable) + unanswered + unloaded
    return CoverState(asked, values, problems, modes=tuple(atlas.travel))


def groupings(atlas: Atlas) -> dict[str, str]:
    """Return the levels that this store knows the territories of, the communes apart."""
    return atlas.cached(
        "groupings",
        lambda: {
            level: name
            for level, name in GROUPINGS.items()
            if level != "commune" and is_known(zoning(atlas.communes, level))
        },
    )
