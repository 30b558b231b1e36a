"""A counsellor looks for a course for the person across the desk, and hands over what was found."""

import io

import openpyxl
import pytest
from browser.finder import offers, plain
from playwright.sync_api import expect
from samples.our_csv import rows_in

HIRSON = {"q": "aide soignant", "lieu": "02381", "mode": "voiture", "max_minutes": "45"}
ADDRESS = "/?q=aide+soignant&lieu=02381&mode=voiture&max_minutes=45"


def test_what_a_counsellor_does(finder):
    page = finder.open().page
    everything = finder.count
    finder.text.click()
    finder.text.press_sequentially("aide soignant")
    finder.settle(q="aide soignant")
    assert 0 < finder.count < everything

    finder.choose_place("hirs", "Hirson (02500)")
    finder.minutes.fill("45")
    finder.settle(**HIRSON)
    assert "à moins de 45 min d'Hirson" in finder.headline

    rows = finder.rows()
    assert len(rows) == finder.count > 0
    times = [row.minutes for row in rows]
    assert times == sorted(times)
    assert times[-1] <= 45

    # The same places on the map as in the list.
    found = {f["id"]: f for f in offers(page, **HIRSON)["features"]}
    assert {row.offer for row in rows} == set(found)
    listed = {}
    for row in rows:
        lon, lat = found[row.offer]["geometry"]["coordinates"]
        point = (round(lat, 4), round(lon, 4))
        listed[point] = listed.get(point, 0) + 1
    assert finder.points() == listed
    assert sum(group["total"] for group in finder.groups()) == finder.count

    # A course, and back.
    before = (page.url, [row.offer for row in rows], finder.headline)
    last = page.locator("#find-list a.row-title").last
    last.scroll_into_view_if_needed()
    scroll = page.evaluate("document.querySelector('#find-list').scrollTop")
    title = last.inner_text()
    last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    assert "/formation/" in page.url
    page.go_back()
    finder.settle(**HIRSON)
    assert (page.url, [row.offer for row in finder.rows()], finder.headline) == before
    assert page.evaluate("document.querySelector('#find-list').scrollTop") == scroll
    expect(finder.place).to_have_value("Hirson (02500)")
    expect(finder.text).to_have_value("aide soignant")


def test_the_exported_files_hold_the_rows_of_the_list(finder):
    page = finder.open(ADDRESS, **HIRSON).page
    rows = finder.rows()

    def exported(name):
        menu = finder.open_menu("Exporter")
        with page.expect_download() as download:
            menu.get_by_role("button", name=name).click()
        return download.value

    file = exported("Tableur (CSV)")
    assert file.suggested_filename.endswith(".csv")
    content = file.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = rows_in(content)
    titles = [row.title for row in rows]
    (column,) = [name for name in lines[0] if plain(name) == "Intitulé"]
    assert [line[column] for line in lines] == titles

    book = openpyxl.load_workbook(io.BytesIO(exported("Excel (XLSX)").path().read_bytes()))
    values = list(book.worksheets[0].values)
    assert len(values) == 1 + len(rows)
    assert [line[values[0].index(column)] for line in values[1:]] == titles


def test_the_link_to_the_results_of_a_sheet_leads_back_to_them(finder):
    page = finder.open(ADDRESS, **HIRSON).page
    count = finder.count
    page.locator("#find-list a.row-title").nth(1).click()
    page.get_by_role("link", name="Retour aux résultats").click()
    finder.settle(**HIRSON)
    assert finder.count == count


def test_what_a_marker_stands_for_is_told_and_opens(finder):
    page = finder.open(ADDRESS, **HIRSON).page
    group = max(finder.groups(), key=lambda group: group["total"])
    assert plain(group["label"]).startswith(f"{group['total']} formations · ")
    popup = page.locator(".site-popup")
    for _ in range(4):  # several places: the map comes nearer, then its markers are others
        group = max(finder.groups(), key=lambda group: group["total"])
        page.get_by_role("button", name=group["label"], exact=True).first.click()
        page.wait_for_timeout(1_000)
        if popup.is_visible():
            break
    expect(popup.locator("a").first).to_be_visible()
    title = popup.locator("a").first.inner_text()
    popup.locator("a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize("sort", ["Prochaine session", "Intitulé"])
def test_the_list_can_be_sorted_otherwise_without_losing_a_row(finder, sort):
    page = finder.open(ADDRESS, **HIRSON).page
    before = finder.rows()
    page.get_by_role("textbox", name="Trier la liste").click()
    page.get_by_role("option", name=sort).click()
    finder.settle(tri={"Prochaine session": "date", "Intitulé": "titre"}[sort])
    after = finder.rows()
    assert sorted(row.offer for row in after) == sorted(row.offer for row in before)
    if sort == "Intitulé":
        titles = [row.title for row in after]
        assert titles == sorted(titles)
