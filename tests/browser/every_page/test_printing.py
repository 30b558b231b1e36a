"""The search on paper is its question and its whole list, in its order."""

import pytest
from browser.conftest import PHONE
from browser.finder import Finder, plain
from playwright.sync_api import expect

SEARCH = "/?q=cuisine&voie=scolaire&lieu=62041&mode=voiture&max_minutes=90"


def test_the_paper_has_the_question_and_every_course_in_order(visit):
    for size in ({}, PHONE):
        finder = Finder(visit(**size)).open(SEARCH, lieu="62041")
        page = finder.page
        rows = finder.rows()
        page.emulate_media(media="print")
        paper = page.locator("#find-paper")
        expect(paper.locator("tbody tr")).to_have_count(min(200, len(rows)))
        assert paper.locator("tbody th").all_inner_texts() == [row.title for row in rows][:200]
        words = plain(paper.inner_text())
        assert (
            "« cuisine » ; depuis Arras (62000), voiture, 90 min au plus ; Voie scolaire" in words
        )
        assert f"{len(rows)} formations" in words
        assert "lieu=62041" in words
        expect(page.locator("#find-list")).to_be_hidden()
        expect(page.locator("#find-map-frame")).to_be_hidden()
        page.emulate_media(media="screen")
        expect(paper).to_be_hidden()
        expect(page.locator("#find-list")).to_be_visible()


def test_a_long_list_says_what_is_left_out(visit):
    page = Finder(visit()).open("/").page
    page.emulate_media(media="print")
    expect(page.locator("#find-paper tbody tr")).to_have_count(200)
    expect(page.locator("#find-paper")).to_contain_text("autres formations")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_an_exact_position_is_not_on_paper(visit):
    page = visit(geolocation={"latitude": 50.289, "longitude": 2.777}, permissions=["geolocation"])
    finder = Finder(page).open("/?q=cuisine")
    page.get_by_role("button", name="Autour de moi").click()
    finder.settle(lieu="62041")
    page.emulate_media(media="print")
    expect(page.locator("#find-paper tbody tr").first).to_be_visible()
    words = page.locator("#find-paper").inner_text()
    assert "50.2" not in words
    assert "2.77" not in words


@pytest.mark.parametrize(
    "address",
    [
        "/couverture?onglet=courbe",
        "/territoire/region/32",
        "/territoire/spel/621/mois",
        "/territoire/contrat/ambition-1",
        "/selection",
    ],
)
def test_the_button_prints(visit, address):
    page = visit()
    page.goto(address)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.locator("[data-print]").first.press("Enter")
    assert page.evaluate("window.printed") == 1


PAPER = {"width": 702, "height": 1000}  # pixels of what an A4 page holds between its margins

# Tables and texts that a page would cut, by how much.
_CUT = """() => [...document.querySelectorAll("table, .table-scroll, pre")]
    .filter((node) => node.checkVisibility())
    .map((node) => [node.className || node.tagName, Math.round(Math.max(
        node.getBoundingClientRect().right - document.documentElement.clientWidth,
        getComputedStyle(node).overflowX === "visible" ? 0 : node.scrollWidth - node.clientWidth))])
    .filter(([, cut]) => cut > 2)"""


def on_paper(page):
    """Show a page as a sheet of A4 has it."""
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)


@pytest.mark.parametrize(
    "address",
    [
        "/couverture?onglet=zones-blanches",
        "/tensions",
        "/territoire/spel/627?avec=spel:621,spel:622,departement:62",
        "/territoire/spel/627/flux",
        "/territoire/spel/627/publics",
        "/territoire/contrat/ambition-1",
        "/territoire/contrat/indicateurs",
        "/donnees",
    ],
)
def test_no_table_is_cut_on_paper(visit, address):
    page = visit()
    page.goto(address)
    page.locator("#first").wait_for(state="detached")
    page.locator("table:visible").first.wait_for()
    on_paper(page)
    assert page.evaluate(_CUT) == []


@pytest.mark.parametrize("panel", ["territoires", "flux"])
def test_the_map_of_coverage_has_its_legend_beside_it_on_paper(visit, panel):
    page = visit()
    page.goto(f"/couverture?onglet={panel}")
    page.wait_for_selector("#cover[data-drawn]")
    page.locator(".cover-panels table:visible").first.wait_for()
    on_paper(page)
    frame, legend, rows = (
        page.locator(selector).bounding_box()
        for selector in ("#cover-map-frame", ".cover-map .map-legend", ".cover-panels")
    )
    assert legend["x"] >= frame["x"] + frame["width"]
    assert legend["height"] > 0
    assert rows["y"] >= frame["y"] + frame["height"]


def test_sources_folded_on_screen_are_read_on_paper(visit):
    page = visit()
    page.goto("/territoire/spel/627?avec=spel:621")
    source = page.locator(".territory-compare .figure-details dd").first
    expect(source).to_be_hidden()
    on_paper(page)
    expect(source).to_be_visible()
