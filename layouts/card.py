"""The picture that a link to a page has where it is shared: its title, its words, the region."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from geodata.portrait.outline import Outline, Ring

WIDTH, HEIGHT = 1200, 630
"""Pixels that those who show links ask for."""

PATH = "/apercu"
"""Where the cards are: that of a page is `PATH`, the page's own path and « .png »."""

_MARGIN = 64
_TEXT = 640
"""Width of the words; the region has the rest."""

_SCALE = 2  # drawn larger, then made smaller: Pillow's lines are jagged
_LIGHT, _INK, _QUIET, _TEAL, _LINE = "#f3f6f6", "#1b2a2c", "#4d5f62", "#005a5f", "#7f8e91"


@dataclass(frozen=True)
class Card:
    """What a card says: the page, what it is for, the region, where its courses come from."""

    title: str
    words: str
    region: str
    offer: str


def card_path(page: str) -> str:
    """Return the address of the card of a page; what its own address asks is kept."""
    path, asks, search = page.partition("?")
    return f"{PATH}{path.rstrip('/')}.png{asks}{search}"


def drawn_card(card: Card, land: Outline, places: NDArray[np.float64], font: Path) -> bytes:
    """Return a card as PNG.

    Parameters
    ----------
    land : the region, in the units of its own drawing
    places : where courses are, in the same units, shape (n, 2)
    font : of variable weight
    """
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, image.width, 12 * _SCALE), fill=_TEAL)
    _draw_region(draw, land, places)
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    _draw_words(ImageDraw.Draw(image), card, font)
    content = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def _draw_region(draw: ImageDraw.ImageDraw, land: Outline, places: NDArray[np.float64]) -> None:
    width, height = WIDTH - _TEXT - 3 * _MARGIN, HEIGHT - 3 * _MARGIN
    scale = min(width / land.width, height / land.height)
    corner = np.array(
        [WIDTH - _MARGIN - (width + land.width * scale) / 2, (HEIGHT - land.height * scale) / 2]
    )

    def at(xy: Ring | NDArray[np.float64]) -> list[tuple[float, float]]:
        found = (np.asarray(xy) * scale + corner) * _SCALE
        return [(float(x), float(y)) for x, y in found]

    for ring in land.land:
        if len(ring) > 3:
            draw.polygon(at(ring), fill=_LIGHT, outline=_LINE, width=_SCALE)
    for x, y in at(places):
        radius = 2.2 * _SCALE
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_TEAL)


def _draw_words(draw: ImageDraw.ImageDraw, card: Card, font: Path) -> None:
    bold, plain = _font(font, 34, "Bold"), _font(font, 30, "Regular")
    top = _MARGIN
    draw.text((_MARGIN, top), "Atlas Formation", _TEAL, bold)
    draw.text((_MARGIN + draw.textlength("Atlas Formation  ", bold), top + 3), card.region, _QUIET,
              plain)  # fmt: skip
    size = 60 if len(card.title) < 60 else 48
    title = _font(font, size, "SemiBold")
    top += 76
    for line in _lines(draw, card.title, title, 4):
        draw.text((_MARGIN, top), line, _INK, title)
        top += int(size * 1.18)
    top += 18
    room = max(0, (HEIGHT - _MARGIN - 44 - top) // 40)
    for line in _lines(draw, card.words, plain, room):
        draw.text((_MARGIN, top), line, _QUIET, plain)
        top += 40
    draw.text((_MARGIN, HEIGHT - _MARGIN - 22), card.offer[:1].upper() + card.offer[1:], _TEAL,
              _font(font, 26, "SemiBold"))  # fmt: skip


def _font(path: Path, size: int, weight: str) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_name(weight)
    return font


def _lines(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, most: int
) -> Sequence[str]:
    """Break a text into at most so many lines; what is left out leaves « … »."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font) <= _TEXT:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most > 0:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_shortened(draw, line, font) for line in lines[:most]]


def _shortened(draw: ImageDraw.ImageDraw, line: str, font: ImageFont.FreeTypeFont) -> str:
    kept = line
    while draw.textlength(kept, font) > _TEXT:
        kept = kept.removesuffix("…")[:-1].rstrip(" ,:;") + "…"
    return kept
