"""Tables of pages that are only read are sorted by each column, and the address keeps the order."""

PAGE = "/donnees"
CELLS = "table => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim())"


def test_a_table_is_sorted_by_keyboard_and_reopens_sorted(visit):
    page = visit()
    page.goto(PAGE)
    table = page.locator("table[data-sorted]").first
    head = table.locator("thead .sort-head").first
    head.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert table.locator("th").first.get_attribute("aria-sort") == "descending"
    assert "tri=1.-1" in page.url
    names, address = table.evaluate(CELLS), page.url
    assert len(names) > 1

    again = visit()
    again.goto(address)
    again.wait_for_selector("th[aria-sort=descending]")
    assert again.locator("table[data-sorted]").first.evaluate(CELLS) == names
    assert again.locator(".sort-head .sort-head").count() == 0
