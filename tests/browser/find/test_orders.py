"""The files of the first page have the rows of the list, in each of its orders."""

from datetime import date

import pytest
from browser.finder import plain
from playwright.sync_api import expect
from samples.our_csv import rows_in

from geodata.finding.order import ORDERS

ASKED = {
    "everything": "q=numerique",
    "near-lille": "q=bts&lieu=59350&mode=voiture&max_minutes=20",
    "on-foot": "q=anglais&lieu=02381&mode=marche&max_minutes=240",
}


def exported(finder):
    menu = finder.open_menu("Exporter")
    with finder.page.expect_download() as download:
        menu.get_by_role("button", name="Tableur (CSV)").click()
    return rows_in(download.value.path().read_bytes())


def unfold_distance(page):
    header = page.locator("#find-list .row-header")
    page.locator("#find-list").evaluate("list => { list.scrollTop = list.scrollHeight; }")
    header.wait_for()
    if header.get_attribute("aria-expanded") == "false":
        header.click()


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_file_has_every_row_of_the_list_in_its_order(finder, asked, sort):
    page = finder.open(f"/?{asked}&tri={sort}").page
    unfold_distance(page)
    rows = finder.rows()
    lines = exported(finder)
    assert [line["Identifiant"] for line in lines] == [row.offer for row in rows]
    assert len(rows) > finder.count or "lieu" not in asked
    assert {row.time for row in rows} >= {"à distance"}


def test_the_order_chosen_on_screen_is_that_of_the_next_file(finder):
    page = finder.open("/?q=bts&lieu=59350&mode=voiture&max_minutes=20").page
    nearest = [line["Identifiant"] for line in exported(finder)]
    page.get_by_role("textbox", name="Trier la liste").click()
    page.get_by_role("option", name="Intitulé").click()
    finder.settle(tri="titre")
    unfold_distance(page)
    lines = exported(finder)
    assert [line["Identifiant"] for line in lines] == [row.offer for row in finder.rows()]
    assert [line["Identifiant"] for line in lines] != nearest
    assert [plain(line["Intitulé"]) for line in lines] == [plain(r.title) for r in finder.rows()]


def test_times_are_an_order_once_there_is_a_place(finder):
    page = finder.open("/?q=bts").page
    chosen = page.get_by_role("textbox", name="Trier la liste")
    expect(chosen).to_have_value("Trier : pertinence")
    finder.choose_place("Arras", "Arras (62000)")
    expect(chosen).to_have_value("Trier : temps de trajet")
    finder.place.fill("")
    expect(chosen).to_have_value("Trier : pertinence")


def test_a_session_that_has_begun_comes_after_those_to_come(finder, atlas, monkeypatch):
    day = atlas.offers["start"].dropna().median().date()

    class Later(date):
        @classmethod
        def today(cls):
            return day

    monkeypatch.setattr("callbacks.find.page.date", Later)
    finder.open("/?q=anglais&tri=date")
    unfold_distance(finder.page)
    listed = [row.offer for row in finder.rows()]
    assert [line["Identifiant"] for line in exported(finder)] == listed
    starts = atlas.offers.set_index("offer")["start"][listed].dt.date
    to_come = starts[starts >= day]
    assert 0 < len(to_come) < starts.notna().sum()
    assert starts.iloc[0] == to_come.min()
