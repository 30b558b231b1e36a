import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from geodata.coverage.blank_zones.contiguous import blank_zones
from geodata.coverage.blank_zones.declared import (
    UnreadableList,
    compare_declared,
    named_columns,
    read_declared,
    undeclared,
)

CODES = ["02361", "02408", "59350", "80021"]
MINUTES = np.array([45, 40, 5, 255], np.uint8)
PEOPLE = [100, 20, 1000, 7]


@pytest.fixture
def zones():
    near = sparse.csr_array(np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0] * 4, [0] * 4], dtype=bool))
    return blank_zones(near, MINUTES, np.array([0, 0, 0, -1]), PEOPLE, CODES, 30)


def test_reads_usual_columns_old_codes_and_zones_written_once():
    listed = pd.DataFrame(
        {
            "Code INSEE": ["2361", "02999", "59350", "02361", "75056", "", ""],
            "Nom": ["Thiérache", "", "Lille", "Thiérache", "Lille", "Lille", ""],
            "Remarque": ["dit par le SPEL", "", "", "", "", "", ""],
        }
    )
    found = read_declared(listed, CODES, {"02999": "02408"})
    assert found.table.to_dict("list") == {
        "zone": ["Thiérache", "Thiérache", "Lille"],
        "commune": ["02361", "02408", "59350"],
        "row": [0, 1, 2],
        "note": ["dit par le SPEL", "", ""],
    }
    assert found.rejected["row"].tolist() == [4, 5, 6]
    reasons = " ".join(found.rejected["reason"])
    assert "déjà" in reasons
    assert "de la région" in reasons
    assert "Il manque" in reasons


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=10))
def test_every_line_is_kept_or_refused(lines):
    listed = pd.DataFrame(lines, columns=["zone", "commune"], dtype="str")
    found = read_declared(listed, CODES)
    written = sum(bool(zone.strip() or commune.strip()) for zone, commune in lines)
    assert len(found.table) + len(found.rejected) == written


@pytest.mark.parametrize("columns", [["zone"], ["commune"], ["a", "b"], []])
def test_says_which_column_is_missing(columns):
    with pytest.raises(UnreadableList, match="n'a pas de colonne"):
        read_declared(pd.DataFrame(columns=columns), CODES)


def test_compares(zones):
    listed = pd.DataFrame(
        {"zone": ["Thiérache", "Thiérache", "Est"], "commune": ["02361", "59350", "80021"]}
    )
    declared = read_declared(listed, CODES)
    table = compare_declared(declared, zones, MINUTES, PEOPLE, 30).set_index("zone")
    assert table.loc["Thiérache"].to_dict() == {
        "communes": 2, "population": 1100, "beyond_communes": 1, "beyond_population": 100,
        "covered_population": 1000, "nearest_minutes": 5, "computed": "02361",
    }  # fmt: skip
    assert pd.isna(table.loc["Est", "nearest_minutes"])
    left = undeclared(zones, declared, PEOPLE)
    assert left["declared_communes"].tolist() == [1, 1]
    assert left["undeclared_population"].tolist() == [20, 0]


def test_an_empty_list(zones):
    declared = read_declared(pd.DataFrame(columns=["zone", "commune"]), CODES)
    assert compare_declared(declared, zones, MINUTES, PEOPLE, 30).empty
    assert undeclared(zones, declared, PEOPLE)["undeclared_population"].tolist() == [120, 7]


def test_of_two_columns_of_one_name_the_first_is_read():
    listed = pd.DataFrame([["Une", "02001", "Deux"]], columns=["zone", "commune", "zone"])
    assert named_columns(listed).to_dict("records") == [{"zone": "Une", "commune": "02001"}]
