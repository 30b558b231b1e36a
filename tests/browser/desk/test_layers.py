"""The pages of the layers: nothing for axe, no wider than a phone, and one leads to the next."""

import pytest
from browser.checks import violations
from browser.conftest import PHONE
from playwright.sync_api import expect


@pytest.mark.parametrize("size", [{"viewport": {"width": 1280, "height": 800}}, PHONE])
def test_a_person_walks_from_the_layers_to_a_row(visit, size):
    page = visit(**size)
    page.open("/ogc")
    links = (
        page.get_by_role("link", name="Les couches"),
        page.get_by_role("link", name="Lieux de formation"),
        page.get_by_role("link", name="Les lignes, à lire"),
        page.locator("tbody th a"),
    )
    for link in links:
        room = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(room) == 0
        assert violations(page) == []
        with page.expect_navigation():
            link.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("lieux : ")
    expect(page.get_by_role("table")).to_contain_text("commune")
    page.get_by_role("link", name="Lignes", exact=True).click()
    expect(page.get_by_text("répondent à la demande")).to_be_visible()
