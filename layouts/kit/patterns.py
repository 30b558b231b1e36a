"""What a territory is filled with where it is not plainly measured, on maps and in legends.

The strokes themselves are drawn by the browser (assets/map/choropleth.js).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def hatched(colour: str, lines: str = "") -> dict[str, str]:
    """Return the filling of a hatched class, whose lines are seen on its colour."""
    lines = lines or HATCH_LINES["dark" if colour in _DARK else "light"]
    return {"pattern": "hatch", "color": lines, "background": colour}


def sample(style: Mapping[str, str]) -> dict[str, Any]:
    """Return the look of a class in a legend, as attributes of its sample."""
    look = {"backgroundColor": style.get("background", style["color"])}
    match style.get("pattern"):
        case "hatch":
            look["backgroundImage"] = _lines(135, style["color"])
        case "cross":
            look["backgroundImage"] = f"{_lines(135, style['color'])}, {_lines(45, style['color'])}"
        case "dots":
            look |= {
                "backgroundImage": f"radial-gradient({style['color']} 1px, transparent 1.3px)",
                "backgroundSize": "5px 5px",
            }
    return {"style": look}


def _lines(angle: int, colour: str) -> str:
    return f"repeating-linear-gradient({angle}deg, {colour} 0 1.2px, transparent 1.2px 5px)"
