"""What is touched is 24 px at least, each way, also where the page is twice as large."""

import pytest
from browser.finder import Finder

LEAST = 23.5
SMALL = """(least) => [...document.querySelectorAll("button, summary, select, [role=button]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < least || box.height < least))
    .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize("path", ["/", "/couverture", "/tensions", "/donnees"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_targets_are_as_large_as_a_finger(visit, path, width):
    page = visit(viewport={"width": width, "height": 640})
    if path == "/":
        Finder(page).open()
    else:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert page.evaluate(SMALL, LEAST) == []
