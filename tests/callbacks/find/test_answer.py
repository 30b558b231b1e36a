"""The answer to a search never writes where a person is."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from atlases.ringed import ringed_atlas, theirs
from atlases.small import FULL, of_type, offer, small_atlas, texts

from callbacks.find.answer import answer_request

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def region():
    """One course in Alpha, one in Delta."""
    return small_atlas([FULL, offer("delta", site="delta", title="Master Droit")])


def links(atlas, **request):
    notices = answer_request(atlas, request, TODAY)[2]
    return [link.href for link in of_type(notices, "Link")]


def searches(atlas, **request):
    notices = answer_request(atlas, request, TODAY)[2]
    return [link.href for link in of_type(notices, "A") if link.href.startswith("/?")]


def near_delta(atlas):
    site = atlas.sites.set_index("site").loc["delta"]
    return f"{site['lon']},{site['lat']}"


def test_links_of_a_search_without_answer_say_nothing_of_the_position(region):
    found = links(region, near=near_delta(region), max_minutes="1", q="cuisine")
    assert found, "the nearest courses are offered"
    for link in found:
        assert "near" not in parse_qs(urlsplit(link).query)
        for degrees in near_delta(region).split(","):
            assert degrees[:4] not in link
        assert parse_qs(urlsplit(link).query)["q"] == ["cuisine"], "the search itself is kept"


def test_other_searches_start_from_the_commune_not_from_the_position(region):
    found = searches(region, near=near_delta(region), max_minutes="1", q="cuisine")
    assert found, "the diplomas of the métier are offered"
    for link in found:
        asked = parse_qs(urlsplit(link).query)
        assert "near" not in asked
        assert asked["lieu"] == ["02004"]


def test_links_of_a_search_without_answer_keep_the_commune_that_was_chosen(region):
    (link,) = links(region, lieu="02004", max_minutes="1", q="cuisine")
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith("/formation/full?")
    assert (asked["lieu"], asked["max_minutes"]) == (["02004"], ["1"])


def test_a_search_that_names_an_establishment_leads_to_its_page(region):
    atlas = small_atlas([FULL, offer("zeta", site="delta", provider="Zephyrin")])
    (link,) = links(atlas, q="zephyrin", near=near_delta(atlas), max_minutes="45")
    assert link.startswith("/etablissement/delta?")
    assert "near" not in parse_qs(urlsplit(link).query)
    assert "q" in parse_qs(urlsplit(link).query)
    assert links(atlas, q="cuisine") == []


def test_one_line_says_where_the_right_course_is_when_weaker_ones_hide_it():
    atlas = small_atlas(
        [
            offer("weak", title="Titre Service en salle", site="delta", romes="G1602"),
            offer("right", title="Cuisinier", site="alpha", romes="G1602"),
        ]
    )
    notices = answer_request(
        atlas, {"q": "cuisinier", "near": near_delta(atlas), "max_minutes": "5"}, TODAY
    )[2]
    assert " ".join(texts(notices).split()).startswith("Cuisinier : le plus proche à")
    (link,) = links(atlas, q="cuisinier", near=near_delta(atlas), max_minutes="5")
    assert link == "/formation/right?q=cuisinier"
    on_foot = {"q": "cuisinier", "lieu": "02004", "max_minutes": "5", "mode": "marche"}
    assert "Aller jusqu'à" in texts(answer_request(atlas, on_foot, TODAY)[2])


def test_a_wish_that_only_its_like_answers_nearby_says_where_the_named_one_is():
    atlas = small_atlas(
        [
            offer("law", title="Licence Droit", romes="K1901", site="alpha"),
            offer("like", title="CAP Service en salle", romes="G1602", site="alpha"),
            offer("cook", title="CAP Cuisine", romes="G1602", site="delta"),
        ]
    )
    asked = {"q": "droit ou cuisinier", "lieu": "80001", "max_minutes": "5"}
    told = texts(answer_request(atlas, asked, TODAY)[2])
    assert "1\u00a0formation voisine, la plus proche de ce nom à" in told
    assert "Aller jusqu'à" in told
    alone = small_atlas([offer("law", title="Licence Droit"), offer("cook", title="CAP Cuisine")])
    told = texts(answer_request(alone, asked, TODAY)[2])
    assert "de ce nom" not in told


def test_old_data_are_counted_among_the_courses_that_the_headline_counts():
    ours = [offer("old", vintage="2020"), offer("new", vintage=str(TODAY.year))]
    across = [theirs(f"across-{i}", vintage="2020") for i in range(5)]
    atlas = ringed_atlas(across, ours)
    notices = answer_request(atlas, {}, TODAY)[2]
    assert "1\u00a0formation a des données anciennes, de 2020" in texts(notices)
