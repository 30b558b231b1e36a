"""The layer of those who guide says its sources, what it lacks, and what the browser draws."""

from atlases.guided import guided_atlas, with_guidance
from atlases.small import small_atlas

from geodata.guidance.on_map import (
    HELPS_KEY,
    PLACE_LAYERS,
    PLACES_KEY,
    place_layers,
    places_and_zonings,
    places_table,
)
from geodata.guides import GUIDES, KINDS
from geodata.maps.overlays import OVERLAY_KEYS


def test_the_layer_names_its_sources_their_date_and_how_many_kinds_have_none():
    layer = place_layers(guided_atlas())[PLACES_KEY]
    assert layer.vintage == "Fichier d'essai, mars 2026"
    assert layer.lacks == (
        f"Sans source chargée, pas sur la carte : {len(GUIDES) - 3} autres sortes de lieux."
    )


def test_without_a_place_there_is_no_layer():
    assert place_layers(small_atlas()) == {}
    assert PLACES_KEY not in places_and_zonings(small_atlas())


def test_who_can_help_is_offered_before_the_zonings(atlas):
    first, *others = places_and_zonings(atlas)
    assert first == PLACES_KEY
    assert set(others) <= {*OVERLAY_KEYS, *PLACE_LAYERS}


def test_what_helps_to_come_is_a_layer_of_its_own():
    table = places_table(guided_atlas(), HELPS_KEY)
    assert table["places"]["name"] == ["Gare d'Alpha"]
    assert table["kinds"] == [{"name": "gare", "words": "Venir en train."}]
    assert "gare" in table["sought"]
    layer = place_layers(guided_atlas())[HELPS_KEY]
    assert layer.vintage == "Fichier d'essai, mars 2026"
    assert layer.lacks.startswith("Sans source chargée, pas sur la carte : 6 autres sortes")
    assert "France services" in layer.lacks


def test_every_kind_is_on_one_layer_and_one_only():
    atlas = guided_atlas()
    bare = atlas.guidance.iloc[0].to_dict()
    full = with_guidance(atlas, [{**bare, "place": kind, "kind": kind} for kind in KINDS])
    names = [kind["name"] for key in PLACE_LAYERS for kind in places_table(full, key)["kinds"]]
    assert sorted(names) == sorted(kind.one for kind in KINDS.values())


def test_the_browser_reads_the_places_that_guide_and_no_other():
    table = places_table(guided_atlas(), PLACES_KEY)
    places, kinds = table["places"], [kind["name"] for kind in table["kinds"]]
    told = list(zip(places["name"], (kinds[kind] for kind in places["kind"]), strict=True))
    assert ("Chez Alpha", "mission locale") in told
    assert ("Chez Alpha", "centre Apec") in told
    assert len(told) == 5
    assert "Gare d'Alpha" not in places["name"]
    assert {len(column) for column in places.values()} == {5}


def test_a_place_says_what_its_source_says_and_nothing_else():
    table = places_table(guided_atlas(), PLACES_KEY)
    places = table["places"]
    at = places["telephone"].index("03 22 00 01 02")
    assert places["hours"][at] == "lundi : 09:00-12:00"
    assert (places["address"][at], places["centre"][at], places["commune"][at]) == ("", 0, "Alpha")
    assert table["sources"][places["source"][at]] == "Fichier d'essai, mars 2026"
    assert table["kinds"][places["kind"][at]]["words"] == "Jeunes de 16 à 25 ans"


def test_a_place_at_the_centre_of_its_commune_is_marked():
    atlas = guided_atlas()
    atlas.guidance.loc[atlas.guidance["place"] == "apec-Alpha", "precision"] = "commune"
    table = places_table(atlas, PLACES_KEY)
    kinds = [table["kinds"][kind]["name"] for kind in table["places"]["kind"]]
    marked = [kind for kind, centre in zip(kinds, table["places"]["centre"], strict=True) if centre]
    assert marked == ["centre Apec"]
