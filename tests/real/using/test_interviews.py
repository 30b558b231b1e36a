"""Five interviews on the real files, each to a printed sheet and a link opened by someone else."""

import re
import subprocess

import pytest
from browser.conftest import PHONE
from browser.finder import Finder, plain
from conftest import serve
from playwright.sync_api import Page, expect

from app import create_app
from settings import Settings

WIDE = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="module")
def address(real_address):
    """The address of a server over the store of all the real files."""
    address, stop = serve(create_app(Settings(store=str(real_address))))
    yield address
    stop()


@pytest.fixture
def person(address, visit):
    """The first page, for someone who comes with a question; `person(**PHONE)` on a telephone."""
    return lambda **size: Finder(visit(address, **(size or WIDE))).open()


def ask(finder: Finder, words: str, typed: str, place: str) -> None:
    """Type what is looked for, and choose from where."""
    finder.text.fill(words)
    finder.text.press("Escape")
    finder.choose_place(typed, place)


def keep(page: Page, title: str) -> str:
    """Keep the first course of the list that has these words; returns its id."""
    row = page.locator("#find-list .row", has_text=title).first
    button = row.locator(".keep")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    return button.get_attribute("data-keep")


def selected(page: Page, ids: list[str]) -> str:
    """Open the selection; returns its words once these courses are side by side."""
    page.locator("#nav-selection").click()
    page.wait_for_selector("#selection[data-drawn]")
    expect(page.locator(".written-address")).to_contain_text(f"formations={','.join(ids)}")
    return plain(page.locator("#selection").inner_text())


def sheets(page: Page) -> list[str]:
    """Return the words of each page of the PDF that the person leaves with."""
    link = page.get_by_role("link", name="Fiches en PDF (A4)").get_attribute("href")
    reply = page.request.get(link)
    assert reply.headers["content-type"] == "application/pdf"
    command = ["pdftotext", "-", "-"]
    text = subprocess.run(command, input=reply.body(), capture_output=True, check=True).stdout
    return [plain(one) for one in text.decode().split("\f") if one.strip()]


def reopened(visit, address: str, page: Page, ids: list[str], **size) -> str:
    """Open the link of a selection in a fresh browser; returns its words."""
    other = visit(address, **(size or WIDE))
    other.goto(page.url)
    other.wait_for_selector("#selection[data-drawn]")
    links = other.locator(".compared thead a").all()
    assert [re.search(r"/formation/([^?]+)", a.get_attribute("href"))[1] for a in links] == ids
    return plain(other.locator("#selection").inner_text())


def test_an_aide_soignante_from_fourmies_without_a_car(person, address, visit):
    finder = person()
    ask(finder, "aide-soignante", "fourm", "Fourmies (59610)")
    page = finder.page
    page.get_by_role("textbox", name="Déplacement").click()
    page.get_by_role("option", name="Vélo").click()
    finder.settle(q="aide-soignante", lieu="59249", mode="velo")
    # What is within reach is not the diploma: where the diploma is, is said.
    assert "DE Aide-soignant : le plus proche à 1 h 08 en voiture, Denain" in finder.notices
    assert "Cambrai" in finder.notices
    page.get_by_role("textbox", name="Déplacement").click()
    page.get_by_role("option", name="Voiture").click()
    finder.settle(mode="voiture")
    page.get_by_role("button", name=re.compile("Aller jusqu")).first.click()
    finder.settle(max_minutes="68")
    ids = [keep(page, "DE Aide-soignant")]
    words = selected(page, ids)
    assert "Denain" in words
    assert "depuis Fourmies" in words
    summary, sheet = ("".join(pages) for pages in (sheets(page)[:1], sheets(page)))
    assert "DE Aide-soignant" in summary
    for said in ["Denain", "Fourmies", "Vélo", "Imprimé le", "au téléphone"]:
        assert said in sheet
    assert "Denain" in reopened(visit, address, page, ids)


def test_cooking_or_baking_from_abbeville_compared(person, address, visit):
    finder = person()
    ask(finder, "cuisine ou boulangerie", "abbev", "Abbeville (80100)")
    finder.settle(q="cuisine ou boulangerie", lieu="80001")
    assert "« cuisine » : 2 formations" in finder.notices
    assert "« boulangerie » : la plus proche à 1 h 38, Calais" in finder.notices
    page = finder.page
    cooking = keep(page, "Cuisine")
    page.get_by_role("button", name=re.compile("^Aller jusqu")).click()
    finder.settle(lieu="80001", max_minutes="98")
    assert "« boulangerie » : 2 formations" in finder.notices
    baking = next(row for row in finder.rows() if "oulanger" in row.title)
    assert baking.minutes == 98
    page.goto(f"/formation/{baking.offer}?lieu=80001&mode=voiture")
    page.locator(".course-actions .keep").click()
    ids = [cooking, baking.offer]
    words = selected(page, ids)
    for row in ["Lieu", "Trajet", "Coût", "Conditions d'entrée", "Métiers et tension"]:
        assert row in words
    pages = sheets(page)
    assert len(pages) <= 3, "a summary and a page a course at most"
    assert "Cuisine" in pages[0]
    assert "oulanger" in pages[0]
    assert "depuis Abbeville" in reopened(visit, address, page, ids)


def test_logistics_from_lens_with_the_bac_without_dates(person, address, visit):
    finder = person()
    ask(finder, "logistique", "lens", "Lens (62300)")
    finder.settle(q="logistique", lieu="62498")
    everything = finder.count
    page = finder.page
    menu = finder.open_menu("Plus de filtres")
    menu.get_by_role("textbox", name="Accessible").click()
    page.get_by_role("option", name="Avec le bac").click()
    finder.settle(entry="bac")
    assert 0 < finder.count < everything
    # No source loaded says when a session begins: the filter says so and cannot hide a course.
    since = finder.open_menu("Plus de filtres").get_by_role("textbox", name="À partir de")
    expect(since).to_be_disabled()
    expect(menu).to_contain_text("Aucune source chargée ne donne de session à venir")
    page.keyboard.press("Escape")
    ids = [keep(page, "BTS")]
    assert "Dates" in selected(page, ids)
    assert "Quand commence la prochaine session" in " ".join(sheets(page))
    assert "depuis Lens" in reopened(visit, address, page, ids)


def test_computing_from_saint_omer_with_boarding_on_a_telephone(person, address, visit):
    finder = person(**PHONE)
    ask(finder, "BUT ou licence informatique", "saint-om", "Saint-Omer (62500)")
    finder.settle(q="BUT ou licence informatique", lieu="62765")
    assert "« BUT informatique » : 3 formations" in finder.notices
    assert "« licence informatique » : 1 formation" in finder.notices
    page = finder.page
    page.get_by_role("button", name=re.compile("^Filtres")).click()
    expect(finder.open_menu("Plus de filtres")).to_contain_text(
        "Aucune source chargée ne dit où il y a un internat."
    )
    page.get_by_role("button", name=re.compile(r"^Voir \d")).click()
    ids = [keep(page, "BUT Informatique"), keep(page, "Licence Informatique")]
    words = selected(page, ids)
    assert "Internat" in words
    assert "internat" in " ".join(sheets(page))
    assert "depuis Saint-Omer" in reopened(visit, address, page, ids, **PHONE)


def test_evenings_or_distance_from_beauvais_on_a_telephone(person, address, visit):
    finder = person(**PHONE)
    ask(finder, "cours du soir", "beauv", "Beauvais (60000)")
    finder.settle(q="cours du soir", lieu="60057")
    assert "ne dit pas quelle formation : toutes sont montrées" in finder.notices
    page = finder.page
    page.get_by_role("button", name=re.compile("^Filtres")).click()
    menu = finder.open_menu("Plus de filtres")
    expect(menu).to_contain_text(
        "Aucune source chargée ne dit quelles formations se suivent le soir"
    )
    expect(menu.get_by_label("Le soir")).to_be_disabled()
    menu.get_by_label("À distance", exact=True).check()
    page.get_by_role("button", name=re.compile(r"^Voir ")).click()
    finder.settle(modality="distance")
    assert {row.time for row in finder.rows()} == {"à distance"}
    ids = [page.locator("#find-list .keep").first.get_attribute("data-keep")]
    page.locator("#find-list .keep").first.click()
    assert "distance" in selected(page, ids)
    assert "accessibles en cas de handicap" in " ".join(sheets(page))
    assert "distance" in reopened(visit, address, page, ids, **PHONE)
