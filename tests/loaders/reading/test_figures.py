import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import MissingColumnError
from loaders.reading.columns import known, select
from loaders.reading.figures import (
    counts,
    degrees,
    departement_code,
    fap_version,
    state_of,
    whole_code,
)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("12", ""),
        ("0", ""),
        ("1 234,5", ""),
        ("*", "secret"),
        (" * ", "secret"),
        ("s", "secret"),
        ("n.d.", "indisponible"),
        ("nd", "indisponible"),
        ("NA", "indisponible"),
        ("", "indisponible"),
        ("douze", "illisible"),
        ("-3", "illisible"),
        ("1e303", "illisible"),
    ],
)
def test_what_a_cell_says(text: str, state: str) -> None:
    assert state_of(text) == state


def test_a_secret_is_null_and_a_zero_is_zero() -> None:
    read = counts(pd.Series(["*", "0", "", "n.d.", "12", "68,75", "-3", "1e303"]))
    assert read.isna().tolist() == [True, False, True, True, False, False, True, True]
    assert read.dropna().tolist() == [0, 12, 69]


@given(st.text(max_size=12))
def test_any_text_is_read_or_null(text: str) -> None:
    (value,) = counts(pd.Series([text]))
    assert pd.isna(value) or value >= 0
    if state_of(text):
        assert pd.isna(value)


def test_only_the_five_classes_are_degrees() -> None:
    cells = pd.Series(["1", "5.0", "3,0", "0,44", "6", "0", "", "Très élevée", "tres faible"])
    read = degrees(cells)
    assert read.tolist()[:3] == [1, 5, 3]
    assert read[3:7].isna().all()
    assert read.tolist()[7:] == [5, 1]


@pytest.mark.parametrize(
    ("text", "code"),
    [("2", "02"), ("002", "02"), ("2.0", "02"), ("02", "02"), ("059", "59"), ("2A", "2A"),
     ("02A", "2A"), ("971", "971"), ("", "")],
)  # fmt: skip
def test_a_departement_is_written_as_the_insee_does(text: str, code: str) -> None:
    assert departement_code(text) == code


def test_a_code_that_a_spreadsheet_took_for_a_number() -> None:
    assert whole_code("3221.0") == "3221"


def test_the_version_of_the_fap_is_that_of_its_codes() -> None:
    assert fap_version(["G0A40", "V0X60"]) == "FAP 2021"
    assert fap_version(["G0A40", "V0Z60"]) == "FAP 2009"


def test_columns_are_found_by_any_of_their_names() -> None:
    columns = {"a": ("Année", "annee"), "b": ("met",)}
    assert known(["ANNEE", "xmet"], columns) == {"a"}
    frame = pd.DataFrame([["2024", "3"]], columns=["année", "met"], index=[1])
    rows = select(frame, columns, ["a", "b"])
    assert rows.loc[1].to_dict() == {"a": "2024", "b": "3", "content": "2024 | 3"}


def test_a_missing_column_is_named_with_the_nearest() -> None:
    frame = pd.DataFrame([["2024", "3"]], columns=["annee", "met_2024"])
    with pytest.raises(MissingColumnError, match=r"« met ».*« met_2024 »"):
        select(frame, {"a": ("annee",), "b": ("met",)}, ["a", "b"])
