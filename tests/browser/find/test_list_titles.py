"""Long titles in the list: two courses that differ by their last words can be told apart."""

from itertools import pairwise

import pytest

# Rows at some places of the list: their place, their height and what they need, lines of title.
_ROWS = """async () => {
    const list = document.querySelector("#find-list");
    // On a telephone, what is said above the rows goes up with them.
    const pane = getComputedStyle(list).overflowY === "visible" ? list.parentElement : list;
    const found = new Map();
    for (const part of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
        pane.scrollTop = part * pane.scrollHeight;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        for (const row of list.querySelectorAll(".row")) {
            const title = row.querySelector(".row-title");
            found.set(Number(row.dataset.index), {
                top: parseFloat(row.style.top), height: parseFloat(row.style.height),
                wanted: row.scrollHeight, index: Number(row.dataset.index),
                lines: title ? Math.round(title.getBoundingClientRect().height / 24) : 0,
            });
        }
    }
    return [...found.values()].sort((a, b) => a.index - b.index);
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_a_row_is_as_high_as_its_title_asks(finder, width):
    page = finder.page
    page.set_viewport_size({"width": width, "height": 800})
    finder.open()
    rows = page.evaluate(_ROWS)
    assert len(rows) > 6
    assert {row["lines"] for row in rows} >= {1, 2}
    assert all(row["wanted"] <= row["height"] for row in rows)
    for before, after in pairwise(rows):
        if after["index"] == before["index"] + 1:
            assert after["top"] == before["top"] + before["height"]


def test_rows_find_their_place_again_when_the_list_is_narrower(finder):
    page = finder.page
    finder.open()
    wide = page.evaluate("document.querySelector('#find-list .list-inner').clientHeight")
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function(
        "before => document.querySelector('#find-list .list-inner').clientHeight > before",
        arg=wide,
    )
    assert all(row["wanted"] <= row["height"] for row in page.evaluate(_ROWS))
