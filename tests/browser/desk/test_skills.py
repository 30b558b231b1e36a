"""From what one can do to a course near: « souder », a métier, a course in Maubeuge."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from atlases.skilled import ASKED
from conftest import serve
from playwright.sync_api import expect

from app import create_app
from geodata.skills.table import SKILLS
from settings import Settings


@pytest.fixture
def skilled_server(atlas, monkeypatch):
    """The demonstration with a few skills in the place of its own."""
    table = pd.DataFrame(ASKED, columns=["rome", "skill", "label", "core"]).assign(source="essai")
    skilled = replace(atlas, skills=SKILLS.validate(table), _kept={})
    monkeypatch.setattr(
        "app.StoreWatcher", lambda *_, **__: SimpleNamespace(current=lambda: skilled)
    )
    address, stop = serve(create_app(Settings(store="none", limits="none")))
    yield address
    stop()


def test_from_souder_to_a_course_near_maubeuge(visit, skilled_server):
    page = visit(skilled_server)
    page.goto("/competences")
    page.locator("#skills-q").fill("souder")
    page.locator("#skills-place").fill("Maubeuge")
    page.locator("#skills-place").press("Enter")
    expect(page.locator("#skills-answer")).to_be_visible()
    page.goto(page.url)  # a form opens a new document: wait for the application in its place
    page.get_by_role("link", name="Soudeur / Soudeuse").first.click()
    expect(page.locator("#skills-metier")).to_contain_text("Soudeur / Soudeuse")
    expect(page.locator(".guidance")).to_contain_text("Réaliser des travaux de soudure")
    course = page.locator("a[href^='/formation/']").first
    expect(course).to_contain_text("Soudeur")
    course.click()
    expect(page).to_have_url(re.compile("/formation/.*lieu=59392"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Soudeur")
    expect(page.get_by_text("Maubeuge").first).to_be_visible()
