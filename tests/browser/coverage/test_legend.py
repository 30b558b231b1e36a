"""The legend of the coverage map hides nothing of the region, at any width."""

import pytest

# Pixels between the legend and the frame of the region: below it, or beside it.
FREE = """() => {
    const map = window.Atlas.map("cover-map");
    const frame = map.frame.getBoundingClientRect();
    const legend = document.querySelector(".cover-map .map-legend").getBoundingClientRect();
    const [southWest] = map.facts.bounds;
    const corner = map.leaflet.latLngToContainerPoint(southWest);
    const below = legend.top - frame.top - corner.y;
    return { below, beside: frame.left + corner.x - legend.right };
}"""


@pytest.mark.parametrize("width", [1100, 1280, 1440, 1920])
def test_the_legend_is_beside_or_below_the_region(visit, width):
    page = visit()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/couverture?level=3")
    page.wait_for_selector("#cover[data-drawn]")
    free = page.evaluate(FREE)
    # Beside it, the corner of the frame is the sea: the coast is farther than its west.
    assert free["below"] >= 0 or free["beside"] >= -60, free
