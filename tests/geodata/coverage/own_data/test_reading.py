"""A person's own file: codes of any year, numbers of any writing, and nonsense."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.coverage.own_data.reading import (
    AMOUNT,
    RATE,
    commune_code,
    from_store,
    plain_number,
    read_own,
    to_store,
    zone_values,
)
from geodata.places.zoning import zoning
from geodata.tables.dropped import UnreadableTable, read_dropped

CODES = ["02361", "59350", "60057", "80021"]
SUCCESSORS = {"02026": "02361"}


def read(text):
    return read_own(read_dropped(text.encode()), CODES, SUCCESSORS)


def test_values_are_read_beside_codes_of_any_year():
    own = read("CODGEO;nom;chômeurs;taux\n2361;a;1 234;5,5\n59350;b;;12 %\n02026;c;6;7\n")
    assert own.code_column == "CODGEO"
    assert own.values("chômeurs", AMOUNT)[:2].tolist()[0] == 1240
    assert np.isnan(own.values("chômeurs", AMOUNT)[1])
    assert own.values("taux", RATE)[0] == pytest.approx(6.25)
    assert own.values("taux", RATE)[1] == 12
    assert own.moved == 1
    assert list(own.sums) == ["chômeurs", "taux"]


def test_what_does_not_match_is_listed_with_its_line_and_why():
    own = read("code;n\n59350;1\n75056;2\nTotal;3\n;4\n")
    assert own.n_unmatched == 3
    assert own.unmatched == (
        (3, "75056", "hors de la région, ou inconnu"),
        (4, "Total", "n'est pas un code de commune"),
        (5, "", "code absent"),
    )


def test_the_column_of_codes_is_found_wherever_it_is():
    own = read("année;valeur;insee\n2024;3;59350\n2024;4;60057\n")
    assert own.code_column == "insee"
    assert own.values("valeur", AMOUNT)[1] == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a;b\nx;y\n", "codes de communes"),
        ("code;nom\n59350;Lille\n", "Aucune colonne de nombres"),
        ("code;n\n75056;3\n", "codes de communes"),
        ("\n", "vide"),
        ("code;n\n", "codes de communes"),
    ],
)
def test_an_absurd_file_gives_a_sentence(text, words):
    with pytest.raises(UnreadableTable, match=words):
        read(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text):
    try:
        own = read(text)
    except UnreadableTable:
        return
    assert own.sums


@given(st.text(max_size=30))
def test_a_cell_is_a_finite_number_or_nothing(text):
    value = plain_number(text)
    assert np.isnan(value) or abs(value) < 1e15
    code = commune_code(text)
    assert code == "" or len(code) == 5


@pytest.mark.parametrize(
    ("text", "value"),
    [("1\u202f234,5", 1234.5), ("−3", -3), ("12 %", 12), ("1e3", 1000), ("1_000", None),
     ("nan", None), ("inf", None), ("", None), ("12 ans", None)],
)  # fmt: skip
def test_numbers_are_read_as_files_write_them(text, value):
    assert plain_number(text) == value if value is not None else np.isnan(plain_number(text))


def test_what_the_browser_keeps_is_read_back():
    own = read("code;n;m\n59350;1;2\n59350;3;4\nici;0;0\n")
    back = from_store(to_store(own, "f.csv"), len(CODES))
    assert back.unmatched == own.unmatched
    for name in own.sums:
        for kind in (AMOUNT, RATE):
            assert np.array_equal(back.values(name, kind), own.values(name, kind), equal_nan=True)


@pytest.mark.parametrize(
    "kept",
    [{}, {"columns": 3}, {"columns": {"a": {"rows": [99], "sums": [1], "lines": [1]}}},
     {"columns": {"a": {"rows": ["x"], "sums": [], "lines": []}}}],
)  # fmt: skip
def test_what_was_tampered_with_gives_a_sentence(kept):
    with pytest.raises(UnreadableTable, match="redonnez-le"):
        from_store(kept, 4)


def test_territories_add_amounts_and_weigh_rates():
    zones = zoning(pd.DataFrame({"spel": ["a", "a", "b", "c"]}), "spel")
    values = np.array([10.0, 20.0, 30.0, np.nan])
    people = np.array([1, 3, 5, 7])
    assert zone_values(zones, values, people, AMOUNT)[:2].tolist() == [30, 30]
    assert zone_values(zones, values, people, RATE)[:2].tolist() == [17.5, 30]
    assert np.isnan(zone_values(zones, values, people, AMOUNT)[2])
