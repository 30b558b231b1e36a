import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.places.zoning import GROUPINGS, is_grouping, is_known, zone_label, zoning


@pytest.fixture
def communes():
    return pd.DataFrame(
        {
            "code": ["02001", "02002", "59001", "59002"],
            "departement": ["02", "02", "59", "59"],
            "spel": ["021", "", "591", "021"],
            "epci": ["E", "E", "F", "F"],
            "zone_emploi": [""] * 4,
            "bmo_basin": [""] * 4,
            "density": ["1", "5", "Rural à habitat dispersé", ""],
            "zrr": pd.array([True, False, None, True], dtype="boolean"),
            "frr": pd.array([None] * 4, dtype="boolean"),
            "qpv_population": pd.array([10, 0, None, 3], dtype="Int64"),
        }
    )


@pytest.mark.parametrize(
    ("level", "codes", "of_commune"),
    [
        ("region", ("region",), [0, 0, 0, 0]),
        ("departement", ("02", "59"), [0, 0, 1, 1]),
        ("spel", ("021", "591", ""), [0, 2, 1, 0]),
        ("zone_emploi", ("",), [0, 0, 0, 0]),
        ("zrr", ("0", "1", ""), [1, 0, 2, 1]),
        ("frr", ("",), [0, 0, 0, 0]),
        ("qpv", ("0", "1", ""), [1, 0, 2, 1]),
        ("density", ("1", "5", "6", ""), [0, 1, 2, 3]),
        ("rurality", ("rural", "urbain", ""), [1, 0, 0, 2]),
        ("commune", ("02001", "02002", "59001", "59002"), [0, 1, 2, 3]),
    ],
)
def test_levels(communes, level, codes, of_commune):
    found = zoning(communes, level)
    assert found.codes == codes
    assert found.of_commune.tolist() == of_commune
    assert is_known(found) == (codes != ("",))


def test_the_quarters_of_2024_come_first(communes):
    listed = communes.assign(qpv_2024=pd.array([0, 2, 0, None], dtype="Int64"))
    assert zoning(listed, "qpv").of_commune.tolist() == [0, 1, 0, 2]
    unknown = communes.assign(qpv_2024=pd.array([None] * 4, dtype="Int64"))
    assert zoning(unknown, "qpv").of_commune.tolist() == [1, 0, 2, 1]


@given(st.lists(st.integers(0, 10**7), min_size=4, max_size=4), st.sampled_from(list(GROUPINGS)))
def test_sums_stay_whole_whatever_the_level(people, level):
    codes = ["a", "", "b", "a"]
    flag = pd.array([True, None, False, True], dtype="boolean")
    table = pd.DataFrame(dict.fromkeys(("departement", "spel", "epci", "zone_emploi"), codes))
    table = table.assign(code=codes, bmo_basin=codes, density=["1", "", "7", "?"], zrr=flag)
    table = table.assign(frr=flag, qpv_population=pd.array([1, None, 0, 2], dtype="Int64"))
    found = zoning(table, level)
    assert found.sums(people).sum() == sum(people)
    assert found.counts().sum() == 4
    assert found.counts(np.array([True, False, False, True])).sum() == 2


def test_communes_of_a_territory(communes):
    assert zoning(communes, "spel").communes("021").tolist() == [True, False, False, True]
    with pytest.raises(KeyError):
        zoning(communes, "spel").communes("999")
    with pytest.raises(KeyError):
        zoning(communes, "canton")


def test_labels():
    names = {("spel", "021"): "Vervins"}
    assert zone_label("spel", "021", names) == "Vervins"
    assert zone_label("spel", "", names) == "Non renseigné"
    assert zone_label("spel", "999", names) == "999"
    assert zone_label("frr", "1", names) == "En FRR"
    assert zone_label("qpv", "0", names) == "Commune sans QPV"
    assert zone_label("density", "5", names) == "Bourgs ruraux"
    assert zone_label("rurality", "rural", names) == "Rural"


def test_two_levels_cross_in_pairs_that_some_commune_is_in(communes):
    found = zoning(communes, "zrr,spel")
    assert found.codes == ("1,021", "")
    # 02002 is in no known SPEL, 59001 has no known flag: neither is put anywhere.
    assert found.of_commune.tolist() == [0, 1, 1, 0]
    assert found.sums([1, 10, 100, 1000]).tolist() == [1001, 110]
    names = {("spel", "021"): "Château-Thierry"}
    assert zone_label("zrr,spel", "1,021", names) == "En ancienne ZRR · Château-Thierry"
    assert zone_label("zrr,spel", "", names) == "Non renseigné"


@pytest.mark.parametrize("by", ["spel,spel", "region,spel", "commune,spel", "spel,lune", "a,b,c"])
def test_what_does_not_cross_is_no_level(communes, by):
    assert not is_grouping(by)
    with pytest.raises(KeyError):
        zoning(communes, by)
