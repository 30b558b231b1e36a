"""What a territory is filled with where it is not plainly measured, on maps and in legends.

On screen the map draws its own strokes (assets/map/choropleth.js).
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

# One ramp of lightness, so that it reads without colours too: light is near, dark is far.
RAMP = ("#dcefed", "#aed8d6", "#76b7bd", "#4492a3", "#256c86", "#164a66", "#0d2f47")

NO_COURSE = {"color": "#7f8584", "background": "#dfe2e0", "pattern": "hatch"}
"""Out of reach: measured, and beyond all minutes."""
UNTOLD = {"color": "#b3b8b6", "background": "#f7f7f5", "pattern": "hatch"}
"""Far from the courses that are known, where others may be."""
NO_DATA = {"color": "#8a8f8f", "background": "#efefec", "pattern": "dots"}
"""Nothing is known: neither near nor far, neither few nor many."""
SECRET = {"color": "#a3a9a7", "background": "#efefec", "pattern": "cross"}
"""Known by its producer, who keeps it secret."""

HATCH_LINES = {"dark": "#a9c6cc", "light": "#3a2a00", "change": "#1c2526"}
"""Colour of the lines on a dark colour, on a light one, on that of a change."""
_DARK = RAMP[4:]


TILE = 6
"""Side of what a pattern repeats."""


def hatched(colour: str, lines: str = "") -> dict[str, str]:
    """Return the filling of a hatched class, whose lines are seen on its colour."""
    lines = lines or HATCH_LINES["dark" if colour in _DARK else "light"]
    return {"pattern": "hatch", "color": lines, "background": colour}


# Brown to blue-green around white (ColorBrewer's BrBG, safe for colour-blind eyes); the ends are
# hatched too, so that they read without colours.
DIVERGING: tuple[dict[str, str], ...] = (
    hatched("#35978f", HATCH_LINES["change"]),
    {"color": "#5ab4ac"},
    {"color": "#c7eae5"},
    {"color": "#f7f7f5"},
    {"color": "#f6e8c3"},
    {"color": "#d8b365"},
    hatched("#bf812d", HATCH_LINES["change"]),
)
"""The filling of seven classes of a difference, from much less to much more."""


def sample(style: Mapping[str, str]) -> dict[str, Any]:
    """Return the look of a class in a legend, as attributes of its sample."""
    look = {"backgroundColor": style.get("background", style["color"])}
    if style.get("pattern"):
        picture = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{TILE}" height="{TILE}">'
            f"{strokes(style)}</svg>"
        )
        look |= {
            "backgroundImage": f"url('data:image/svg+xml,{quote(picture)}')",
            "backgroundSize": f"{TILE}px {TILE}px",
        }
    return {"style": look}


def strokes(style: Mapping[str, str]) -> str:
    """Return what a pattern draws over its ground in a tile of `TILE` units, as SVG."""
    colour = style["color"]
    match style.get("pattern"):
        case "hatch":
            return f'<path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke="{colour}" stroke-width="1.2"/>'
        case "cross":
            return f'<path d="M0 6l6-6M0 0l6 6" stroke="{colour}" stroke-width="1"/>'
        case "dots":
            return f'<circle cx="3" cy="3" r="1" fill="{colour}"/>'
    return ""
