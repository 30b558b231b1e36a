import json
from dataclasses import replace

from atlases.small import FULL, of_type, offer, parts, small_atlas, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.course.page import page
from geodata.travel.router import Route, Step

ATLAS = small_atlas()


def hrefs(component):
    return {getattr(link, "href", "") for link in of_type(component, "Link")}


def test_the_way_back_keeps_the_whole_search():
    search = "?q=cuisine&lieu=02004&mode=velo&tri=date&couches=epci"
    assert "/?q=cuisine&lieu=02004&mode=velo&tri=date&couches=epci" in hrefs(
        page(ATLAS, "full", search)
    )
    assert "/" in hrefs(page(ATLAS, "full", ""))


def test_the_way_back_keeps_each_box_of_a_form_sent_without_a_script():
    assert "/?level=3%2C4" in hrefs(page(ATLAS, "full", "?level=3&level=4"))


def test_a_position_is_never_carried_into_a_link():
    shown = page(ATLAS, "full", "?near=2.85,50.1&q=cuisine")
    assert not any("near=" in href for href in hrefs(shown))
    assert "/?q=cuisine" in hrefs(shown)


def test_times_start_from_the_place_of_the_search():
    assert "Depuis Delta" in texts(page(ATLAS, "full", "?lieu=02004"))
    without = texts(page(ATLAS, "full", "?q=cuisine"))
    assert "Depuis" not in without
    assert "choisissez votre commune" in without


def test_an_unknown_commune_is_told_and_the_sheet_stays():
    words = texts(page(ATLAS, "full", "?lieu=99999"))
    assert "99999" in words
    assert "CAP Cuisine" in words


def test_an_unknown_course_is_told_in_plain_french():
    shown = page(ATLAS, "gone", "?q=cuisine")
    assert "Cette formation n'est pas (ou plus) dans l'atlas." in texts(shown)
    assert hrefs(shown) == {"/?q=cuisine"}


def test_the_map_gets_the_site_and_the_starting_place():
    shown = page(ATLAS, "full", "?lieu=02004")
    (frame,) = [part for part in parts(shown) if hasattr(part, "data-map")]
    facts = json.loads(getattr(frame, "data-map"))
    assert facts["kind"] == "course"
    assert facts["site"]["label"] == "Lycée Alpha"
    assert facts["site"]["voie"] == "apprentissage"
    assert facts["origin"]["label"] == "Delta"
    assert set(facts["site"]) == {"lat", "lon", "label", "voie"}


def test_links_to_the_other_places_keep_the_search():
    offers = [FULL, *(offer(f"n{number}", site="delta") for number in range(8))]
    shown = page(small_atlas(offers), "full", "?lieu=02004&mode=velo&voie=scolaire")
    assert "/formation/n0?lieu=02004&mode=velo&voie=scolaire" in hrefs(shown)
    assert "/?q=CAP+Cuisine&lieu=02004&mode=velo" in hrefs(shown)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=200))
def test_no_address_breaks_the_page(offer_id, search):
    assert texts(page(ATLAS, offer_id, search))
    assert texts(page(ATLAS, "full", "?" + search))


def test_the_server_says_404_for_an_unknown_course_only(client):
    known = client.get("/api/v1/offers?limit=1").json["features"][0]["properties"]["offer"]
    assert client.get(f"/formation/{known}").status_code == 200
    assert client.get("/formation/gone").status_code == 404
    assert "<html" in client.get("/formation/gone").get_data(as_text=True)
    assert client.get("/donnees").status_code == 200


class Server:
    """A server of itineraries that answers with one way, or none."""

    modes = ("voiture",)

    def __init__(self, minutes):
        self.way = minutes and Route(
            minutes, 9_000.0, (Step("depart", "", "D 1", 0, 9_000.0, minutes, "driving"),)
        )

    def named(self, mode):
        return "Temps routiers OSRM, extrait OpenStreetMap du 12/11/2026"

    def route(self, mode, origin, destination):
        return self.way


def test_a_server_gives_the_way_and_its_exact_time():
    atlas = replace(ATLAS, router=Server(77.0))
    words = texts(page(atlas, "full", "?lieu=02004&mode=voiture"))
    assert "Le chemin en voiture" in words
    assert "Partez sur D 1" in words
    assert "1\u00a0h\u00a017, erreur non mesurée" in words
    assert "Le chemin" not in texts(page(atlas, "full", "?lieu=02004&mode=velo"))


def test_a_silent_server_is_said_and_the_estimate_stays():
    silent = texts(page(replace(ATLAS, router=Server(None)), "full", "?lieu=02004&mode=voiture"))
    assert "serveur d'itinéraires ne répond pas" in silent
    without = texts(page(ATLAS, "full", "?lieu=02004&mode=voiture"))
    assert "serveur d'itinéraires" not in without
    assert without.split("Depuis Delta")[1][:40] == silent.split("Depuis Delta")[1][:40]
