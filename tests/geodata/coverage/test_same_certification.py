"""Complementarity with names: pairs, single courses and their counts by domain and voie."""

from datetime import date

from atlases.small import FULL, offer, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.coverage.same_certification import counts, pairs, singles

TODAY = date(2026, 11, 22)
SAME = {"rncp": "RNCP1", "certification": "CAP Cuisine", "domain": "hotellerie-alimentation"}


def asked(**args):
    return parse_coverage({k: str(v) for k, v in args.items()})


def test_the_same_certification_nearby_is_a_pair_of_named_places():
    atlas = small_atlas(
        [
            {**FULL, **SAME, "site": "alpha", "provider": "A"},
            offer("b", **SAME, site="bêta", provider="B"),
        ]
    )
    found = pairs(atlas, asked(), TODAY, 60).table
    assert found[["place_a", "place_b", "commune_a", "same_house"]].to_numpy().tolist() == [
        ["Lycée Alpha, Alpha", "Lycée Bêta, Bêta", "80001", False]
    ]
    assert found["voies"].tolist() == ["apprentissage scolaire"]
    table = counts(found)
    row = table.loc["hotellerie-alimentation"]
    assert row[["scolaire", "apprentissage", "total"]].tolist() == [1, 1, 1]
    assert pairs(atlas, asked(), TODAY, 0).table.empty
    assert counts(pairs(atlas, asked(), TODAY, 0).table).empty


def test_two_entries_of_one_establishment_come_last():
    atlas = small_atlas(
        [offer(f"{n}", **SAME, site=site) for n, site in enumerate(["alpha", "bêta", "gamma"])]
    )
    atlas.sites["uai"] = ["U1", "U1", "U3", "U4"]
    found = pairs(atlas, asked(), TODAY, 120).table
    assert found["same_house"].tolist() == [False, False, True]


def test_two_places_at_the_centre_of_one_commune_are_no_pair_but_one_of_known_address():
    atlas = small_atlas([offer("a", **SAME, site="alpha"), offer("b", **SAME, site="bêta")])
    town = {"commune": "80001", "x": 0.0, "y": 0.0}
    atlas.sites.loc[atlas.sites["site"].isin(["alpha", "bêta"]), list(town)] = list(town.values())
    atlas.sites["precision"] = "commune"
    found = pairs(atlas, asked(), TODAY, 60)
    assert (len(found.table), found.blind) == (0, 1)
    for known in ("alpha", "bêta"):
        atlas.sites["precision"] = "commune"
        atlas.sites.loc[atlas.sites["site"] == known, "precision"] = "address"
        found = pairs(atlas, asked(), TODAY, 60)
        assert (len(found.table), found.blind) == (1, 0)


def test_a_certification_of_one_place_says_what_else_there_is_of_it():
    atlas = small_atlas(
        [
            offer("a", **SAME, site="gamma"),
            offer("b", **SAME, modality="distance"),
            offer("c", title="Autre", certification="Autre", site="alpha"),
            offer("d", title="Autre", certification="Autre", site="bêta"),
        ]
    )
    found = singles(atlas, asked(), TODAY)
    assert found[["place", "commune", "at_distance"]].to_numpy().tolist() == [
        ["Lycée Gamma, Gamma", "02003", 1]
    ]
