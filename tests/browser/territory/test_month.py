"""The monthly board of a SPEL in a browser: found from the portrait, printed, nothing for axe."""

import re
import zlib

import pytest
from browser.checks import violations
from browser.conftest import PHONE
from playwright.sync_api import expect

BOARD = "/territoire/spel/627/mois"


def test_the_board_of_lens_is_opened_from_its_portrait_and_printed_on_one_page(visit):
    page = visit(viewport={"width": 1280, "height": 800})
    page.goto("/territoire/spel/627")
    page.get_by_role("link", name="Le tableau de bord du mois de ce SPEL").click()
    expect(page.get_by_role("heading", level=1, name="Le mois du SPEL Lens")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{BOARD}$"))
    expect(page).to_have_title("Lens, le mois – Territoires – Atlas Formation")
    expect(page.locator(".essentials li")).to_have_count(3)
    expect(page.get_by_role("link", name="Une page (PDF)")).to_have_attribute(
        "href", f"{BOARD}.pdf"
    )
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    streams = [printed]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", printed, re.DOTALL):
        try:
            streams.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    assert len(re.findall(rb"/Type\s*/Page\b", b"".join(streams))) == 1


@pytest.mark.parametrize("size", [{"viewport": {"width": 1280, "height": 800}}, PHONE])
def test_axe_finds_nothing_on_a_board(visit, size):
    page = visit(**size)
    page.goto(BOARD)
    page.get_by_role("heading", level=1).first.wait_for()
    assert violations(page) == []
    room = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(room) == 0
