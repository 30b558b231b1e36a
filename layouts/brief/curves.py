"""A chart of lines on paper: what Plotly draws on screen, as a vector picture."""

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from layouts.kit.charts import DASH_ARRAYS

WIDTH, HEIGHT = 640.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 12.0, 12.0, 38.0


def curves(figure: Any, alt: str) -> Component:
    """Return the lines of a Plotly figure whose values are shares, 0 to 100, over minutes."""
    return html.Img(
        src=f"data:image/svg+xml,{quote(svg(figure))}", alt=alt, className="brief-curves"
    )


def svg(figure: Any) -> str:
    """Write the lines as SVG, with their axes."""
    end = float(figure.layout.xaxis.range[1])

    def at(x: float, y: float) -> tuple[float, float]:
        across = _LEFT + (WIDTH - _LEFT - _RIGHT) * x / end
        return across, HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * y / 100

    parts = [_axis(at, end)]
    parts += [_threshold(at, float(shape.x0)) for shape in figure.layout.shapes]
    parts += [_line(at, trace) for trace in reversed(figure.data)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'width="{WIDTH:g}" height="{HEIGHT:g}" font-family="Source Sans 3, sans-serif" '
        f'font-size="13">{"".join(parts)}</svg>'
    )


def _axis(at: Any, end: float) -> str:
    rows = []
    for share in (0, 25, 50, 75, 100):
        (x, y), (right, _) = at(0, share), at(end, share)
        rows.append(
            f'<path d="M{x:.1f} {y:.1f}H{right:.1f}" stroke="#d8dfdf"/>'
            f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{share}\u00a0%</text>'
        )
    for minutes in _steps(end):
        x, y = at(minutes, 0)
        rows.append(
            f'<path d="M{x:.1f} {y:.1f}v5" stroke="#8a999b"/>'
            f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{minutes}</text>'
        )
    x, y = at(end, 0)
    rows.append(f'<text x="{x:.1f}" y="{y + 34:.1f}" text-anchor="end">{escape("minutes")}</text>')
    return "".join(rows)


def _steps(end: float) -> Sequence[int]:
    return range(0, int(end) + 1, 10 if end <= 80 else 20)


def _threshold(at: Any, minutes: float) -> str:
    (x, low), (_, high) = at(minutes, 0), at(minutes, 100)
    return (
        f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="#556366" stroke-width="1.5" '
        f'stroke-dasharray="2 4"/>'
    )


def _line(at: Any, trace: Any) -> str:
    points = "L".join(
        f"{x:.1f} {y:.1f}"
        for x, y in (at(float(a), float(b)) for a, b in zip(trace.x, trace.y, strict=True))
    )
    dashes = DASH_ARRAYS.get(trace.line.dash or "", "")
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{points}" fill="none" stroke="{trace.line.color}" '
        f'stroke-width="{trace.line.width}"{dashed}/>'
    )
