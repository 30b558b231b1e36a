"""Every page as readers set it: 320 pixels, 200 %, spaced text, forced colours, no motion."""

from browser.checks import DRAWN_ANEW, ENGLISH, MOVING, against_rgaa, too_wide, violations
from playwright.sync_api import expect

PAGES = [
    "/",
    "/?q=cuisine&lieu=62041&mode=voiture&max_minutes=45",
    "/couverture",
    "/couverture?onglet=simuler",
    "/tensions",
    "/territoire",
    "/territoire/spel/627",
    "/territoire/spel/627/mois",
    "/territoire/spel/627/flux",
    "/territoire/spel/627/publics",
    "/territoire/contrat",
    "/territoire/contrat/indicateurs",
    "/donnees",
    "/donnees/validation",
    "/selection",
    "/accueils",
    "/competences",
    "/glossaire",
    "/aide",
    "/api",
    "/integrer",
]

NARROW = {"width": 320, "height": 640}
TWICE = {"width": 640, "height": 400}
TURNED = {"width": 844, "height": 390}
WIDE = {"width": 1280, "height": 720}

# The spacing that WCAG 2.2 asks a page to bear (1.4.12).
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""

# What hides a part of its text; the sheet says in full the titles that the list cuts.
_CUT = """() => [...document.querySelectorAll("main *, header *")]
    .filter((node) => node.checkVisibility() && node.textContent.trim() && node.clientWidth > 2)
    .filter((node) => !node.closest(".leaflet-container, svg, .row-title, caption"))
    .filter((node) => !node.closest(".visually-hidden"))
    .filter((node) => getComputedStyle(node).textOverflow !== "ellipsis")
    .filter((node) => ["hidden", "clip"].includes(getComputedStyle(node).overflowX)
        && node.scrollWidth > node.clientWidth + 2)
    .map((node) => `${node.tagName} ${node.className}`)"""


def test_each_page_bears_what_its_readers_set(visit, subtests):
    """One visit of each page: to open it costs more than to look at it."""
    page = visit(viewport=NARROW, device_scale_factor=2, reduced_motion="reduce")
    for address in PAGES:
        page.set_viewport_size(NARROW)
        page.goto(address)
        with subtests.test(address, size="320 pixels"):
            assert too_wide(page) == []
            assert violations(page) == []
        with subtests.test(address, still="nothing moves by itself"):
            assert page.evaluate(MOVING) == []
        for size, named in [(TWICE, "200 %"), (TURNED, "a telephone on its side"), (WIDE, "wide")]:
            page.set_viewport_size(size)
            page.evaluate(DRAWN_ANEW)
            with subtests.test(address, size=named):
                assert too_wide(page) == []
        page.emulate_media(forced_colors="active")
        with subtests.test(address, colours="forced"):
            assert violations(page) == []
        page.emulate_media(forced_colors="none")
        with subtests.test(address, text="spaced out"):
            spaced = page.add_style_tag(content=SPACED)
            assert too_wide(page) == []
            assert page.evaluate(_CUT) == []
            spaced.evaluate("(style) => style.remove()")
        with subtests.test(address, unfolded="what axe does not know"):
            for fold in page.locator("main details").all():
                fold.evaluate("(node) => (node.open = true)")
            expect(page.locator(".slice:visible")).to_have_count(0)
            assert against_rgaa(page) == []
            assert page.evaluate(ENGLISH) == []
