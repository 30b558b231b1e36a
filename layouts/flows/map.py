"""The flows of a SPEL as a vector picture, that a page and a sheet of paper both show."""

from collections.abc import Iterator
from html import escape
from math import hypot, sqrt
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from geodata.flows.drawing import FlowMap, Line
from geodata.maps.drawing import WIDTH
from layouts.kit.maps.region_picture import path

LEAVE, COME = "#00696e", "#b3400a"
"""Colours of who leaves and who comes; who comes is dashed too."""

_WIDEST = 12.0
_LEAST = 1.2
_BEND = 0.16
_LETTERS = 13.5
_LETTER = 6.9


def flow_picture(drawn: FlowMap, alt: str) -> Component:
    """Return the map; `alt` says what it shows to who does not see it."""
    return html.Img(src=f"data:image/svg+xml,{quote(svg(drawn))}", alt=alt, className="flow-map")


def svg(drawn: FlowMap) -> str:
    """Write the map as SVG: who leaves bends one way, who comes the other."""
    most = max((line.people for line in drawn.lines), default=1.0)
    lines = "".join(_line(line, most) for line in reversed(drawn.lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {drawn.height:.0f}" '
        f'width="{WIDTH:g}" height="{drawn.height:.0f}">'
        f'<path d="{path(drawn.land)}" fill="#eef2f2" stroke="#9fb0b2" stroke-width="0.8"/>'
        f'<path d="{path(drawn.own)}" fill="#cfe4e4" stroke="#003b3f" stroke-width="1.6"/>'
        f"{lines}{''.join(_names(drawn))}</svg>"
    )


def _line(line: Line, most: float) -> str:
    """A curve as wide as its people, in proportion, and the head of its arrow."""
    width = max(_LEAST, _WIDEST * line.people / most)
    (x1, y1), (x2, y2) = line.start, line.end
    length = hypot(x2 - x1, y2 - y1) or 1.0
    bend = (
        (x1 + x2) / 2 - (y2 - y1) * _BEND,
        (y1 + y2) / 2 + (x2 - x1) * _BEND,
    )
    head = min(5 + 2.2 * sqrt(width), length / 2)
    dx, dy = x2 - bend[0], y2 - bend[1]
    far = hypot(dx, dy) or 1.0
    ux, uy = dx / far, dy / far
    base = (x2 - ux * head, y2 - uy * head)
    side = max(head * 0.55, width * 0.8)
    colour = LEAVE if line.leaving else COME
    dashes = "" if line.leaving else ' stroke-dasharray="7 4"'
    return (
        f'<path d="M{x1:g} {y1:g}Q{bend[0]:.1f} {bend[1]:.1f} {base[0]:.1f} {base[1]:.1f}" '
        f'fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-opacity="0.75"{dashes}/>'
        f'<path d="M{x2:g} {y2:g}L{base[0] - uy * side:.1f} {base[1] + ux * side:.1f}'
        f'L{base[0] + uy * side:.1f} {base[1] - ux * side:.1f}Z" fill="{colour}"/>'
    )


def _names(drawn: FlowMap) -> Iterator[str]:
    """Name the ends of the flows where there is room, over a ground that keeps them readable."""
    kept: list[tuple[float, float, float]] = []
    for name, (x, y) in drawn.names.items():
        wide = _LETTER * len(name) + 8
        left = min(max(2.0, x - wide / 2), WIDTH - wide - 2)
        free = (top for top in (y - 22, y + 7) if _is_free(kept, left, wide, top, drawn.height))
        top = next(free, None)
        if top is None:
            continue
        kept.append((left, left + wide, top))
        weight = 700 if (x, y) == drawn.centre else 400
        yield (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="16" rx="3" '
            f'fill="#ffffff" fill-opacity="0.86"/>'
            f'<text x="{left + wide / 2:.1f}" y="{top + 12:.1f}" text-anchor="middle" '
            f'font-size="{_LETTERS}" font-weight="{weight}" fill="#1c2526" '
            f'font-family="Source Sans 3, sans-serif">{escape(name)}</text>'
        )


def _is_free(
    kept: list[tuple[float, float, float]], left: float, wide: float, top: float, height: float
) -> bool:
    inside = 2 <= top <= height - 18
    return inside and not any(
        left < b and left + wide > a and abs(top - other) < 17 for a, b, other in kept
    )
