"""A search that is not answered says so, and is asked again."""

from playwright.sync_api import expect


def test_a_search_made_offline_says_so_and_is_asked_again(finder):
    finder.open("/?q=cuisine", q="cuisine")
    page, before = finder.page, finder.count
    bar = page.locator("#connection")
    page.context.set_offline(True)
    finder.text.fill("soudeur")
    expect(bar).to_contain_text("Vous n’êtes pas connecté")
    assert finder.count == before
    page.context.set_offline(False)
    expect(bar).to_be_hidden()
    finder.settle(q="soudeur")
