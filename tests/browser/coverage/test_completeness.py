"""What is not loaded is said on screen, and never drawn or counted as though it were not there."""

import json
import re
import shutil

import pytest
from conftest import serve
from playwright.sync_api import expect

from app import create_app
from settings import Settings

ASKED = "/couverture?q=boulanger&level=3"


def forget_apprenticeship(cells):
    """Grade cells as a region's without a whole file of apprenticeship, or of adult training."""
    for cell in cells:
        if cell["voie"] == "continue":
            cell.update(grade="absent")
        elif cell["voie"] == "apprentissage":
            cell.update(grade="partial", thin=True)


@pytest.fixture(scope="module")
def partial_address(store_address, tmp_path_factory):
    """A server whose store says that it does not have all the offer."""
    store = shutil.copytree(store_address, tmp_path_factory.mktemp("partial") / "store")
    for path in (store / "manifest.json", *store.glob("builds/*/manifest.json")):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        known = manifest["quality"]["completeness"]
        known["simulated"] = False
        forget_apprenticeship(known["cells"])
        path.write_text(json.dumps(manifest), encoding="utf-8")
    address, stop = serve(create_app(Settings(store=str(store))))
    yield address
    stop()


def ask(page, address):
    page.goto(address)
    page.wait_for_selector("#cover[data-drawn]")
    return page.locator("#cover-answer")


def test_a_question_on_a_partial_offer_says_first_what_it_rests_on(visit, partial_address):
    page = visit(partial_address)
    answer = ask(page, ASKED)
    expect(answer.locator("p").first).to_have_text(
        re.compile(
            r"^Sur les \d+\sformations connues\s: la formation continue de niveau 3 n'est pas "
            r"chargée\s; l'apprentissage de niveau 3 n'est presque pas chargé."
        )
    )
    expect(page.locator("#cover-legend caption")).to_contain_text("offre partielle")
    expect(page.locator("#cover-zones thead")).to_contain_text("Loin des formations connues")
    answer.get_by_text("Ce qui manque").click()
    expect(
        answer.get_by_role("link", name="Catalogue des formations en apprentissage")
    ).to_be_visible()


def test_a_question_on_hardly_any_known_course_has_no_figure(visit, partial_address):
    page = visit(partial_address)
    answer = ask(page, "/couverture?voie=apprentissage&level=3")
    expect(answer).to_contain_text("trop peu pour donner un chiffre")
    expect(page.locator("#cover-beyond")).to_have_count(0)
    expect(page.locator("#cover-zones")).to_contain_text("Aucun chiffre ici")
    expect(page.locator("#cover-zones table")).to_have_count(0)
    expect(page.locator("#cover-legend")).to_contain_text("Offre non chargée")


def test_a_whole_offer_answers_with_its_figure(visit, partial_address):
    page = visit(partial_address)
    answer = ask(page, "/couverture?voie=scolaire&level=3")
    expect(answer.locator("#cover-beyond")).to_be_visible()
    expect(answer).not_to_contain_text("formations connues :")
    expect(page.locator("#cover-legend caption")).not_to_contain_text("partielle")


def test_an_empty_search_does_not_say_that_there_is_none(visit, partial_address):
    page = visit(partial_address)
    page.goto("/?voie=continue&level=3&q=zzzzzzzz")
    page.wait_for_selector("#find[data-drawn]")
    expect(page.locator("#find .empty")).to_contain_text("Aucune formation connue ne correspond")
    expect(page.locator("#find .empty")).to_contain_text("n'est pas chargée")
