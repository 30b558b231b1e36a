"""Every page at 320 pixels, at 200 % and with its text spaced out (RGAA 10.4, 10.11, 10.12)."""

from browser.checks import DRAWN_ANEW, too_wide

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


def test_no_page_scrolls_sideways(visit, subtests):
    page = visit(viewport=NARROW, device_scale_factor=2)
    for address in PAGES:
        page.set_viewport_size(NARROW)
        page.goto(address)
        with subtests.test(address, size="320 pixels"):
            assert too_wide(page) == []
        page.set_viewport_size(TWICE)
        page.evaluate(DRAWN_ANEW)
        with subtests.test(address, size="200 %"):
            assert too_wide(page) == []


def test_text_can_be_spaced_out(visit, subtests):
    page = visit()
    for address in PAGES:
        with subtests.test(address):
            page.goto(address)
            page.add_style_tag(content=SPACED)
            assert too_wide(page) == []
            assert page.evaluate(_CUT) == []
