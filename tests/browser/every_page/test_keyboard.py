"""What a counsellor does, without a mouse: Tab, arrows, Enter, Space and Escape."""

import re

import pytest
from browser.finder import boxes_are_drawn, plain
from playwright.sync_api import expect

HIRSON = "/?q=aide+soignant&lieu=02381&mode=voiture&max_minutes=45"
MANY = 60  # presses of Tab after which a control is said to be out of reach

# A list that opens looks up the choice that arrows start from a little later than it shows:
# milliseconds that nobody's fingers know of.
A_MOMENT = 200


def tab_to(page, locator, back=False):
    """Press Tab until a control has the focus."""
    for _ in range(MANY):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if locator.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"hors d'atteinte au clavier : {locator}")


def focused(page):
    return plain(page.evaluate("document.activeElement.textContent"))


def test_the_whole_search(finder):
    page = finder.open().page
    tab_to(page, finder.text)
    page.keyboard.type("aide soignant")
    finder.settle(q="aide soignant")
    page.keyboard.press("Escape")

    tab_to(page, finder.place)
    page.keyboard.type("hirs")
    expect(page.locator("[role=option]:visible")).to_have_text(["Hirson (02500)"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    finder.settle(q="aide soignant", lieu="02381")
    expect(finder.place).to_have_value("Hirson (02500)")

    tab_to(page, page.get_by_role("button", name="Autour de moi"))
    mode = page.get_by_role("textbox", name="Déplacement")
    tab_to(page, mode)
    page.keyboard.press("Enter")
    bicycle = page.get_by_role("option", name="Vélo")
    expect(bicycle).to_be_visible()
    page.wait_for_timeout(A_MOMENT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    finder.settle(mode="velo")
    page.keyboard.press("Enter")
    expect(bicycle).to_be_visible()
    page.wait_for_timeout(A_MOMENT)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    finder.settle(mode="voiture")

    tab_to(page, finder.minutes)
    page.keyboard.press("ArrowUp")
    finder.settle(max_minutes="50")
    page.keyboard.press("ArrowDown")
    finder.settle(max_minutes="45")
    before = finder.count
    assert before > 0

    # A box of a menu, then its chip.
    summary = finder.menu("Voie").locator("summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    box = page.get_by_label("Apprentissage", exact=True)
    expect(box).to_be_visible()
    tab_to(page, box)
    page.keyboard.press("Space")
    finder.settle(voie="apprentissage")
    assert finder.count < before
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(summary).to_be_focused()
    chip = finder.chip("Apprentissage")
    tab_to(page, chip)
    page.keyboard.press("Enter")
    finder.settle(voie=None)
    assert finder.count == before
    expect(chip).to_have_count(0)

    # A course of the list, its sheet, and back.
    rows = page.locator("#find-list a.row-title")
    tab_to(page, rows.first)
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    title = focused(page)
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(title)
    tab_to(page, page.get_by_role("link", name="Retour aux résultats"))
    page.keyboard.press("Enter")
    finder.settle(q="aide soignant", lieu="02381", max_minutes="45")
    assert finder.count == before


def test_all_the_list_can_be_reached(finder):
    page = finder.open("/?q=cuisine&lieu=59350&mode=voiture&max_minutes=60", lieu="59350").page
    links = len(finder.rows())
    assert links > 20
    tab_to(page, page.locator("#find-list a.row-title").first)
    seen = [focused(page)]
    for _ in range(links - 1):
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.className") == "row-title"
        seen.append(focused(page))
    assert seen == [row.title for row in finder.rows()]


def test_the_list_can_be_passed(finder):
    page = finder.open().page
    finder.map_is_drawn()
    assert finder.count > 5_000
    tab_to(page, finder.menu("Couches").locator("summary"))


@pytest.mark.parametrize("menu", ["Voie", "Domaine", "Niveau", "Plus de filtres", "Couches",
                                  "Exporter"])  # fmt: skip
def test_each_menu_opens_and_closes(finder, menu):
    page = finder.open(HIRSON, lieu="02381").page
    details = finder.menu(menu)
    summary = details.locator("summary").first
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(details).to_have_attribute("open", "")
    boxes_are_drawn(details)
    page.keyboard.press("Tab")
    inside = "(menu) => menu.contains(document.activeElement)"
    assert details.evaluate(inside)
    page.keyboard.press("Escape")
    expect(details).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_a_marker_opens_and_closes(finder):
    page = finder.open(HIRSON, lieu="02381").page
    marker = page.get_by_role("button", name=re.compile("^1.formation ·")).first
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".site-popup")
    expect(popup).to_be_visible()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)


def test_escape_puts_away_what_the_pointer_shows(finder):
    page = finder.open(HIRSON, lieu="02381").page
    page.get_by_role("button", name=re.compile("^1.formation ·")).first.hover()
    tip = page.locator(".leaflet-tooltip")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)


def test_the_export_can_be_had(finder):
    page = finder.open(HIRSON, lieu="02381").page
    tab_to(page, finder.menu("Exporter").locator("summary"))
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def test_the_content_can_be_reached_at_once(finder):
    page = finder.open().page
    page.keyboard.press("Tab")
    assert focused(page) == "Aller au contenu"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# How a control looks with the focus and without it.
_LOOKS = """() => {
    const node = document.activeElement;
    const look = () => {
        const { outline, boxShadow, border, backgroundColor, top } = getComputedStyle(node);
        return [outline, boxShadow, border, backgroundColor, top].join();
    };
    const focused = look();
    node.blur();
    const blurred = look();
    node.focus();
    return [focused, blurred];
}"""


def test_what_has_the_focus_is_seen(finder):
    """WCAG 2.4.7."""
    page = finder.open().page
    page.add_style_tag(content="* { transition: none !important }")
    for _ in range(14):
        page.keyboard.press("Tab")
        focused, blurred = page.evaluate(_LOOKS)
        assert focused != blurred, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
