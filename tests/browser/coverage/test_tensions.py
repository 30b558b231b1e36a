"""« Métiers en tension » as a planner drives it: by mouse, by keyboard, by its address."""

import re
import shutil
import subprocess
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from atlases.needs import links, tensions
from browser.checks import violations
from browser.conftest import PHONE
from conftest import serve
from playwright.sync_api import expect

from app import create_app
from loaders.store.regional import Meta, read_store, write_store
from settings import Settings

WIDE = {"viewport": {"width": 1280, "height": 800}}
PANELS = ["metiers", "quadrant", "eloignes", "metier", "dix", "avenir"]
_FILLED = """() => window.Atlas.map("tension-map")?.choropleth?._classes?.length || 0"""


@pytest.fixture(scope="session")
def needs_server(store_address, tmp_path_factory):
    """A server of the demonstration's courses beside the small atlas's needs."""
    address = str(shutil.copytree(store_address, tmp_path_factory.mktemp("needs") / "store"))
    old = read_store(address)
    meta = Meta(**{name: getattr(old.manifest, name) for name in Meta.__dataclass_fields__})
    north = old.communes["departement"].isin(["59", "62"])
    communes = old.communes.assign(bmo_basin=north.map({True: "B1", False: "B2"}))
    basins = old.zones[old.zones["level"] == "departement"].head(2)
    basins = basins.assign(level="bmo_basin", code=["B1", "B2"], name=["UN", "DEUX"])
    tension = tensions().assign(code=lambda t: t["code"].replace("99", "32"))
    tables = replace(
        old,
        communes=communes,
        zones=pd.concat([old.zones, basins], ignore_index=True),
        tension=tension,
        crosswalks=links(),
    )
    write_store(address, tables, meta)
    server, stop = serve(create_app(Settings(store=address)))
    yield server
    stop()


def opened(page, search=""):
    page.goto(f"/tensions{search}")
    page.wait_for_selector("#tensions[data-asked]")
    expect(page.locator("#tension-answer .source").last).to_be_visible()
    return page


def asked(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def tab(page, panel):
    return page.locator(f"[role=tab][id$='-{panel}']")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(visit, needs_server, size, subtests):
    page = opened(visit(needs_server, **size), "?metier=V0Z60")
    for panel in PANELS:
        tab(page, panel).click()
        page.wait_for_timeout(600)
        with subtests.test(panel):
            assert violations(page) == []
            width = page.evaluate("document.getElementById('tensions').scrollWidth")
            assert width <= size["viewport"]["width"]


def test_six_columns_are_shown_and_the_rest_on_demand(visit, needs_server):
    page = opened(visit(needs_server))
    titles = page.locator("#tension-metiers .needs-table thead tr:last-child th")
    expect(titles).to_have_count(6)
    page.get_by_label("Montrer toutes les colonnes").check()
    expect(titles).to_have_count(17)
    expect(page.get_by_role("columnheader", name="Places pour 100 projets")).to_be_visible()
    assert "colonnes=oui" in page.url


def test_axe_finds_nothing_in_the_demonstration(visit):
    page = opened(visit())
    expect(
        page.get_by_text("Les tensions et les besoins de recrutement ne sont pas")
    ).to_be_visible()
    expect(page.locator(".top-table tbody tr")).to_have_count(10)
    assert violations(page) == []
    page.get_by_role("link", name="Charger les données officielles").last.click()
    expect(page.locator("#charger")).to_be_visible()


def test_the_address_holds_what_is_seen_and_the_history_goes_back(visit, needs_server):
    page = opened(visit(needs_server))
    row = page.locator("tr[data-metier=V0Z60]")
    expect(row).to_contain_text("Aides-soignants")
    page.locator("#tension-place").click()
    page.get_by_role("option", name="Un", exact=True).click()
    expect(page.locator("#tension-answer")).to_contain_text("Un (France Travail 2021)")
    assert asked(page)["code"] == "B1"
    expect(row.locator("td").nth(2)).to_have_text("100")
    tab(page, "quadrant").click()
    expect(page.locator("#tension-quadrant svg .point")).not_to_have_count(0)
    assert asked(page)["onglet"] == "quadrant"
    link = page.url
    page.go_back()
    expect(tab(page, "metiers")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(page.locator("#tension-answer")).not_to_contain_text("Un (France Travail")

    other = opened(visit(needs_server), link.removeprefix(f"{needs_server}/tensions"))
    expect(other.locator("#tension-quadrant svg .point")).not_to_have_count(0)
    expect(other.locator("#tension-place")).to_have_value("Un")


# What is set: the control's property and its value, then what the address says of it.
SET = {
    "tension-place": ("value", "bmo_basin:B1", "code", "B1"),
    "tension-threshold": ("value", 25, "threshold", "25"),
    "tension-mode": ("value", "velo", "mode", "velo"),
    "tension-sort": ("value", "projets", "tri", "projets"),
    "tension-every": ("checked", True, "tous", "oui"),
    "tension-columns": ("checked", True, "colonnes", "oui"),
    "tension-metier": ("value", "V0Z60", "metier", "V0Z60"),
    "tension-shown": ("value", "projects", "shown", "projects"),
}
# What each tab says, and a part of it that the question brings.
TOLD = {
    "metiers": ("#tension-metiers", "Aides-soignants"),
    "quadrant": ("#tension-quadrant-data", "Aides-soignants"),
    "eloignes": ("#tension-far", "métier"),
    "metier": ("#tension-metier-answer", "Bassin par bassin"),
    "dix": ("#tension-panel-panel-dix", "Les dix métiers"),
}
_SET = "([id, name, value]) => window.dash_clientside.set_props(id, { [name]: value })"
_GET = "([id, name]) => window.dash_component_api.getLayout(id).props[name]"


def told_by_tabs(page):
    told = {"answer": page.locator("#tension-answer").inner_text()}
    for panel, (place, words) in TOLD.items():
        tab(page, panel).click()
        shown = page.locator(place)
        expect(shown).to_contain_text(words)
        page.wait_for_timeout(500)  # the answer to the last question may be on its way
        told[panel] = shown.inner_text()
    return told


def test_each_tab_reopens_as_it_was_left(visit, needs_server):
    page = opened(visit(needs_server))
    for id_, (name, value, parameter, text) in SET.items():
        page.evaluate(_SET, [id_, name, value])
        page.wait_for_function(
            "([name, text]) => new URLSearchParams(location.search).get(name) === text",
            arg=[parameter, text],
        )
    expect(page.locator("#tension-answer")).to_contain_text("25\u00a0min à vélo")
    told, address = told_by_tabs(page), page.url

    again = opened(visit(needs_server), f"?{urlsplit(address).query}")
    for id_, (name, value, _, _) in SET.items():
        assert again.evaluate(_GET, [id_, name]) == value, id_
    assert told_by_tabs(again) == told


def test_the_quadrant_is_driven_by_keys(visit, needs_server):
    page = opened(visit(needs_server), "?onglet=quadrant&level=bmo_basin&code=B1")
    point = page.locator("#tension-quadrant .point").first
    expect(point).to_be_visible()
    tab(page, "quadrant").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('point')"):
            break
    expect(point).to_be_focused()
    told = point.get_attribute("aria-label")
    assert "places pour" in told
    expect(page.locator("#tension-quadrant-told")).to_have_text(told)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    expect(point).to_be_focused()
    # Drawn anew for another width, it keeps what was reached.
    page.set_viewport_size({"width": 1000, "height": 800})
    expect(page.locator("#tension-quadrant:not([data-width='0']) .point:focus")).to_have_count(1)
    expect(page.locator("#tension-quadrant-told")).to_have_text(told)
    key = point.get_attribute("data-key")
    page.keyboard.press("Enter")
    expect(tab(page, "metier")).to_be_focused()
    page.wait_for_url(re.compile(rf"[?&]metier={key}\b"))
    # No corner has no name.
    tab(page, "quadrant").click()
    names = page.locator("#tension-quadrant .corner-name").all_text_contents()
    assert len(names) == 4
    assert all(name.startswith(("Tendu", "Peu tendu")) for name in names)


def test_a_metier_on_the_map_says_secret(visit, needs_server):
    page = opened(visit(needs_server))
    page.locator("tr[data-metier=V0Z60] button").click()
    expect(page.locator("#tension-metier-answer h2")).to_have_text("Aides-soignants")
    page.wait_for_function(f"() => ({_FILLED})() > 3000")
    page.locator("#tension-shown").click()
    page.get_by_role("option", name="Projets de recrutement").click()
    expect(page.locator("#tension-legend")).to_contain_text("secret statistique")
    expect(page.locator("tr[data-basin=B2]")).to_contain_text("secret")
    assert asked(page) | {"shown": "projects"} == asked(page)


def test_a_basin_of_a_list_opens(visit, needs_server):
    page = opened(visit(needs_server), "?onglet=eloignes&threshold=0")
    page.locator("#tension-far button[data-open-place]").first.click()
    expect(page.locator("#tension-answer")).to_contain_text("France Travail 2021")
    assert asked(page)["level"] == "bmo_basin"
    assert asked(page)["onglet"] == "eloignes"


def test_the_wide_table_fits_a_desk_and_scrolls_by_keyboard_on_a_phone(visit, needs_server):
    frame = "[role=region][aria-label^='Métiers, tension']"
    page = opened(visit(needs_server, **WIDE))
    room = "one => one.scrollWidth - one.clientWidth"
    expect(page.locator(f"{frame} tbody tr").first).to_be_visible()
    assert page.locator(frame).evaluate(room) == 0
    page = opened(visit(needs_server, **PHONE))
    name, frame = page.locator(f"{frame} tbody th").first, page.locator(frame)
    expect(name).to_be_visible()
    before = name.bounding_box()["x"]
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=frame.element_handle())
    assert name.bounding_box()["x"] == before
    shadow = "one => getComputedStyle(one).backgroundAttachment"
    assert set(frame.evaluate(shadow).split(", ")) >= {"local", "scroll"}


def test_what_the_address_gets_wrong_is_told(visit, needs_server):
    page = opened(visit(needs_server), "?threshold=loin&code=B9&level=bmo_basin")
    expect(page.get_by_text("nombre entier de minutes")).to_be_visible()
    expect(page.get_by_text("le code « B9 »")).to_be_visible()


def test_every_page_of_the_paper_is_on_its_side(visit, needs_server):
    page = opened(visit(needs_server, **WIDE))
    sizes = re.findall(rb"/MediaBox\s*\[0 0 (\d+)[.\d]* (\d+)", page.pdf(prefer_css_page_size=True))
    assert sizes
    assert all(int(width) > int(height) for width, height in sizes)


def test_tense_metiers_without_a_course_of_a_basin_are_put_before_a_meeting(
    visit, needs_server, tmp_path
):
    page = opened(visit(needs_server), "?threshold=0")
    page.locator("#tension-place").fill("un")  # found by typing
    page.get_by_role("option", name="Un", exact=True).click()
    tab(page, "eloignes").click()
    rows = page.locator("#tension-far tbody th")
    expect(rows.first).to_be_visible()
    names = [text.splitlines()[0] for text in rows.all_inner_texts()]
    brief = page.request.get(page.locator("#tension-brief").get_attribute("href"))
    file = tmp_path / "note.pdf"
    file.write_bytes(brief.body())
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    text = " ".join(told.stdout.decode().split())
    for words in ("n'ont aucune formation proche ?", "Sources et âge", "Rouvrir cette vue"):
        assert words in text.replace("’", "'"), words
    assert any(name in text for name in names)

    again = opened(visit(needs_server), page.url.removeprefix(f"{needs_server}/tensions"))
    expect(again.locator("#tension-far tbody th")).to_have_count(rows.count())
    far = "document.querySelector('#tension-far').innerText"
    assert again.evaluate(far) == page.evaluate(far)
