"""What is on screen before the scripts, and the application taking its place.

How much the page moves then depends on the machine: `tests/bench/bench_first_sight.py` says it.
"""

import re

import pytest
from browser.conftest import PHONE
from playwright.sync_api import expect

WIDE = {}


@pytest.fixture
def offer(atlas):
    return str(atlas.offers["offer"].iat[0])


def pages(offer):
    return {
        "/": "formations",
        "/selection": "sélection",
        "/couverture": "habitants",
        "/tensions": "Métiers",
        "/territoire": "Somme",
        "/territoire/departement/80": "L'essentiel à retenir",
        "/donnees": "Les sources",
        f"/formation/{offer}": "Lieu et trajet",
    }


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_page_says_what_it_has_to_say_without_a_script(visit, screen, offer):
    page = visit(java_script_enabled=False, **screen)
    for path, words in pages(offer).items():
        page.goto(path)
        expect(page.get_by_role("main")).to_contain_text(words)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator(".first svg.region-picture")).to_be_visible()
        expect(page.locator(".first-note p")).to_be_visible()
        across = page.locator("html").evaluate("(html) => html.scrollWidth - html.clientWidth")
        assert across <= 0, path


def test_a_search_works_without_a_script(visit):
    page = visit(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Formation ou métier").fill("cuisine")
    page.locator("summary").get_by_text("Voie", exact=True).click()
    page.get_by_label("Apprentissage").check()
    page.get_by_label("Voie scolaire").check()
    page.get_by_role("button", name="Voir").click()
    expect(page).to_have_url(re.compile(r"q=cuisine&.*voie=scolaire&voie=apprentissage&"))
    row = page.get_by_role("listitem").filter(has_text="uisin").first
    expect(row).to_be_visible()
    expect(page.get_by_label("Formation ou métier")).to_have_value("cuisine")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("uisin")


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_application_takes_the_place_and_leaves_nothing_twice(visit, screen, offer):
    page = visit(**screen)
    for path in pages(offer):
        page.goto(path)
        assert page.evaluate("document.querySelectorAll('.first').length") == 0, path
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(ids) == len(set(ids)), path
        expect(page.get_by_role("main")).to_have_count(1)


@pytest.mark.parametrize(
    "path",
    ["/", "/couverture", "/tensions", "/tensions?onglet=metier", "/tensions?onglet=quadrant"],
)
def test_the_application_says_that_it_has_drawn_what_was_asked(visit, path):
    """Else the first page, which cannot be used yet, stays until patience is out."""
    page = visit()
    page.goto(path)
    expect(page.locator("#page > [data-asked][data-drawn]")).to_have_count(1)


def test_the_first_rows_are_those_of_the_list(visit):
    plain = visit(java_script_enabled=False)
    page = visit()
    near = "&lieu=80021&mode=voiture&max_minutes=90"
    for path in ("/", f"/?q=cuisine{near}", f"/?q=cuisine+ou+vente{near}", "/?tri=date"):
        plain.goto(path)
        page.goto(path)
        shown = range(min(4, plain.locator(".row").count()))
        assert len(shown) > 1
        for part in (".row-title", ".row-time", ".row-place", ".row-facts"):
            said = [plain.locator(f".row {part}").nth(n).inner_text() for n in shown]
            drawn = [page.locator(f"#find-list .row {part}").nth(n).inner_text() for n in shown]
            assert said == drawn, path
        head = plain.locator("#first-find-headline").inner_text()
        assert page.locator("#find-headline").inner_text() == head


def test_what_is_typed_before_the_application_is_not_lost(visit):
    page = visit()
    held = []
    page.route("**/dash_renderer*", lambda route: held.append(route))
    page.open("/", wait_until="commit")
    field = page.locator("#first-find-q")
    field.fill("boulanger")
    field.focus()
    for _ in range(600):
        page.wait_for_timeout(100)
        if held:
            break
    held[0].continue_()
    expect(page.locator("#first")).to_have_count(0)
    expect(page.locator("#find-q")).to_have_value("boulanger")
    expect(page.locator("#find-q")).to_be_focused()
    expect(page.locator("#find-list .row").first).to_contain_text("oulang")


def test_a_link_of_the_first_page_leads_where_it_says(visit):
    page = visit()
    page.route("**/dash_renderer*", lambda route: None)
    page.open("/", wait_until="commit")
    page.locator(".first").get_by_role("link", name="Couverture et mobilité").click()
    expect(page).to_have_url(re.compile("/couverture$"))
    expect(page.locator(".first")).to_contain_text("habitants")


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_lines_break_where_they_will_before_the_font_has_come(visit, screen, offer):
    with_font, without = (visit(java_script_enabled=False, **screen) for _ in range(2))
    without.route("**/*.woff2*", lambda route: route.abort())
    for path in pages(offer):
        heights = []
        for page in (with_font, without):
            page.goto(path)
            page.evaluate("document.fonts.ready.then(() => null)")
            heights.append(page.get_by_role("main").evaluate("(main) => main.scrollHeight"))
        # A font of the machine as it is makes these pages up to a tenth longer.
        assert heights[1] == pytest.approx(heights[0], rel=0.02), path
