"""The card of a shared link: its size, words that stay on their side, the region on the other."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geodata.portrait.outline import Outline
from layouts.card import HEIGHT, WIDTH, Card, card_path, drawn_card

FONT = Path("assets/fonts/source-sans-3-latin-wght-normal.woff2")
SQUARE = ((0.0, 0.0), (320.0, 0.0), (320.0, 300.0), (0.0, 300.0), (0.0, 0.0))
LAND = Outline(320, 300, (SQUARE,), ())
SIDE = 720
"""Where the words end, in pixels."""


def pixels(title="CAP Cuisine", words="Un diplôme.", places=()):
    card = Card(title, words, "Hauts-de-France", "sources officielles")
    content = drawn_card(card, LAND, np.array(places, float).reshape(-1, 2), FONT)
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return np.asarray(image.convert("RGB")).astype(int)


def differ(one, other):
    """Return which pixels differ by more than the few colours of a small file explain."""
    return (abs(one - other) > 40).any(axis=2)


@pytest.mark.parametrize("title", ["", "x" * 300, "Bac pro " * 60, "é\u202f\U0001f600"])
def test_no_title_goes_over_the_region_nor_out_of_the_card(title):
    odd = pixels(title, title)
    assert not differ(pixels(), odd)[:, SIDE:].any()
    assert (odd[-40:] > 240).all()


def test_a_place_is_a_point_of_the_region():
    changed = differ(pixels(), pixels(places=[(160, 150)]))
    assert changed[:, SIDE:].any()
    assert not changed[:, :SIDE].any()


@pytest.mark.parametrize(
    ("page", "path"), [("/", "/apercu.png"), ("/couverture", "/apercu/couverture.png")]
)
def test_each_page_has_its_card(page, path):
    assert card_path(page) == path
