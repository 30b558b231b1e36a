"""A QR code of any address: an image, or the sentence that says why there is none."""

import pytest

from layouts.kit.qr import qr_code, written_address

SITE = "https://atlas.exemple.fr/?q="


@pytest.mark.parametrize("letters", [0, 40, 1_000])
def test_an_address_is_an_image_with_its_words(letters):
    code = qr_code(SITE + "a" * letters, "Code qui rouvre")
    assert code.src.startswith("data:image/svg+xml")
    assert code.alt == "Code qui rouvre"


@pytest.mark.parametrize("address", [SITE + "a" * 1_300, SITE + "é" * 700, SITE + "a" * 8_000])
def test_an_address_that_is_too_long_says_so(address):
    assert "trop longue" in qr_code(address, "Code").children


def test_a_long_address_is_printed_by_its_beginning():
    short = "https://atlas.example/couverture?q=soin"
    assert written_address(short, "a").children == short
    long = written_address(f"{short}{'&' * 3_000}", "a").children
    assert long.startswith(short)
    assert len(long) < 400
