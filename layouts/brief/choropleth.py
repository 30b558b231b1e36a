"""A map on paper: communes filled by class, hatched or dotted as on screen, as a vector picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from geodata.coverage.flows.marks import Mark, Way
from geodata.maps.drawing import WIDTH, Ring
from layouts.kit.maps.patterns import TILE, strokes
from layouts.kit.maps.region_picture import path

Style = Mapping[str, str]

_LETTERS = 12.5
_LETTER_WIDTH = 6.4


@dataclass(frozen=True)
class Lines:
    """Outlines drawn over the communes."""

    rings: Sequence[Ring]
    colour: str
    width: float
    dashes: str = ""


MARKS: Mapping[str, str] = {
    "people": 'fill="#aab4b6" fill-opacity="0.55" stroke="#5d6a6d" stroke-width="0.8"',
    "course": 'fill="#b3400a" stroke="#ffffff"',
    "work": 'fill="#5b2a86" fill-opacity="0.22" stroke="#5b2a86" stroke-width="2"',
}
"""How each kind of mark is drawn, as on screen."""


@dataclass(frozen=True)
class Picture:
    """What a map shows, in the units of `geodata.maps.drawing`.

    Attributes
    ----------
    fills : the rings of each class, with its filling (`layouts.kit.maps.patterns`)
    lines : outlines, the last drawn over the others
    ways, marks : what is drawn over them of people, courses and work
    points : places marked by a cross in a circle, as an opening on screen
    names : towns, the most populated first; one whose name would cover another's is left out
    """

    height: float
    fills: Sequence[tuple[Style, Sequence[Ring]]]
    lines: Sequence[Lines] = ()
    ways: Sequence[Way] = ()
    marks: Sequence[Mark] = ()
    points: Sequence[tuple[float, float]] = ()
    names: Sequence[tuple[str, float, float]] = field(default=())


def choropleth(picture: Picture, alt: str) -> Component:
    """Return the map; `alt` says what it shows to who does not see it."""
    source = f"data:image/svg+xml,{quote(svg(picture))}"
    return html.Img(src=source, alt=alt, className="brief-map")


def svg(picture: Picture) -> str:
    """Write the map as SVG."""
    patterns, fills = [], []
    for rank, (style, rings) in enumerate(picture.fills):
        if not rings:
            continue
        filling = style.get("background", style["color"])
        if style.get("pattern"):
            patterns.append(_pattern(f"p{rank}", style))
            filling = f"url(#p{rank})"
        fills.append(f'<path d="{path(rings)}" fill="{filling}" fill-rule="evenodd"/>')
    lines = "".join(
        f'<path d="{path(one.rings)}" fill="none" stroke="{one.colour}" '
        f'stroke-width="{one.width:g}" stroke-linejoin="round"'
        f"{f' stroke-dasharray={chr(34)}{one.dashes}{chr(34)}' if one.dashes else ''}/>"
        for one in picture.lines
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {picture.height:.0f}" '
        f'width="{WIDTH:g}" height="{picture.height:.0f}"><defs>{"".join(patterns)}</defs>'
        f"{''.join(fills)}{lines}{_ways(picture)}{_marks(picture)}"
        f"{_points(picture)}{_names(picture)}</svg>"
    )


def _pattern(name: str, style: Style) -> str:
    return (
        f'<pattern id="{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f'<rect width="{TILE}" height="{TILE}" fill="{style.get("background", "#ffffff")}"/>'
        f"{strokes(style)}</pattern>"
    )


def _ways(picture: Picture) -> str:
    return "".join(
        f'<path d="M{way.start[0]:.1f} {way.start[1]:.1f}L{way.end[0]:.1f} {way.end[1]:.1f}" '
        f'fill="none" stroke="#0b6e74" stroke-opacity="0.5" stroke-width="{way.width:.1f}"/>'
        for way in picture.ways
    )


def _marks(picture: Picture) -> str:
    return "".join(
        f'<rect x="{mark.x - mark.half:.1f}" y="{mark.y - mark.half:.1f}" '
        f'width="{2 * mark.half:.1f}" height="{2 * mark.half:.1f}" {MARKS[mark.kind]}/>'
        if mark.kind == "work"
        else f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.half:.1f}" {MARKS[mark.kind]}/>'
        for mark in picture.marks
    )


def _points(picture: Picture) -> str:
    return "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="#ffffff" stroke="#b3400a" '
        f'stroke-width="2.5"/><path d="M{x - 4:.1f} {y:.1f}h8M{x:.1f} {y - 4:.1f}v8" '
        f'stroke="#b3400a" stroke-width="2.5"/>'
        for x, y in picture.points
    )


def _names(picture: Picture) -> str:
    """Write the names of towns that have room, over a ground that keeps them readable."""
    kept: list[tuple[float, float, float]] = []
    written = []
    for name, x, y in picture.names:
        end = x + 5 + _LETTER_WIDTH * len(name)
        if any(x < b + 6 and end > a - 6 and abs(y - other) < _LETTERS for a, b, other in kept):
            continue
        kept.append((x - 5, end, y))
        written.append(
            f'<rect x="{x + 4:.1f}" y="{y - 6:.1f}" width="{end - x - 4:.1f}" height="12.5" '
            f'rx="2" fill="#ffffff" fill-opacity="0.8"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="#1c2526" stroke="#ffffff"/>'
            f'<text x="{x + 5:.1f}" y="{y + 4:.1f}" font-size="{_LETTERS}" fill="#1c2526" '
            f'font-family="Source Sans 3, sans-serif">{escape(name)}</text>'
        )
    return "".join(written)
