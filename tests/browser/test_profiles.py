"""A profile of the browser goes to the next visitor with nothing of the one before."""

WRITTEN = """() => {
    localStorage.setItem("atlas-essai", "quelqu'un");
    sessionStorage.setItem("atlas-essai", "quelqu'un");
    document.cookie = "essai=quelqu'un";
    return navigator.storage.getDirectory ? indexedDB.open("essai").readyState : "";
}"""
LEFT = """async () => JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie,
    (await indexedDB.databases()).map((one) => one.name),
])"""


def test_a_visitor_finds_nothing_of_the_one_before(profiles, live_server):
    settings = {"locale": "fr-FR", "viewport": {"width": 800, "height": 600}}
    seen = []
    for _ in range(2):
        context = profiles.take(live_server, settings)
        page = context.new_page()
        page.goto("/aide")
        seen.append((context, page.evaluate(LEFT)))
        page.evaluate(WRITTEN)
        assert "essai" in page.evaluate(LEFT)
        profiles.give_back(context)
    assert seen[0] == seen[1]
    assert "essai" not in seen[0][1]


def test_a_profile_that_was_given_a_position_serves_once(profiles, live_server):
    settings = {"geolocation": {"latitude": 50.3, "longitude": 2.8}, "permissions": ["geolocation"]}
    context = profiles.take(live_server, settings)
    profiles.give_back(context)
    other = profiles.take(live_server, settings)
    assert other is not context
    profiles.give_back(other)
