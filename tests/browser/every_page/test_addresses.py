"""The address, the counter and the API say the same, and the history goes back over each step."""

import random
import re

import pytest
from browser.checks import violations
from browser.finder import offers
from playwright.sync_api import expect

SEARCHES = [
    "level=3&lieu=59350&mode=voiture&max_minutes=20",
    "q=fac+de+droit",
    "q=chauffeur+routier&lieu=62041&mode=voiture&max_minutes=60",
    "q=petite+enfance&voie=apprentissage,continue&lieu=80021&mode=velo&max_minutes=30",
    "voie=scolaire&level=3,4&departement=02",
    "modality=distance",
    "modality=distance,mixte&lieu=60057&mode=voiture&max_minutes=90",
    "conventionnee=oui&rev3=oui&start=6",
    "public=apprentis&start=12&lieu=02722&mode=marche&max_minutes=45",
    "domain=sante,batiment-travaux-publics&commune=59350",
]


def arguments(search):
    return dict(part.split("=") for part in search.replace("+", " ").split("&"))


def test_the_counter_is_the_total_of_the_api(finder, subtests):
    for search in SEARCHES:
        with subtests.test(search):
            finder.open(f"/?{search}", **arguments(search))
            assert finder.count == offers(finder.page, **arguments(search))["total"] > 0
            assert finder.warnings == ""
            assert finder.page.url.endswith(f"/?{plain_order(search)}")


def plain_order(search):
    """Return a search as the address writes it: always in the same order."""
    order = ["q", "voie", "domain", "level", "modality", "conventionnee", "rev3", "start",
             "public", "departement", "spel", "epci", "zone_emploi", "commune", "lieu", "mode",
             "max_minutes"]  # fmt: skip
    return "&".join(sorted(search.split("&"), key=lambda part: order.index(part.split("=")[0])))


def test_a_position_in_the_address_becomes_its_commune(finder):
    filters = {"mode": "voiture", "max_minutes": "20", "level": "3"}
    page = finder.open("/?near=3.06,50.63&mode=voiture&max_minutes=20&level=3").page
    finder.settle(near=None, lieu="59350", **filters)
    expect(finder.place).to_have_value(re.compile("^Lille"))
    assert "3.06" not in page.url
    assert "50.63" not in page.url
    assert finder.count > 0
    assert finder.count in {
        offers(page, near="3.06,50.63", **filters)["total"],
        offers(page, lieu="59350", **filters)["total"],
    }


def test_the_list_is_what_the_api_gives_in_the_same_order(finder):
    filters = {"q": "plombier", "lieu": "62041", "mode": "voiture", "max_minutes": "60"}
    finder.open("/?q=plombier&lieu=62041&mode=voiture&max_minutes=60", **filters)
    listed = [row.offer for row in finder.rows()]
    assert listed == [feature["id"] for feature in offers(finder.page, **filters)["features"]]


def test_boxes_chips_and_the_history(finder):
    page = finder.open().page
    counts = [finder.count]
    menu = finder.open_menu("Voie")
    menu.get_by_label("Apprentissage").check()
    counts.append(finder.settle(voie="apprentissage").count)
    menu.get_by_label("Voie scolaire").check()
    counts.append(finder.settle(voie="apprentissage,scolaire").count)
    finder.open_menu("Niveau").get_by_label("Niveau 3").check()
    counts.append(finder.settle(level="3").count)
    assert counts[0] > counts[2] > counts[1] > 0
    assert counts[2] > counts[3] > 0

    for count, expected in [
        (counts[2], {"voie": "apprentissage,scolaire", "level": None}),
        (counts[1], {"voie": "apprentissage", "level": None}),
        (counts[0], {"voie": None}),
    ]:
        page.go_back()
        assert finder.settle(**expected).count == count
    page.go_forward()
    finder.settle(voie="apprentissage")
    page.go_forward()
    assert finder.settle(voie="apprentissage,scolaire").count == counts[2]

    page.keyboard.press("Escape")  # the menus that are open cover the chips
    finder.chip("Voie scolaire").click()
    assert finder.settle(voie="apprentissage").count == counts[1]
    expect(finder.chip("Voie scolaire")).to_have_count(0)


def test_reset_forgets_everything_and_can_be_undone(finder):
    search = "q=boulanger&voie=apprentissage&level=3&lieu=62041&mode=voiture&max_minutes=60"
    page = finder.open(f"/?{search}", **arguments(search)).page
    count = finder.count
    page.get_by_role("button", name="Tout effacer").click()
    finder.settle(q=None, voie=None, level=None, lieu=None)
    expect(finder.text).to_have_value("")
    expect(finder.place).to_have_value("")
    expect(page.locator(".chip")).to_have_count(0)
    assert finder.count == offers(page)["total"]
    page.go_back()
    assert finder.settle(**arguments(search)).count == count


def test_an_address_reproduces_what_was_seen(finder, visit):
    search = "q=cuisine&voie=apprentissage&lieu=80021&mode=voiture&max_minutes=60"
    finder.open(f"/?{search}&tri=titre&couches=epci", **arguments(search))
    finder.map_is_drawn()
    seen = ([row.offer for row in finder.rows()], finder.headline, finder.points())
    other = type(finder)(visit()).open(
        finder.page.url.split("/", 3)[3].join(["/", ""]), **arguments(search)
    )
    assert ([row.offer for row in other.rows()], other.headline, other.points()) == seen
    assert other.query == {**arguments(search), "tri": "titre", "couches": "epci"}


NONSENSE = {
    "voie=foo": "« foo » n'est pas une valeur",
    "level=42": "« 42 » n'est pas un niveau",
    "lieu=59350&mode=voiture&max_minutes=99999": "de 0 à 240",
    "lieu=99999": "« 99999 »",
    "lieu=59350&mode=tapis": "tapis",
    "near=abc": "longitude",
    "near=2.35,48.85": "région",
    "spel=xyz": "xyz",
    "start=7": "",
    "rev3=peut-être": "peut-être",
    f"q={'a' * 10_000}": "200",
}


def test_nonsense_gets_a_sentence_and_costs_no_other_filter(finder, subtests):
    for nonsense, words in NONSENSE.items():
        with subtests.test(nonsense[:40]):
            kept = "domain=sante" if nonsense.startswith("q=") else "q=infirmier&domain=sante"
            finder.open(f"/?{nonsense}&{kept}", **arguments(kept))
            assert words in finder.warnings
            assert finder.warnings.endswith((".", "?"))
            assert finder.count > 0 or nonsense.startswith("q=")


STRANGE = ["🍕", "😀" * 100, "%00", "' OR 1=1 --", "<script>alert(1)</script>", "\\", "((("]


def test_strange_texts_are_searched_like_others(finder, subtests):
    page = finder.open().page
    for text in STRANGE:
        with subtests.test(text[:20]):
            finder.text.fill(text)
            finder.settle(q=text)
            assert finder.count > 0 or "Aucune formation" in finder.notices
            assert page.locator("script", has_text="alert(1)").count() == 0


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_a_place_typed_and_left_at_once_is_taken(finder, key):
    page = finder.open("/?voie=scolaire", voie="scolaire").page
    everywhere = finder.count
    finder.place.press_sequentially("hirson")
    finder.place.press(key)
    finder.settle(voie="scolaire", lieu="02381")
    expect(finder.place).to_have_value("Hirson (02500)")

    finder.place.fill("Zzyzx")
    finder.place.press(key)
    expect(page.get_by_text(re.compile("trouvons pas.*Zzyzx"))).to_be_visible()
    finder.settle(voie="scolaire", lieu=None)
    assert finder.count == everywhere


def test_homonyms_are_told_apart(finder):
    finder.open()
    finder.place.click()
    finder.place.press_sequentially("Saint-Au")
    options = finder.page.locator(".control-place [role=option], [role=option]:visible")
    expect(options.first).to_be_visible()
    labels = finder.page.get_by_role("option").all_inner_texts()
    assert len(labels) == len(set(labels))


def test_any_course_of_the_list_has_its_sheet(finder):
    page = finder.open("/?departement=60", departement="60").page
    rows = finder.rows()
    assert len(rows) == finder.count
    for row in random.Random(2026).sample(rows, 3):
        page.goto(f"/formation/{row.offer}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(row.title)


def test_a_course_leads_to_all_that_its_establishment_teaches(finder):
    page = finder.open("/?departement=60", departement="60").page
    row = next(row for row in finder.rows() if page.goto(f"/formation/{row.offer}"))
    page.locator(".course-where a").click()
    page.wait_for_url("**/etablissement/*")
    expect(page.locator(f".others a[href^='/formation/{row.offer}']")).to_have_text(row.title)
    assert violations(page) == []


def test_a_course_that_does_not_exist_is_told(visit):
    page = visit()
    page.watch.expected.add(404)
    assert page.goto("/formation/nulle-part").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Formation introuvable")
    page.get_by_role("link", name="Trouver une formation", exact=True).last.click()
    page.wait_for_selector("#find[data-drawn]")


def test_a_page_that_does_not_exist_is_told(visit):
    page = visit()
    page.watch.expected.add(404)
    page.goto("/nulle-part")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n'existe pas")
