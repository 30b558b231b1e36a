"""The guided mode: four questions by keyboard on a telephone, answers that become filters."""

import re

from playwright.sync_api import expect


def test_four_questions_become_removable_filters(phone):
    phone.open()
    page = phone.page
    opener = page.locator(".guide-open:visible")
    opener.press("Enter")
    step = page.locator("#guide-step")
    expect(step).to_have_text("Question 1 sur 4")
    page.get_by_role("button", name="Élève de 3e").press("Enter")
    page.locator("#guide-next").press("Enter")
    page.get_by_role("textbox", name="Un métier, un diplôme").fill("cuisine")
    page.locator("#guide-next").press("Enter")
    place = page.locator("#guide-place")
    place.fill("boulogne")
    place.press("Enter")
    page.get_by_role("button", name="Boulogne-sur-Mer").press("Enter")
    expect(place).to_have_value("Boulogne-sur-Mer (62200)")
    page.get_by_role("button", name="Sans voiture : à vélo").press("Enter")
    page.get_by_role("button", name=re.compile(r"^30\smin$")).press("Enter")
    page.locator("#guide-next").press("Enter")
    expect(step).to_have_text("Question 4 sur 4")
    # No source of the demonstration says it: it cannot be chosen, and the reason is there.
    expect(page.get_by_role("button", name="En internat")).to_be_disabled()
    page.locator("#guide-skip").press("Enter")
    expect(page.locator("#guide")).to_be_hidden()
    phone.settle(
        q="cuisine", public="jeunes,apprentis", entry="sans_bac", lieu="62160", mode="velo",
        max_minutes="30",
    )  # fmt: skip
    phone.chip("Sans le bac").click()
    phone.settle(entry=None, public="jeunes,apprentis")


def test_the_questions_close_and_leave_the_search_alone(finder):
    finder.open("/?q=cuisine", q="cuisine")
    page = finder.page
    opener = page.locator(".guide-open:visible")
    opener.press("Enter")
    page.get_by_role("button", name="Salarié, salariée").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#guide")).to_be_hidden()
    expect(opener).to_be_focused()
    finder.settle(q="cuisine", public=None)
