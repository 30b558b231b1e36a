"""The panels beside the map of coverage: read, driven by keyboard, dropped on, printed."""

import re

import pytest
from browser.checks import violations
from browser.conftest import PHONE
from playwright.sync_api import expect
from samples.our_csv import rows_in

from layouts.controls.coverage import PANELS

ASKED = "/couverture?domain=transport-logistique&level=3&mode=voiture&threshold=30"
WIDE = {"viewport": {"width": 1280, "height": 800}}
CONTENT = {
    "courbe": "#cover-curve h2",
    "mobilite": "#cover-mobility table",
    "complementarite": "#cover-pairs > *",
    "flux": "#cover-flow table",
    "mes-donnees": "#cover-own-file",
}
OWN = "code insee;Demandeurs d'emploi\n59350;1 200\n2381;35,5\n02026;4\n75056;9\nTotal;1249\n"

# Pixels of the layer of the classes that differ from its first one.
_COLOURS = """() => {
    const canvas = document.querySelector("#cover-map-frame .leaflet-fills-pane canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4 * 997) {
        if (data[i + 3] === 255) seen.add(data.slice(i, i + 3).join());
    }
    return [...seen];
}"""
_LINES = """() => {
    const { flows } = window.Atlas.map("cover-map");
    return flows ? flows.getLayers().filter((layer) => layer.getLatLngs).length : 0;
}"""


def open_panel(page, panel):
    page.goto(f"{ASKED}&onglet={panel}")
    page.wait_for_selector("#cover[data-drawn]")
    page.locator(CONTENT[panel]).first.wait_for()
    return page


def number(text):
    return int(re.sub(r"\D", "", text))


def drop(page, name="mes chiffres.csv", content=OWN):
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("#cover-own-file input[type=file]").set_input_files(file)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_with_each_panel_open(visit, size, subtests):
    first, *others = CONTENT
    page = open_panel(visit(**size), first)
    for panel in (first, *others):
        if panel in others:
            page.get_by_role("tab", name=PANELS[panel]).click()
            expect(page.locator(CONTENT[panel]).first).to_be_visible()
        with subtests.test(panel):
            assert violations(page) == []


def test_the_curves_follow_the_territories_that_one_chooses(visit):
    page = open_panel(visit(), "courbe")
    lines = page.locator("#cover-curve .scatterlayer .trace")
    expect(lines).to_have_count(3)
    page.get_by_role("textbox", name="Territoires, 4 au plus").click()
    page.get_by_role("option", name="Amiens", exact=True).click()
    expect(page.locator(".chart-summary")).to_contain_text("Amiens")
    expect(lines).to_have_count(2)
    page.keyboard.press("Escape")
    page.get_by_text("Voir les données").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Minutes;Hauts-de-France;Amiens;")


def test_a_hidden_panel_asks_the_server_for_nothing(visit):
    page = open_panel(visit(), "mobilite")
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    page.get_by_label("Seuil en minutes").fill("20")
    expect(page.locator("#cover-mobility")).to_contain_text("À 20")
    page.wait_for_load_state("networkidle")
    answers = re.findall(r'"output":"(?:\.\.)?(cover-[a-z]+)', " ".join(asked))
    assert set(answers) == {"cover-mobility", "cover-results"}
    assert page.locator("#cover-curve .js-plotly-plot").count() == 0
    assert page.locator("#cover-flow table").count() == 0


def test_the_longest_way_by_bicycle_changes_who_depends_on_a_car(visit):
    page = open_panel(visit(), "mobilite")
    before = number(page.locator("#cover-car-only").inner_text())
    page.get_by_label("À vélo, au plus").fill("2")
    expect(page.locator("#cover-mobility")).to_contain_text("2\u00a0km au plus")
    assert number(page.locator("#cover-car-only").inner_text()) > before


def test_flows_are_lines_from_communes_to_the_nearest_course(visit):
    page = open_panel(visit(), "flux")
    page.wait_for_selector('#cover[data-view="flows"]')
    page.wait_for_function(f"() => ({_LINES})() > 3000")
    box = page.get_by_label("Trajets vers la formation la plus proche")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"() => ({_LINES})() === 0")
    page.get_by_role("tab", name="Territoires").click()
    page.wait_for_selector('#cover:not([data-view="flows"])')


def test_one_s_own_figures_come_and_go_by_keyboard_alone(visit):
    page = visit()
    choosers = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))  # before it is needed
    open_panel(page, "mes-donnees")
    page.wait_for_function(f"() => ({_COLOURS})().length > 3")
    before = page.evaluate(_COLOURS)
    page.get_by_role("button", name="Choisir un fichier", exact=True).press("Enter")
    for _ in range(50):
        page.wait_for_timeout(100)
        if choosers:
            break
    (chooser,) = choosers
    file = {"name": "mes chiffres.csv", "mimeType": "text/csv", "buffer": OWN.encode()}
    chooser.set_files(file)
    own = page.locator("#cover-own")
    expect(own).to_contain_text("Demandeurs d'emploi")
    expect(own).to_contain_text("1\u00a0ligne d'une commune d'une autre année")
    expect(own).to_contain_text("2\u00a0lignes sans commune de la région")
    own.locator("summary").click()
    expect(own).to_contain_text("75056")
    expect(page.locator("#cover-legend-own")).to_be_visible()
    expect(page.locator("#cover-legend")).to_be_hidden()
    assert page.evaluate(_COLOURS) != before
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter (CSV)").last.press("Enter")
    rows = rows_in(download.value.path().read_bytes())
    assert {row["Code commune"] for row in rows} >= {"59350", "02381"}
    page.get_by_role("button", name="Retirer mes données").press("Enter")
    expect(page.locator("#cover-legend")).to_be_visible()
    expect(own).to_be_empty()


@pytest.mark.parametrize(
    ("content", "words"),
    [("nom;n\nLille;3\n", "Aucune colonne ne contient de codes"), ("", "vide"),
     ("code;n\n59350;beaucoup\n", "Aucune colonne de nombres")],
)  # fmt: skip
def test_an_absurd_file_gets_one_sentence_and_changes_nothing(visit, content, words):
    page = open_panel(visit(), "mes-donnees")
    drop(page, content=content)
    expect(page.locator("#cover-own-problem .notice")).to_contain_text(words)
    expect(page.locator("#cover-own")).to_be_empty()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.csv", "code;n\n" + "59350;1\n" * 300_000, "dépasse 2 Mo"),
     ("photo.png", "x", "ni un CSV ni un classeur")],
)  # fmt: skip
def test_what_is_too_large_or_no_table_is_not_even_sent(visit, name, content, words):
    page = open_panel(visit(), "mes-donnees")
    sent = []
    page.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")))
    drop(page, name, content)
    expect(page.locator("#cover-own-problem .notice")).to_contain_text(words)
    page.wait_for_load_state("networkidle")
    assert max(sent, default=0) < 100_000


def test_nothing_of_a_dropped_file_stays_for_the_next_visit(visit):
    page = open_panel(visit(), "mes-donnees")
    drop(page)
    expect(page.locator("#cover-own")).to_contain_text("Demandeurs")
    kept = page.evaluate("() => JSON.stringify([localStorage, sessionStorage])")
    assert "Demandeurs" not in kept
    page.reload()
    page.locator("#cover-own-file").wait_for()
    expect(page.locator("#cover-own")).to_be_empty()


@pytest.mark.parametrize("panel", ["territoires", *CONTENT])
def test_the_view_is_a_page_or_two_of_a4_with_its_map_and_all_its_rows(visit, panel):
    page = visit()
    page.goto(f"{ASKED}&onglet={panel}")
    page.wait_for_selector("#cover[data-drawn]")
    page.locator(CONTENT.get(panel, "#cover-zones table")).first.wait_for()
    expect(page.locator("#cover-print-foot")).to_contain_text("recensement")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    content = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) <= 2
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", content)
    assert len(re.findall(rb"/Subtype\s*/Image", content)) >= 3
    page.emulate_media(media="print")
    for selector in (".header", ".question", ".cover-tools", "[role=tablist]"):
        expect(page.locator(selector).first).to_be_hidden()
    for selector in ("#cover-print-head h2", "#cover-answer", "#cover-print-foot"):
        expect(page.locator(selector)).to_be_visible()
    if panel == "territoires":
        rows = page.locator("#cover-zones tbody tr")
        assert rows.evaluate_all("all => all.filter((row) => row.checkVisibility()).length") == 26
