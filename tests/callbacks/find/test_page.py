"""The page of the search answers what its controls ask."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from atlases.small import FULL, of_type, small_atlas, texts
from dash import no_update

from callbacks.find.answer import answer_request
from callbacks.find.page import list_file
from callbacks.find.place import place_of_position, place_of_text
from callbacks.find.state import read_state
from geodata.asking.query import parse_query
from geodata.finding.answer import find
from geodata.finding.order import ORDERS

TODAY = date(2026, 11, 22)


def said(components):
    return " ".join(texts(components).split())


def test_an_address_sets_every_control(atlas):
    state = read_state(
        atlas, "?q=cuisine&voie=scolaire&level=3&lieu=02381&mode=velo&max_minutes=20&tri=date"
    )
    values = state.values
    assert values["q"] == "cuisine"
    assert values["voie"] == ["scolaire"]
    assert values["level"] == ["3"]
    assert (values["mode"], values["minutes"]) == ("velo", 20)
    assert values["place"].startswith("Hirson")
    assert values["sort"] == "date"
    assert state.problems == ()


def test_what_an_address_gets_wrong_is_told_and_the_rest_kept(atlas):
    state = read_state(atlas, "?voie=foo&level=3&lieu=99999&max_minutes=1000000")
    assert state.query.level == (3,)
    assert state.query.near is None
    assert len(state.problems) == 2 + 1
    assert any("foo" in problem for problem in state.problems)


def test_minutes_beyond_the_limit_are_brought_back_to_it(atlas):
    state = read_state(atlas, "?lieu=02381&max_minutes=500")
    assert state.query.near.max_minutes == 240
    assert state.values["minutes"] == 240
    (problem,) = state.problems
    assert "ramené à 240" in problem


def test_a_filter_that_nothing_answers_leaves_its_control_empty():
    bare = small_atlas([FULL])
    state = read_state(bare, "?q=cuisine&pace=soir&since=2027-01")
    assert (state.values["pace"], state.values["since"]) == ([], None)
    assert (state.values["q"], state.query.q) == ("cuisine", "cuisine")
    assert len(state.problems) == 2
    assert all("Aucune source chargée" in problem for problem in state.problems)


def test_a_position_becomes_its_commune_in_the_address(atlas):
    state = read_state(atlas, "?near=3.06,50.63&max_minutes=20")
    assert state.query.near.commune == "59350"
    assert state.query.near.lon is None
    assert state.position == (3.06, 50.63)


def test_a_position_outside_the_region_is_told(atlas):
    state = read_state(atlas, "?near=-4.5,48.4")
    assert state.query.near is None
    assert "n'est pas dans la région" in state.problems[0]


def test_the_counter_and_the_drawing_agree_with_the_search(atlas):
    request = {"q": "aide soignant", "lieu": "02381", "mode": "voiture", "max_minutes": "45"}
    headline, _, _, _, drawing, _ = answer_request(atlas, request, TODAY)
    found = find(atlas, parse_query(request), TODAY)
    assert found.total > 0
    assert said(headline).startswith(f"{found.total} formation")
    assert drawing["listed"] == found.total
    assert drawing["place"] == "Hirson"


def test_an_unknown_territory_is_told_and_left_out(atlas):
    _, _, notices, _, drawing, _ = answer_request(atlas, {"spel": "zzz", "level": "3"}, TODAY)
    assert "zzz" in said(notices)
    assert drawing["listed"] == find(atlas, parse_query({"level": "3"}), TODAY).total


def test_an_unknown_rome_code_is_told(atlas):
    _, _, notices, _, drawing, _ = answer_request(atlas, {"q": "Z9999"}, TODAY)
    assert "Z9999" in said(notices)
    assert drawing["listed"] == 0


def test_travel_time_orders_the_list_only_when_there_is_a_place(atlas):
    def first(request):
        return answer_request(atlas, request, TODAY)[-1][0]["label"]

    assert first({"q": "bts"}) == "Trier : pertinence"
    assert first({"q": "bts", "lieu": "02381"}) == "Trier : temps de trajet"


@pytest.mark.parametrize("text", ["Hirson", "hirson (02500)", "HIRSON"])
def test_a_place_that_is_typed_whole_is_found(atlas, text):
    *_, error, code = place_of_text(atlas, text, {}, finished=True)
    assert error is None
    assert code["code"] == "02381"


def test_a_place_half_typed_is_not_yet_an_error(atlas):
    suggestions, value, error, code = place_of_text(atlas, "hirs", {}, finished=False)
    assert suggestions[0].startswith("Hirson")
    assert value is no_update
    assert error is None
    assert code is no_update


def test_a_territory_typed_as_a_place_can_be_searched(atlas):
    _, _, error, code = place_of_text(atlas, "Picardie", {}, finished=True)
    assert code == {}
    values = [one.to_plotly_json()["props"].get("data-zones") for one in of_type(error, "Button")]
    assert values[0] == "departement:02,departement:60,departement:80"
    _, _, error, _ = place_of_text(atlas, "boulogne", {}, finished=True)
    assert "Boulogne-sur-Mer (62200)" in said(error)
    assert len(of_type(error, "Button")) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("boulanger Hirson", {"q": "boulanger", "lieu": "02381", "max_minutes": "45"}),
        ("boulanger à Villeneuve d'Ascq", {"q": "boulanger", "lieu": "59009"}),
    ],
)
def test_a_place_among_the_words_can_be_searched_from(atlas, text, expected):
    _, _, notices, *_ = answer_request(atlas, {"q": text}, TODAY)
    links = [one.href for one in of_type(notices, "A") if "lieu=" in str(one.href)]
    assert links
    asked = {name: value[0] for name, value in parse_qs(urlsplit(links[0]).query).items()}
    assert expected.items() <= asked.items()


def test_an_unknown_place_is_told_when_one_leaves_the_field(atlas):
    _, _, error, code = place_of_text(atlas, "Hirzonne-les-Bains", {}, finished=True)
    assert "Hirzonne-les-Bains" in error
    assert code == {}


def test_around_me_names_the_commune(atlas):
    _, label, error, code = place_of_position(atlas, {"lon": 3.06, "lat": 50.63})
    assert label.startswith("Lille")
    assert error is None
    assert code["here"]


@pytest.mark.parametrize("sort", ORDERS)
def test_a_file_has_what_the_list_has_nothing_less(atlas, sort):
    request = {"q": "bts", "lieu": "59350", "max_minutes": "60"}
    found = find(atlas, parse_query(request), TODAY)
    name, content = list_file(atlas, request, sort, "geojson", TODAY)
    collection = json.loads(content)
    offers = [feature["id"] for feature in collection["features"]]
    assert set(offers) == set(atlas.offers["offer"][found.shown])
    assert len(offers) == collection["total"] > found.total > 0
    assert name.endswith(".geojson")
    at_a_distance = [f["properties"]["modality"] == "distance" for f in collection["features"]]
    assert at_a_distance == sorted(at_a_distance)


@pytest.mark.parametrize("sort", [None, "", "lune"])
def test_a_file_without_an_order_is_by_travel_time(atlas, sort):
    request = {"q": "cuisine", "lieu": "59350"}
    files = [list_file(atlas, request, one, "csv", TODAY) for one in (sort, "temps")]
    assert files[0] == files[1]
