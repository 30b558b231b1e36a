"""What a planner sees is in the address: opened elsewhere, each panel shows the same."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

ASKED = "/couverture?level=3&domain=transport-logistique&mode=voiture&threshold=30"

# What is set: the control's property and its value, then what the address says of it.
SET = {
    "cover-by": ("value", "departement", "by", "departement"),
    "cover-cross": ("value", "qpv", "croise", "qpv"),
    "cover-sort": ("data", "nom", "tri", "nom"),
    "cover-order": ("data", "mobilite.1.-2", "ordre", "mobilite.1.-2"),
    "cover-zoom": ("data", "spel:025", "zoom", "spel:025"),
    "cover-curve-level": ("value", "departement", "niveau_compare", "departement"),
    "cover-curve-zones": ("value", ["02"], "territoires", "02"),
    "cover-bicycle": ("value", 3, "velo_km", "3"),
    "cover-gaps-by-spel": ("checked", False, "par_spel", "non"),
    "cover-scenario": ("data", {"open": "02381:24"}, "open", "02381:24"),
    "cover-view": ("value", "difference", "vue", "difference"),
    "cover-pairs-minutes": ("value", 35, "proches_min", "35"),
    "cover-flow-layers": ("value", ["habitants"], "marques", "habitants"),
    "cover-best-p": ("value", 2, "p", "2"),
    "cover-best-least": ("value", 7000, "habitants_min", "7000"),
    "cover-best-candidates": ("value", "chosen", "candidates", "chosen"),
    "cover-best-chosen": ("value", ["02381"], "choisies", "02381"),
    "cover-best-inside": ("value", "spel:025", "dans", "spel:025"),
    "cover-best-priorities": ("value", ["frr"], "priorities", "frr"),
    "cover-best-demand": ("value", "20_64", "demande", "20_64"),
    "cover-best-places": ("value", 12, "places", "12"),
}

# Where each panel answers, and a part of its words that what is set brings.
PLACES = {
    "territoires": ("#cover-zones", "Commune avec un QPV"),
    "courbe": ("#cover-curve .chart-summary", "Aisne"),
    "mobilite": ("#cover-mobility", "3\u00a0km au plus"),
    "zones-blanches": ("#cover-gaps-computed", "Temps médian"),
    "simuler": ("#cover-simulation", "Hirson"),
    "complementarite": ("#cover-pairs", "35\u00a0min"),
    "flux": ("#cover-flow", "Les trois côte à côte"),
}

VIEW = """() => {
    const { leaflet } = window.Atlas.map("cover-map");
    const { lat, lng } = leaflet.getCenter();
    return [lat.toFixed(2), lng.toFixed(2), leaflet.getZoom().toFixed(1)];
}"""
# A machine that draws what is opened after the server has answered.
_DAWDLING = """window.ResizeObserver = class extends ResizeObserver {
    constructor(tell) { super((...seen) => setTimeout(() => tell(...seen), 1500)); }
};"""
_SET = "([id, name, value]) => window.dash_clientside.set_props(id, { [name]: value })"
_GET = "([id, name]) => window.dash_component_api.getLayout(id).props[name]"


def arguments(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def words_of(page):
    """Return what each panel says, once it says what was set."""
    told = {}
    for panel, (place, words) in PLACES.items():
        page.evaluate(_SET, ["cover-panel", "value", panel])
        shown = page.locator(place)
        expect(shown).to_contain_text(words)
        told[panel] = shown.inner_text()
    return told


def test_each_panel_reopens_as_it_was_left(visit):
    page = visit()
    page.goto(ASKED)
    page.wait_for_selector("#cover[data-drawn]")
    for id_, (name, value, parameter, text) in SET.items():
        page.evaluate(_SET, [id_, name, value])
        page.wait_for_function(
            "([name, text]) => new URLSearchParams(location.search).get(name) === text",
            arg=[parameter, text],
        )
    told, view, address = words_of(page), page.evaluate(VIEW), page.url

    again = visit()
    again.goto(address)
    again.wait_for_selector("#cover[data-drawn]")
    assert arguments(again) == arguments(page)
    for id_, (name, value, _, _) in SET.items():
        assert again.evaluate(_GET, [id_, name]) == value, id_
    assert again.evaluate(VIEW) == view
    brief = again.locator("#cover-brief").get_attribute("href")
    assert brief == "/couverture.pdf?" + urlsplit(address).query
    assert words_of(again) == told


_ROWS = "table => [...table.tBodies[0].rows].map((row) => row.innerText)"


@pytest.mark.parametrize("panel", ["mobilite", "flux"])
def test_a_table_of_a_panel_is_sorted_by_any_column_and_reopens_so(visit, panel):
    page = visit()
    page.goto(f"{ASKED}&onglet={panel}")
    table = page.locator(f"#cover-panel-panel-{panel} table[data-sorted]").last
    head = table.locator("thead .sort-head").first
    head.focus()
    page.keyboard.press("Enter")
    expect(table.locator("th").first).to_have_attribute("aria-sort", "ascending")
    page.wait_for_function(f"() => location.search.includes('ordre={panel}.')")
    file = page.locator(f"#cover-panel-panel-{panel} a[href*='.csv']").first
    file.dispatch_event("contextmenu")
    assert f"ordre={panel}." in file.get_attribute("href")
    page.get_by_label("Seuil en minutes").fill("25")  # the server draws the table again
    page.wait_for_url(re.compile("threshold=25"))

    again = visit()
    again.goto(page.url)
    sorted_again = again.locator(f"#cover-panel-panel-{panel} table[data-sorted]").last
    expect(sorted_again.locator("th").first).to_have_attribute("aria-sort", "ascending")
    rows = sorted_again.evaluate(_ROWS)
    assert rows[0].casefold() < rows[-1].casefold()
    # The first page has the same, once its answer of 25 minutes is there.
    page.wait_for_function(
        f"""rows => {{
            const tables = document.querySelectorAll("#cover-panel-panel-{panel} [data-sorted]");
            return JSON.stringify(({_ROWS})([...tables].at(-1))) === JSON.stringify(rows);
        }}""",
        arg=rows,
    )
    assert page.locator("thead .sort-head .sort-head").count() == 0


def test_a_scenario_is_told_once_its_panel_is_opened(visit):
    page = visit()
    page.add_init_script(_DAWDLING)
    page.goto(f"{ASKED}&open=02381:24&candidates=chosen&choisies=02381")
    expect(page.locator("#cover-simulation")).to_have_count(0)
    page.get_by_role("tab", name="Simuler").click()
    expect(page.locator("#cover-simulation")).to_contain_text("Hirson")
    expect(page.locator("#cover-simulate-tools")).to_be_visible()
    expect(page.locator("#cover-best-chosen-box")).to_be_visible()
    expect(page.locator("#cover-best-least-box")).to_be_hidden()
    expect(page.locator("#cover-best-stop")).to_be_hidden()
