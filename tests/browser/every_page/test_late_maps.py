"""A map whose script comes after everything else shows what it was to show."""

import pytest

COVERAGE = "/couverture?domain=transport-logistique&level=3&mode=voiture&threshold=30"

# What each page draws on its map, and its number of lines or marks once it is drawn.
DRAWN = {
    "/?q=cuisine": """window.Atlas.map("find-map")?.marks.getLayers().length""",
    "/?lieu=80021&max_minutes=30": """window.Atlas.map("find-map")?.reach.getLayers().length""",
    COVERAGE: """window.Atlas.map("cover-map")?.marks.getLayers().length""",
    f"{COVERAGE}&onglet=flux": """window.Atlas.map("cover-map")?.flows?.getLayers().length""",
    f"{COVERAGE}&onglet=zones-blanches": """Object.values(
        window.Atlas.map("cover-map")?.leaflet._layers || {})
        .filter(({ options }) => options.color === "#1c2526" && options.weight === 2.5).length""",
}


@pytest.mark.parametrize("path", DRAWN)
def test_a_map_that_comes_last_shows_what_waits_for_it(visit, path):
    page, held = visit(), []

    def hold(route):
        if held is not None:
            held.append(route)
        else:
            route.continue_()

    page.route("**/dash_leaflet/**", hold)
    page.open(path, wait_until="commit")
    page.locator("#first").wait_for(state="detached")
    page.wait_for_timeout(1500)  # for the answers that the map shows
    late, held = held, None
    assert late
    for route in late:
        route.continue_()
    page.wait_for_function(f"() => ({DRAWN[path]}) > 0", timeout=30_000)


def test_a_map_whose_outlines_got_no_answer_is_drawn_once_they_come(visit):
    page, refused = visit(), []
    page.watch.expected.add(503)

    def refuse(route):
        refused.append(route.request.url)
        if len(refused) == 1:
            route.abort()
        elif len(refused) == 2:
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route("**/ressources/**/communes.json", refuse)
    page.open("/?lieu=80021&max_minutes=30")
    page.locator("#find-map-frame[data-ready]").wait_for(timeout=30_000)
    assert len(refused) == 3
