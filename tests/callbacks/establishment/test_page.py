from urllib.parse import quote

from atlases.small import FULL, of_type, offer, small_atlas, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.establishment_sample import UAI, about, with_establishments

from callbacks.establishment.page import page
from callbacks.routes import open_page

COURSES = [
    FULL,
    offer("plain", site="alpha", title="BTS Tourisme", level=5, voie="scolaire"),
    offer("unlevelled", site="alpha", title="Atelier"),
    offer("elsewhere", site="delta", title="CAP Coiffure", level=3),
]
ATLAS = with_establishments([about()], COURSES)


def hrefs(component):
    return [getattr(link, "href", "") for link in of_type(component, "Link")]


def test_the_page_has_every_course_of_the_establishment_and_no_other():
    shown = page(ATLAS, UAI, "")
    courses = [href for href in hrefs(shown) if href.startswith("/formation/")]
    assert courses == ["/formation/full", "/formation/plain", "/formation/unlevelled"]
    words = texts(shown)
    assert "3\u00a0formations dans les sources chargées" in words
    assert words.index("Niveau 3 (CAP)") < words.index("Niveau 5") < words.index("Niveau non")


def test_whom_to_call_is_told():
    words = texts(page(ATLAS, UAI, ""))
    assert "2 rue du Collège, 80100 Alpha" in words
    assert "03 22 00 01 02" in words


def test_times_start_from_the_place_of_the_search_and_links_keep_it():
    shown = page(ATLAS, UAI, "?lieu=02004&mode=velo")
    assert "Depuis Delta" in texts(shown)
    assert "/formation/full?lieu=02004&mode=velo" in hrefs(shown)
    assert "/?lieu=02004&mode=velo" in hrefs(shown)


def test_each_place_of_an_establishment_is_told():
    sites = ATLAS.sites.assign(uai=UAI)
    both = with_establishments([about()], COURSES)
    object.__setattr__(both, "sites", sites)
    words = texts(page(both, UAI, ""))
    assert "2\u00a0lieux de formation" in words
    assert words.index("BTS Tourisme") < words.index("CAP Coiffure")
    assert "Lycée Delta, Delta" in words


def test_an_establishment_without_uai_has_a_page_too():
    assert "CAP Coiffure" in texts(page(ATLAS, "delta", ""))


def test_a_simulation_says_so():
    assert "simulées" in texts(page(small_atlas(demonstration=True), "alpha", ""))
    assert "simulées" not in texts(page(ATLAS, UAI, ""))


def test_old_data_are_told():
    atlas = with_establishments([], [{**FULL, "vintage": "rentrée 2020"}])
    assert "Données de la rentrée 2020" in texts(page(atlas, UAI, ""))


def test_an_unknown_establishment_is_told_in_plain_french():
    assert "Établissement introuvable" in texts(page(ATLAS, "nulle-part", ""))
    assert "bêta" not in texts(page(ATLAS, "bêta", ""))  # a place without a course


def test_the_sheet_of_a_course_leads_to_its_establishment():
    assert f"/etablissement/{UAI}?q=x" in hrefs(open_page(ATLAS, "/formation/full", "?q=x"))
    elsewhere = open_page(ATLAS, f"/etablissement/{quote('delta')}", "")
    assert "CAP Coiffure" in texts(elsewhere)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=200))
def test_no_address_breaks_the_page(key, search):
    assert texts(page(ATLAS, key, search))
    assert texts(page(ATLAS, UAI, "?" + search))


def test_the_server_says_404_for_an_unknown_establishment_only(client):
    answer = client.get("/api/v1/offers?limit=1").json["features"][0]["properties"]
    shown = client.get(f"/formation/{answer['offer']}")
    assert shown.status_code == 200
    assert client.get("/etablissement/nulle-part").status_code == 404
