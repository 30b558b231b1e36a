"""The boxes of a menu are there once it is unfolded, as the address says, and work."""

import pytest


@pytest.mark.parametrize(
    ("path", "menu"),
    [("/?voie=apprentissage", "#find-voie-menu"), ("/couverture?level=4", "#cover-level-menu")],
)
def test_boxes_come_with_the_menu_and_hold_what_is_asked(visit, path, menu):
    page = visit()
    page.goto(path)
    page.wait_for_selector("[data-drawn]", state="attached")
    boxes = page.locator(f"{menu} input[type=checkbox]")
    assert boxes.count() == 0
    page.locator(f"{menu} summary").click()
    page.locator(f"{menu} input:checked").wait_for()
    assert page.locator(f"{menu} input:checked").count() == 1
    left = boxes.count()
    assert left > 2
    page.locator(f"{menu} input:not(:checked)").first.check()
    page.wait_for_function(f"document.querySelectorAll('{menu} input:checked').length === 2")
    page.locator(f"{menu} summary").click()
    page.locator(f"{menu} summary").click()
    assert boxes.count() == left


def test_a_closed_menu_says_what_is_chosen(visit):
    page = visit()
    page.goto("/couverture?level=4")
    page.wait_for_selector("#cover[data-drawn]", state="attached")
    assert "Niveau 4" in page.locator("#cover-level-menu summary").inner_text()
