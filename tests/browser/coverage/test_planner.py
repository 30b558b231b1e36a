"""A planner finds where a course is out of reach, tries an opening, and takes the figures away."""

import re
from pathlib import Path

import pytest
from browser.checks import violations
from playwright.sync_api import expect
from samples.our_csv import rows_in

TRANSPORT = "/couverture?domain=transport-logistique&level=3&mode=voiture&threshold=30"
VERVINS = "spel:025"


@pytest.fixture
def page(visit):
    return visit()


def number(text):
    """The number of a cell; its band, when it has one, is on a line of its own below."""
    return int(re.sub(r"\D", "", text.splitlines()[0]))


def figure(page, selector):
    return number(page.locator(selector).inner_text())


def tab(page, name):
    page.get_by_role("tab", name=name).click()


def beyond_in(page, zone):
    """People out of reach in a territory, as the ranked table says."""
    return number(page.locator(f'#cover-zones tr[data-zone="{zone}"] td').first.inner_text())


def open_course(page, typed, name, places=None):
    page.get_by_label("Ouvrir une formation à").first.press_sequentially(typed)
    page.get_by_role("option", name=name, exact=True).click()
    if places is not None:
        page.get_by_label("Places (facultatif)").fill(str(places))
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    change = page.locator(".changes li", has_text=name)
    expect(change).to_be_visible()


def find_best(page, p):
    page.get_by_label("Ouvertures").first.fill(str(p))
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("button", name="Chercher")).to_be_visible()
    expect(page.locator("#cover-best-status")).to_have_text("")


def best_for(page, people):
    page.locator("#cover-best-demand").click()
    page.get_by_role("option", name=people, exact=True).click()


def rows_of(download):
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return rows_in(content)


def exported(page, selector):
    with page.expect_download() as download:
        page.locator(selector).click()
    return rows_of(download)


def total(rows, column):
    return sum(int(row[column] or 0) for row in rows)


def test_what_a_planner_does(page):
    page.goto("/couverture")
    for menu, choice in [("domain", "Transport et logistique"), ("level", "Niveau 3 (CAP)")]:
        page.locator(f"#cover-{menu}-menu summary").click()
        page.get_by_role("checkbox", name=choice).check()
        page.keyboard.press("Escape")
    expect(page.get_by_label("Seuil en minutes")).to_have_value("30 min")
    page.wait_for_url(re.compile("domain=transport-logistique&level=3"))
    expect(page.locator("#cover-answer .answer-offer")).to_contain_text("formations sur place")
    asked = page.request.get(
        "/api/v1/coverage" + TRANSPORT.removeprefix("/couverture") + "&by=spel"
    )
    rows = asked.json()["rows"]
    assert len(rows) == 26
    expect(page.locator("#cover-beyond")).to_have_text(
        re.compile(spaced(sum(row["beyond_population"] for row in rows)))
    )
    before, region = beyond_in(page, VERVINS), figure(page, "#cover-beyond")
    assert before == next(r for r in rows if r["code"] == "025")["beyond_population"] > 0

    # One course in Vervins.
    tab(page, "Simuler")
    open_course(page, "verv", "Vervins (02140)")
    gained = figure(page, "#cover-gained")
    assert gained > 0
    expect(page.locator("#cover-simulation")).to_contain_text("0 perdu")
    assert "open=02789" in page.url
    expect(page.locator("#cover-beyond")).to_have_text(re.compile(spaced(region - gained)))
    here = page.locator(f'#cover-simulate-zones tr[data-zone="{VERVINS}"] td')
    then, now, won, lost = (number(text) for text in here.all_inner_texts()[:4])
    assert (then, now, lost) == (before, before - won, 0)
    tab(page, "Territoires")
    assert beyond_in(page, VERVINS) == now < before

    # The best three places for what is left.
    tab(page, "Simuler")
    best_for(page, "Toute la population")  # the people that the rest of the page counts
    find_best(page, 3)
    announced = figure(page, "#cover-best-people")
    assert page.locator("[data-best]").count() == 3
    expect(page.locator("#cover-best-found")).to_contain_text("couverture maximale")
    best = exported(page, "#cover-best-csv")
    proposed = [row for row in best if row["Rôle"] == "proposée"]  # others have no gain of theirs
    assert total(best, "Gagnés") == int(proposed[-1]["Gagnés ensemble"]) == announced
    page.get_by_role("button", name="Simuler ces ouvertures").click()
    left = region - gained - announced
    expect(page.locator("#cover-beyond")).to_have_text(re.compile(spaced(left)))
    expect(page.locator(".changes li")).to_have_count(4)
    assert figure(page, "#cover-gained") == gained + announced
    simulated = exported(page, "#cover-simulate-csv")
    assert total(simulated, "Gagnés") - total(simulated, "Perdus") == gained + announced
    assert total(simulated, "Hors d'atteinte après") == left

    # Both lists, with the figures of the screen.
    tab(page, "Zones blanches")
    expect(page.locator("#cover-gaps-people")).to_have_text(re.compile(spaced(left)))
    zones = exported(page, "#cover-gaps-csv")
    assert {row["Liste"] for row in zones} == {"calculée"}
    assert total(zones, "Population hors d'atteinte") == left
    tab(page, "Territoires")
    ranked = exported(page, "#cover-zones-csv")
    assert len(ranked) == 26
    assert total(ranked, "Population hors d'atteinte") == left
    assert total(ranked, "Population") == total(simulated, "Population")


def test_where_to_open_is_put_before_a_meeting_and_reopened(page, visit):
    page.goto(TRANSPORT)
    page.locator("#cover-zones tr[data-zone] button").first.click()
    page.wait_for_url(re.compile("zoom=spel"))
    tab(page, "Simuler")
    page.get_by_label("Habitants, au moins").fill("5001")
    page.get_by_label("Habitants, au moins").blur()
    page.wait_for_url(re.compile("habitants_min=5001"))
    find_best(page, 3)
    page.wait_for_url(re.compile("ou_ouvrir=oui"))
    found = page.locator("#cover-best-found")
    expect(found).to_contain_text("habitants de moins de 20 ans")
    assert found.locator("[data-best]").count() == 3
    expect(found.locator(".best-others")).to_have_count(3)
    expect(found.locator(".best-others", has_text="de moins").first).to_be_visible()
    expect(found).to_contain_text("Effet par SPEL")
    expect(page.locator(".proposed-marker")).to_have_count(3)
    words, address = found.inner_text(), page.url
    brief = page.request.get(page.locator("#cover-brief").get_attribute("href"))
    assert brief.body().startswith(b"%PDF")

    again = visit()
    again.goto(address)
    expect(again.locator("#cover-best-people")).to_be_visible()
    expect(again.locator("#cover-best-status")).to_have_text("")
    assert again.locator("#cover-best-found").inner_text() == words
    assert again.url == address
    again.get_by_label("Ouvertures").first.fill("2")  # another question: its answer is not known
    again.wait_for_url(re.compile("[?&]p=2"))
    expect(again.locator("#cover-best-people")).to_have_count(0)
    assert "ou_ouvrir" not in again.url


def spaced(value):
    """A pattern for a number as French writes it."""
    return r"(?<!\d)" + re.sub(r"\D", r"\\s", f"{value:,}") + r"(?!\d)"


def test_a_link_reopens_the_simulation_and_its_map(page):
    page.goto(TRANSPORT + "&open=02789:24&onglet=simuler&vue=difference")
    expect(page.locator(".changes")).to_contain_text("Ouverture à Vervins (02140), 24 places")
    expect(page.locator("#cover-simulation")).to_contain_text("Places pour 1 000")
    expect(page.locator("#cover-legend-difference")).to_be_visible()
    expect(page.locator("#cover-legend")).to_be_hidden()
    page.get_by_role("button", name="Retirer").click()
    expect(page.locator("#cover-simulation")).to_have_text(re.compile("Aucun changement"))
    expect(page.locator("#cover-legend")).to_be_visible()
    assert "open=" not in page.url
    page.go_back()
    expect(page.locator(".changes")).to_contain_text("Vervins")


def test_a_site_is_closed_or_resized_by_name(page):
    page.goto(TRANSPORT + "&onglet=simuler")
    site = page.locator("#cover-site")
    page.get_by_role("button", name="Fermer", exact=True).click()
    expect(page.locator("#cover-simulate-problem")).to_contain_text("Choisissez d'abord")
    site.click()
    site.press_sequentially("laon")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Fermer", exact=True).click()
    expect(page.locator(".changes")).to_contain_text("Fermeture")
    expect(page.locator("#cover-simulate-problem")).to_have_text("")
    site.click()
    page.get_by_role("option").first.click()
    page.get_by_label("Nouveau nombre de places").fill("100")
    page.get_by_role("button", name="Changer les places").click()
    expect(page.locator(".changes")).to_contain_text("100 places")
    assert "close=" in page.url
    assert ":100" in page.url


def test_a_commune_clicked_on_the_map_opens_a_course(page):
    page.goto(TRANSPORT)
    frame = page.locator("#cover-map-frame[data-ready]")
    expect(page.locator("#cover[data-drawn]")).to_be_attached()
    frame.click(position={"x": 500, "y": 400})
    page.get_by_role("button", name="Simuler une ouverture ici").click()
    expect(page.locator(".changes")).to_contain_text("Ouverture à")
    expect(page.get_by_role("tab", name="Simuler")).to_have_attribute("aria-selected", "true")


def test_everything_of_the_simulation_is_done_by_keyboard(page):
    page.goto(TRANSPORT + "&onglet=simuler")
    place = page.get_by_label("Ouvrir une formation à").first
    expect(page.locator("#cover-simulation")).to_contain_text("Aucun changement")
    place.focus()
    page.keyboard.type("Hirson (02500)")
    page.keyboard.press("Enter")
    remove = page.get_by_role("button", name="Retirer : Ouverture à Hirson (02500)")
    expect(remove).to_be_visible()
    remove.focus()
    page.keyboard.press("Enter")
    expect(remove).to_have_count(0)
    expect(page.locator("#cover-simulation")).to_be_focused()
    page.get_by_role("button", name="Chercher").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cover-best-people")).to_be_visible()
    page.get_by_role("button", name="Simuler ces ouvertures").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".changes li")).to_have_count(3)


def test_a_better_answer_leaves_the_focus_where_it_was(page):
    page.goto(TRANSPORT + "&onglet=simuler")
    page.get_by_role("button", name="Chercher").click()
    simulate = page.get_by_role("button", name="Simuler ces ouvertures")
    expect(simulate).to_be_visible()
    expect(page.get_by_role("button", name="Arrêter")).to_be_hidden()
    # A search whose next line comes while the reader is on a button of the first.
    page.evaluate("""() => {
        const { props } = window.dash_component_api.getLayout("cover-best-found");
        const line = JSON.stringify({ children: props.children }) + "\\n";
        window.fetch = () => Promise.resolve(new Response(new ReadableStream({
            async start(stream) {
                stream.enqueue(new TextEncoder().encode(line));
                await new Promise((next) => { window.nextLine = next; });
                stream.enqueue(new TextEncoder().encode(line));
                stream.close();
            },
        })));
    }""")
    page.get_by_role("button", name="Chercher").click()
    expect(simulate).to_be_visible()
    simulate.focus()
    simulate.evaluate("(button) => { button.dataset.old = 'yes'; window.nextLine(); }")
    expect(page.locator("[data-old]")).to_have_count(0)
    expect(simulate).to_be_focused()


def test_a_place_that_is_not_in_the_region_is_said(page):
    page.goto(TRANSPORT + "&onglet=simuler")
    page.get_by_label("Ouvrir une formation à").first.fill("Marseille")
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.locator("#cover-simulate-problem")).to_contain_text("Marseille")
    assert "open=" not in page.url


def test_a_search_that_is_stopped_says_so(page):
    page.goto(TRANSPORT + "&onglet=simuler")
    # A reply that begins and never ends, as a long search does.
    page.evaluate("""() => {
        const { fetch } = window;
        window.fetch = (address, options) => !String(address).includes("ou-ouvrir")
            ? fetch(address, options)
            : Promise.resolve(new Response(new ReadableStream({
                start(stream) {
                    const line = JSON.stringify({ status: "Recherche en cours…" });
                    stream.enqueue(new TextEncoder().encode(line + "\\n"));
                    const { signal } = options;
                    signal.addEventListener("abort", () => stream.error(signal.reason));
                },
            })));
    }""")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator("#cover-best-status")).to_have_text("Recherche en cours…")
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator("#cover-best-status")).to_contain_text("Recherche arrêtée")
    expect(page.get_by_role("button", name="Chercher")).to_be_visible()
    expect(page.get_by_role("button", name="Arrêter")).to_be_hidden()


LIST = "zone;commune;note\nThiérache;02789;\n;02381;\n;99999;nulle part\n"


def test_a_list_of_one_s_own_stays_in_the_browser(page, tmp_path):
    page.goto(TRANSPORT + "&onglet=zones-blanches")
    declared = page.locator("#cover-gaps-declared")
    expect(declared).to_contain_text("Aucune zone déclarée")
    file = Path(tmp_path / "ma-liste.csv")
    file.write_text(LIST, "utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Charger ma liste").click()
    chooser.value.set_files(file)
    expect(declared).to_contain_text("Thiérache")
    expect(declared).to_contain_text("99999")
    zones = exported(page, "#cover-gaps-csv")
    (mine,) = [row for row in zones if row["Liste"] == "déclarée"]
    assert (mine["Zone"], mine["Communes"], mine["Source"]) == ("Thiérache", "2", "ma-liste.csv")
    page.get_by_role("button", name="Revenir à la liste de la région").click()
    expect(declared).to_contain_text("Aucune zone déclarée")
    page.reload()
    expect(declared).to_contain_text("Aucune zone déclarée")


def test_a_zone_brings_the_map_there(page):
    page.goto(TRANSPORT + "&onglet=zones-blanches")
    expect(page.locator("#cover-map-frame[data-ready]")).to_be_attached()
    zoom = 'window.Atlas.map("cover-map").leaflet.getZoom()'
    row = page.locator("tr[data-blank] button").last
    expect(row).to_be_visible()
    before = page.evaluate(zoom)
    row.click()
    page.wait_for_function(f"() => {zoom} > {before}")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize(
    ("panel", "shown"),
    [
        ("simuler&open=02789:24&vue=difference", "#cover-gained"),
        ("zones-blanches", "#cover-gaps-people"),
    ],
    ids=["simuler", "zones"],
)
def test_axe_finds_nothing_in_the_panels(visit, panel, shown, size):
    page = visit(viewport={"width": size[0], "height": size[1]})
    page.goto(f"{TRANSPORT}&onglet={panel}")
    expect(page.locator(shown)).to_be_visible()
    if "simuler" in panel:
        find_best(page, 2)
        expect(page.locator("#cover-best-people")).to_be_visible()
    assert violations(page) == []
    if "simuler" in panel:
        page.locator("#cover-site").click()
        expect(page.get_by_role("option").first).to_be_visible()
        assert violations(page) == []
