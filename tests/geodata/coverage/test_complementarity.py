from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.coverage.complementarity import certification_keys, same_nearby, single_site


def offers(rows):
    """Rows of (rncp, certification, site, voie, capacity, provider, modality)."""
    columns = ["rncp", "certification", "site", "voie", "capacity", "provider", "modality"]
    table = pd.DataFrame(rows, columns=columns)
    table["title"] = table["certification"] + " (un an)"
    table["level"] = pd.array([3] * len(table), dtype="Int64")
    table["domain"] = "transport"
    table["capacity"] = table["capacity"].astype("Int64")
    text = ["rncp", "certification", "title", "voie", "provider", "modality", "domain"]
    return table.astype(dict.fromkeys(text, "str"))


def nearby(table, minutes, threshold=30, which=None):
    everything = np.ones(len(table), dtype=bool) if which is None else which
    return same_nearby(
        table, table["site"].to_numpy(), certification_keys(table), everything, minutes, threshold
    )


MINUTES = np.array([[0, 10, 60], [12, 0, 255], [60, 255, 0]], np.uint8)


def test_a_certification_is_its_code_else_its_level_and_words():
    table = offers(
        [("RNCP37680", "CAP Cuisine", 0, "scolaire", 1, "", ""),
         ("37680", "Cuisine (CAP)", 0, "scolaire", 1, "", ""),
         ("", "CAP Pâtisserie", 0, "scolaire", 1, "", ""),
         ("", "cap pâtissérie", 0, "scolaire", 1, "", "")]
    )  # fmt: skip
    keys = certification_keys(table)
    assert keys[0] == keys[1] == "RNCP37680"
    assert keys[2] == keys[3]
    assert keys[2] != keys[0]
    other = table.assign(level=pd.array([3, 3, 3, None], dtype="Int64"))
    assert certification_keys(other)[2] != certification_keys(other)[3]
    empty = table.assign(rncp="", certification="", title="")
    assert set(certification_keys(empty)) == {""}


def test_the_same_nearby():
    table = offers(
        [("1", "CAP A", 0, "scolaire", 24, "Lycée", ""),
         ("1", "CAP A", 0, "apprentissage", None, "CFA", ""),
         ("1", "CAP A", 1, "apprentissage", None, "CFA", ""),
         ("1", "CAP A", 2, "scolaire", 9, "", ""),
         ("2", "CAP B", 1, "scolaire", 9, "Autre", ""),
         ("1", "CAP A", -1, "scolaire", 9, "", "")]
    )  # fmt: skip
    found = nearby(table, MINUTES)
    assert len(found) == 1
    pair = found.iloc[0]
    assert (pair["site_a"], pair["site_b"], pair["minutes"]) == (0, 1, 10)
    assert (pair["voies_a"], pair["voies_b"]) == ("apprentissage scolaire", "apprentissage")
    assert pair["places_a"] == 24
    assert pd.isna(pair["places_b"])
    assert pair["same_provider"]
    assert str(found["level"].dtype) == str(found["places_a"].dtype) == "Int64"
    assert len(nearby(table, MINUTES, 60)) == 2
    assert len(nearby(table, MINUTES, 1e9)) == 2
    assert nearby(table, MINUTES, 9).empty
    assert nearby(table, MINUTES, 30, np.zeros(6, dtype=bool)).empty


def test_two_sites_at_the_same_place_are_a_pair():
    table = offers([("1", "A", 0, "scolaire", 1, "x", ""), ("1", "A", 1, "scolaire", 1, "y", "")])
    found = nearby(table, np.zeros((2, 2), np.uint8), 0)
    assert found["minutes"].tolist() == [0]
    assert found["same_provider"].tolist() == [False]


@given(
    st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), st.integers(-1, 4)), max_size=14),
    hnp.arrays(np.uint8, (5, 5), elements=st.sampled_from([0, 20, 30, 31, 255])),
)
def test_pairs_are_those_of_brute_force(rows, minutes):
    table = offers([(rncp, "C" + rncp, site, "scolaire", 1, "", "") for rncp, site in rows])
    expected = {
        ("RNCP" + p[0], *sorted((p[1], q[1])))
        for p, q in combinations(set(rows), 2)
        if p[0] == q[0] and p[1] >= 0 and q[1] >= 0
        and min(minutes[p[1], q[1]], minutes[q[1], p[1]]) <= 30
    }  # fmt: skip
    found = nearby(table, minutes)
    assert {tuple(row) for row in found[["key", "site_a", "site_b"]].to_numpy()} == expected
    assert len(found) == len(expected)


def test_present_in_one_single_site():
    table = offers(
        [("1", "CAP A", 0, "scolaire", 24, "", ""),
         ("1", "CAP A", 0, "apprentissage", 6, "", ""),
         ("1", "CAP A", 2, "scolaire", 1, "", "distance"),
         ("1", "CAP A", -1, "scolaire", 1, "", ""),
         ("2", "CAP B", 0, "scolaire", 1, "", ""),
         ("2", "CAP B", 1, "scolaire", 1, "", ""),
         ("3", "CAP C", -1, "scolaire", 1, "", "distance")]
    )  # fmt: skip
    site, distance = table["site"].to_numpy(), (table["modality"] == "distance").to_numpy()
    keys, everything = certification_keys(table), np.ones(7, dtype=bool)
    found = single_site(table, site, distance, keys, everything)
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["certification"], row["site"], row["courses"], row["places"]) == ("CAP A", 0, 2, 30)
    assert row["voies"] == "apprentissage scolaire"
    assert (row["at_distance"], row["unplaced"]) == (1, 1)
    assert single_site(table, site, distance, keys, ~everything).empty
