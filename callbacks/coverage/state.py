"""What the coverage page shows when it opens, read from its address."""

from __future__ import annotations

from urllib.parse import parse_qsl

from geodata.asking.coverage import parse_coverage_leniently
from geodata.atlas import Atlas
from geodata.overlays import OVERLAY_KEYS
from geodata.places.zoning import GROUPINGS, is_known, zoning
from layouts.coverage.page import PANELS, CoverState

CONTROLS = (
    "q", "voie", "domain", "level", "modality", "public", "start", "conventionnee", "rev3",
    "threshold", "mode", "population", "by", "measure", "classes", "panel", "overlays",
    "view",
)  # fmt: skip


def read_state(search: str) -> CoverState:
    """Read an address, leaving out what cannot be read, which is told."""
    args = dict(parse_qsl(search.lstrip("?")))
    asked, unreadable = parse_coverage_leniently(args)
    panel = args.get("onglet", "territoires")
    wanted = args.get("couches", "departement").split(",")
    return CoverState(
        asked,
        panel if panel in PANELS else "territoires",
        tuple(key for key in wanted if key in OVERLAY_KEYS),
        tuple(problem.message for problem in unreadable),
        view="difference" if args.get("vue") == "difference" else "apres",
    )


def control_values(state: CoverState) -> list[object]:
    """Return the value of each control, in the order of CONTROLS."""
    asked, query = state.asked, state.asked.query
    flags = [{None: None, True: "oui", False: "non"}[f] for f in (query.conventionnee, query.rev3)]
    return [
        query.q, list(query.voie), list(query.domain), [str(n) for n in query.level],
        list(query.modality), list(query.public),
        None if query.start is None else str(query.start), *flags,
        asked.threshold, asked.mode, asked.population, asked.by, asked.measure, asked.classes,
        state.panel, list(state.overlays), state.view,
    ]  # fmt: skip


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
