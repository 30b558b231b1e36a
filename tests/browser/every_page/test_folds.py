"""What a person has unfolded stays so when the answer is written again."""

from playwright.sync_api import expect


def test_the_other_domains_stay_in_sight_when_a_filter_changes(finder):
    page = finder.open().page
    fold = page.locator("#find-figures details")
    fold.locator("summary").click()
    expect(fold).to_have_attribute("open", "")
    before = fold.inner_text()
    finder.open_menu("Niveau").get_by_label("Niveau 3").first.check()
    finder.settle(level="3")
    expect(fold).not_to_have_text(before)
    expect(fold).to_have_attribute("open", "")
