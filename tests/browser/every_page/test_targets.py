"""What is touched is 24 px at least, each way, also where the page is twice as large."""

import pytest
from browser.checks import DRAWN_ANEW
from browser.finder import Finder

LEAST = 23.5
SMALL = """(least) => [...document.querySelectorAll("button, summary, select, [role=button]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < least || box.height < least))
    .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize("path", ["/", "/couverture", "/tensions", "/donnees"])
@pytest.mark.parametrize("widths", [(320, 640), (1280,)], ids=["narrow", "wide"])
def test_targets_are_as_large_as_a_finger(visit, path, widths, subtests):
    page = visit(viewport={"width": widths[0], "height": 640})
    if path == "/":
        Finder(page).open()
    else:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate(DRAWN_ANEW)
        with subtests.test(width=width):
            assert page.evaluate(SMALL, LEAST) == []
