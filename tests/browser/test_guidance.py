"""A young person finds who can help; a planner finds where nobody is near."""

from playwright.sync_api import expect


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


def test_a_planner_finds_where_nobody_is_near_a_cio(visit):
    page = visit()
    page.goto("/couverture?target=cio&threshold=30&onglet=zones-blanches")
    expect(page.locator("#cover-answer")).to_contain_text("centre d'information et d'orientation")
    expect(page.locator("#cover-gaps-computed")).to_contain_text("zone")
    expect(page.locator("#cover-domain-menu")).to_be_hidden()
