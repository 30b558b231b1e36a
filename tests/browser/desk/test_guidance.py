"""A young person finds who can help; a planner finds where nobody is near."""

import numpy as np
import pytest
from playwright.sync_api import expect

from geodata.guidance.near import places_of


def test_a_young_person_of_fourmies_finds_the_nearest_mission_locale(visit):
    page = visit()
    page.goto("/accueils")
    expect(page.locator("#guidance")).to_be_visible()
    page.get_by_label("Au départ de").fill("Fourmies")
    page.get_by_label("Au départ de").press("Enter")
    expect(page.locator("#guidance-answer")).to_contain_text("Fourmies")
    page.get_by_role("link", name="Jeunes de 16 à 25 ans").click()
    expect(page.locator("#guidance-answer")).to_contain_text("jeunes de 16 à 25 ans")
    first = page.locator("[data-kind=mission_locale] .places li").first
    expect(first).to_contain_text("min")
    expect(first).to_contain_text("simulé")


def test_what_helps_to_come_is_near_the_person_and_on_the_map(visit):
    page = visit()
    page.goto("/accueils?lieu=59249")
    page.get_by_role("link", name="Ce qui aide à venir et à rester").click()
    expect(page.locator("[data-kind=internat] .places li").first).to_be_visible()
    expect(page.locator("[data-kind=gare]")).to_contain_text("min")
    expect(page.locator("[data-kind=mission_locale]")).to_have_count(0)
    page.goto(page.url)  # a link opened a new document: wait for the application in its place
    page.get_by_role("link", name="Voir ces lieux sur la carte").click()
    expect(page.locator(".guide-venir").first).to_be_attached()
    expect(page.locator(".guide-accueil")).to_have_count(0)


def test_a_planner_finds_where_nobody_is_near_a_cio(visit):
    page = visit()
    page.goto("/couverture?target=cio&threshold=30&onglet=zones-blanches")
    expect(page.locator("#cover-answer")).to_contain_text("centre d'information et d'orientation")
    expect(page.locator("#cover-gaps-computed")).to_contain_text("zone")
    expect(page.locator("#cover-domain-menu")).to_be_hidden()


def test_the_sheet_of_a_course_has_lodging_and_who_guides_near_the_person(visit, atlas):
    places = places_of(atlas)
    foyers = places[places["kind"] == "foyer"]
    sites = atlas.own_sites
    away = np.hypot(
        sites["x"].to_numpy()[:, None] - foyers["x"].to_numpy(),
        sites["y"].to_numpy()[:, None] - foyers["y"].to_numpy(),
    ).min(axis=1)
    held = atlas.own_offers[atlas.own_offers["site"].isin(sites["site"][away < 5_000])]
    page = visit()
    page.goto(f"/formation/{held['offer'].iloc[0]}?lieu=59249&mode=voiture")
    helps = page.locator("section.helps")
    expect(helps).to_contain_text("Foyers de jeunes travailleurs")
    expect(helps).to_contain_text("Simulé", ignore_case=True)
    guides = page.locator("section.guides")
    expect(guides).to_contain_text("Qui peut m'aider près de Fourmies")
    expect(guides).to_contain_text("Mission locale", ignore_case=True)


@pytest.mark.parametrize(("kind", "named"), [
    ("mission_locale", "Jeunes de 16 à 25 ans"), ("cap_emploi", "handicap"),
])  # fmt: skip
def test_a_planner_asks_who_is_far_from_a_place_by_its_public(visit, kind, named):
    page = visit()
    page.goto(f"/couverture?target={kind}&threshold=30")
    answer = page.locator("#cover-answer")
    expect(answer).to_contain_text("à plus de 30")
    expect(answer).to_contain_text(f"Public : {named}" if kind == "mission_locale" else named)
