"""The controls of « Trouver une formation »."""

from geodata.asking.query import ZONES, Near
from geodata.finding.order import ORDERS
from geodata.guidance.on_map import PLACE_LAYERS
from geodata.maps.overlays import OVERLAY_KEYS
from layouts.controls.control import Control, Page
from layouts.controls.filters import FILTERS

FIND = Page(
    path="/",
    root="find",
    prefix="find",
    controls=(
        *FILTERS,
        Control("zone", "zones", ZONES, []),
        Control("place", "text", (), ""),  # the name of the place, whose code follows
        Control("place-code", "place", ("lieu",), {}),
        Control("mode", "choice", ("mode",), Near().mode, kept=True, needs="lieu"),
        Control("minutes", "number", ("max_minutes",), 45, kept=True, needs="lieu"),
        Control("sort", "choice", ("tri",), next(iter(ORDERS)), asked=False, choices=ORDERS),
        Control(
            "overlays", "many", ("couches",), ["departement"], asked=False, emptied="aucune",
            choices=(*OVERLAY_KEYS, *PLACE_LAYERS),
        ),
    ),
)  # fmt: skip
