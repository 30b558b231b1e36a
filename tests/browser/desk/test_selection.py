"""« Ma sélection »: courses kept from anywhere, compared, moved, noted, handed over, forgotten."""

import re

import pytest
from browser.checks import violations
from browser.conftest import PHONE
from browser.finder import Finder, plain
from playwright.sync_api import expect

SEARCH = "/?q=cuisine&lieu=62041&mode=voiture&max_minutes=90"
ROWS = [
    "Lieu", "Trajet : voiture", "Trajet : vélo", "Trajet : marche", "Dates", "Coût",
    "Conditions d'entrée", "Internat", "Que deviennent", "Métiers et tension",
]  # fmt: skip
WIDE = {"viewport": {"width": 1280, "height": 800}}
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])


def keep(page, n):
    """Keep the first courses of the list; returns their ids."""
    buttons = page.locator("#find-list .keep")
    ids = []
    for position in range(n):
        ids.append(buttons.nth(position).get_attribute("data-keep"))
        buttons.nth(position).click()
        expect(buttons.nth(position)).to_have_attribute("aria-pressed", "true")
    return ids


def columns(page):
    """Return the ids of the courses side by side, in order."""
    links = page.locator(".compared thead a")
    return [re.search(r"/formation/([^?]+)", link.get_attribute("href"))[1] for link in links.all()]


def settled(page, ids):
    """Wait until the page is drawn with these courses, in this order."""
    page.wait_for_selector("#selection[data-drawn]")
    address = page.locator(".written-address")
    if ids:
        expect(address).to_contain_text(f"formations={','.join(ids)}")
    else:
        expect(address).to_have_count(0)


def opened(page):
    page.locator("#nav-selection").click()
    page.wait_for_selector("#selection[data-drawn]")


@SIZES
def test_courses_are_kept_compared_moved_noted_and_found_again(visit, size, subtests):
    page = Finder(visit(**size)).open(SEARCH, lieu="62041").page
    ids = keep(page, 3)
    expect(page.locator("#nav-selection")).to_contain_text("(3)")
    opened(page)
    settled(page, ids)
    assert columns(page) == ids
    expect(page.locator("#selection-summary")).to_contain_text("depuis Arras")
    words = plain(page.locator(".compared").inner_text())
    for row in ROWS:
        assert row in words
    with subtests.test("axe"):
        assert violations(page) == []
    with subtests.test("nothing is wider than the screen"):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # By the keyboard, and the focus stays on the button that moves.
    after = page.locator(f'[data-offer="{ids[0]}"][data-move="1"]')
    after.focus()
    page.keyboard.press("Enter")
    settled(page, [ids[1], ids[0], ids[2]])
    expect(page.locator(f'[data-offer="{ids[0]}"][data-move="1"]')).to_be_focused()
    page.keyboard.press("Enter")
    settled(page, [ids[1], ids[2], ids[0]])
    page.keyboard.press("Enter")  # it is the last: nothing happens
    settled(page, [ids[1], ids[2], ids[0]])

    page.locator(f'[data-note="{ids[2]}"]').fill("Rappeler mardi")
    page.reload()
    settled(page, [ids[1], ids[2], ids[0]])
    assert columns(page) == [ids[1], ids[2], ids[0]]
    expect(page.locator(f'[data-note="{ids[2]}"]')).to_have_value("Rappeler mardi")

    page.locator(f'[data-drop="{ids[1]}"]').click()
    settled(page, [ids[2], ids[0]])
    expect(page.locator("#nav-selection")).to_contain_text("(2)")
    expect(page.locator(f'[data-note="{ids[2]}"]')).to_have_value("Rappeler mardi")


def test_notes_and_position_never_leave_the_browser(visit):
    page = visit(geolocation={"latitude": 50.289, "longitude": 2.777}, permissions=["geolocation"])
    finder = Finder(page).open("/?q=cuisine")
    page.get_by_role("button", name="Autour de moi").click()
    finder.settle(lieu="62041")
    ids = keep(page, 2)
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    opened(page)
    settled(page, ids)
    page.locator(f'[data-note="{ids[0]}"]').fill("Une note secrète")
    page.locator(f'[data-offer="{ids[0]}"][data-move="1"]').click()
    settled(page, ids[::-1])
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "Une note secrète" in kept
    assert not any("secrète" in text or "secr%C3%A8te" in text for text in sent)
    assert not any("50.2" in text or "2.77" in text for text in [*sent, kept, page.url])


def test_a_link_opens_the_same_courses_in_another_browser(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    ids = keep(page, 2)
    opened(page)
    settled(page, ids)
    page.locator(f'[data-note="{ids[0]}"]').fill("Pour moi seulement")
    link = page.url
    assert link.endswith(f"/selection?formations={','.join(ids)}&lieu=62041")
    assert page.locator("img.qr").get_attribute("alt")

    other = visit()
    other.goto(link)
    settled(other, ids)
    assert columns(other) == ids
    expect(other.locator("#selection-place")).to_have_value(re.compile("Arras"))
    expect(other.locator(f'[data-note="{ids[0]}"]')).to_have_value("")


def test_a_link_does_not_take_the_place_of_what_is_kept(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    ids = keep(page, 3)
    page.locator("#find-list .keep").nth(2).click()
    page.goto(f"/selection?formations={ids[2]}")
    settled(page, [ids[2]])
    expect(page.locator("#selection-summary")).to_contain_text("vient d'un lien")
    assert page.locator("[data-note], [data-move]").count() == 0
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    settled(page, ids)
    expect(page.locator("#selection-summary")).not_to_contain_text("vient d'un lien")


def test_a_new_person_finds_nothing(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    ids = keep(page, 2)
    opened(page)
    settled(page, ids)
    page.locator(f'[data-note="{ids[0]}"]').fill("Une note")
    page.get_by_role("button", name="Nouvelle personne").click()
    settled(page, [])
    assert page.evaluate("localStorage.length") == 0
    assert page.url.endswith("/selection")
    expect(page.locator("#selection-place")).to_have_value("")
    expect(page.locator("#nav-selection")).not_to_contain_text("(")

    page.get_by_role("button", name="Annuler").click()
    settled(page, ids)
    expect(page.locator(f'[data-note="{ids[0]}"]')).to_have_value("Une note")
    page.get_by_role("button", name="Nouvelle personne").click()
    settled(page, [])
    page.go_back()
    Finder(page).page.wait_for_selector("#find[data-drawn]")
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator('#find-list .keep[aria-pressed="true"]')).to_have_count(0)


def test_a_course_that_is_gone_says_so_and_gives_the_nearest_like_it(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    ids = keep(page, 2)
    title = page.locator("#find-list a.row-title").first.inner_text()
    page.evaluate(
        """([id, title]) => {
            const kept = JSON.parse(localStorage.getItem("atlas-selection"));
            kept.offers.push({ id, title, town: "Arras", note: "À garder" });
            localStorage.setItem("atlas-selection", JSON.stringify(kept));
        }""",
        ["fermee-1", title],
    )
    opened(page)
    settled(page, [*ids, "fermee-1"])
    told = page.locator(".is-gone")
    expect(told).to_contain_text(f"{title} à Arras n'est plus dans l'atlas.")
    expect(told.locator("a")).to_have_text(title)
    assert violations(page) == []
    near = re.search(r"/formation/([^?]+)", told.locator("a").get_attribute("href"))[1]
    told.get_by_role("button", name=re.compile("Garder à la place")).click()
    expect(told).to_have_count(0)
    kept = page.evaluate("Atlas.kept.ids()")
    assert "fermee-1" not in kept
    assert near in kept


def test_more_than_four_are_said_to_wait(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    ids = keep(page, 5)
    opened(page)
    settled(page, ids)
    assert columns(page) == ids[:4]
    expect(page.locator("#selection-summary")).to_contain_text("les 4 premières")
    expect(page.locator(".kept-list li")).to_have_count(1)
    page.locator(f'[data-offer="{ids[4]}"][data-move="-1"]').click()
    settled(page, [*ids[:3], ids[4], ids[3]])
    assert columns(page) == [*ids[:3], ids[4]]


def test_a_course_is_kept_from_its_sheet_and_from_the_map(visit):
    finder = Finder(visit()).open(SEARCH, lieu="62041")
    page = finder.page
    page.locator("#find-list a.row-title").first.click()
    button = page.locator(".course-actions .keep")
    expect(button).to_have_text(re.compile("Garder"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.go_back()
    finder.settle(lieu="62041")
    expect(page.locator("#find-list .keep").first).to_have_attribute("aria-pressed", "true")

    finder.map_is_drawn()
    popup = page.locator(".site-popup")
    for _ in range(5):  # several places: the map comes nearer, then its markers are others
        page.locator(".site-marker:visible").last.click()
        page.wait_for_timeout(800)
        if popup.is_visible():
            break
    kept = popup.locator('.keep[aria-pressed="false"]').first
    offer = kept.get_attribute("data-keep")
    kept.click()
    assert offer in page.evaluate("Atlas.kept.ids()")
    expect(page.locator("#nav-selection")).to_contain_text("(2)")


def test_the_keyboard_reaches_the_button_of_a_row(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    page.locator("#find-list a.row-title").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    second = page.locator("#find-list .keep").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-pressed", "true")


def test_the_link_of_a_page_is_copied(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    Finder(page).open(SEARCH, lieu="62041")
    page.locator("#find-list a.row-title").first.click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator("#told")).to_have_text("Lien copié")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@SIZES
def test_what_is_printed_of_a_sheet_is_one_page_with_its_code(visit, size):
    page = Finder(visit(**size)).open(SEARCH, lieu="62041").page
    page.locator("#find-list a.row-title").first.click()
    page.locator(".course-map [data-ready]").wait_for(state="attached")
    expect(page.locator(".sheet .qr")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".course")).to_be_hidden()
    for words in ["Comment y aller depuis Arras", "À vérifier au téléphone", "Imprimé le"]:
        expect(page.locator(".sheet")).to_contain_text(words)
    content = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1


def test_the_files_of_a_selection_open(visit):
    page = Finder(visit()).open(SEARCH, lieu="62041").page
    ids = keep(page, 2)
    opened(page)
    settled(page, ids)
    for name in ["Fiches en PDF (A4)", "en grands caractères"]:
        address = page.get_by_role("link", name=name).get_attribute("href")
        reply = page.request.get(address)
        assert reply.headers["content-type"] == "application/pdf"
        assert reply.body().startswith(b"%PDF-")
    page.emulate_media(media="print")
    expect(page.locator(".compared")).to_be_visible()
    expect(page.locator(".kept-tools").first).to_be_hidden()
    expect(page.locator("img.qr")).to_be_visible()
