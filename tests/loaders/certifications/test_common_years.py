"""No pupil is lost nor counted twice when common years are shared out."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.certifications.common_years import CLOSED, NOWHERE, resolve, share_out
from loaders.certifications.diplomas import Diplomas
from tests.loaders.diploma_sample import TODAY, sample_context

FAMILY, ACCUEIL, COMMERCE = "40031211", "40031212", "40031213"


@pytest.fixture
def diplomas(communes, tmp_path: Path) -> Diplomas:
    return Diplomas(sample_context(communes, tmp_path), TODAY)


def rows(*values: tuple[str, str, int, int | None]) -> pd.DataFrame:
    table = pd.DataFrame(values, columns=["uai", "cfd", "year", "number"])
    return table.assign(number=table["number"].astype("Int64"), voie="").set_index(
        pd.RangeIndex(1, len(table) + 1)
    )


def shares(resolved: pd.DataFrame) -> dict[tuple[str, str], int]:
    return resolved.groupby(["uai", "cfd"])["number"].sum().to_dict()


def test_a_common_year_is_shared_out_between_what_the_school_teaches(diplomas) -> None:
    found = resolve(
        rows(
            ("A", FAMILY, 1, 10), ("A", ACCUEIL, 2, 8), ("A", COMMERCE, 2, 32), ("B", FAMILY, 1, 5)
        ),
        diplomas,
    )
    assert shares(found.rows) == {("A", ACCUEIL): 10, ("A", COMMERCE): 40}
    assert set(found.rows.loc[found.rows["common"] != "", "common"]) == {FAMILY}
    assert found.reasons.to_dict() == {4: NOWHERE}


def test_another_file_may_say_what_the_school_teaches(diplomas) -> None:
    taught = pd.DataFrame([{"uai": "B", "cfd": ACCUEIL, "number": 12}])
    found = resolve(rows(("B", FAMILY, 1, 5)), diplomas, taught)
    assert shares(found.rows) == {("B", ACCUEIL): 5}


def test_a_file_may_name_the_family_of_a_diploma(diplomas) -> None:
    other = "50022146"
    found = resolve(
        rows(("A", FAMILY, 1, 4), ("A", other, 2, 4)),
        diplomas,
        families={"RELATIONS CLIENTS": [other], "AUTRE CHOSE": [COMMERCE]},
    )
    assert shares(found.rows) == {("A", other): 8}


def test_a_first_year_without_known_options_is_the_diploma(diplomas) -> None:
    found = resolve(rows(("A", "32032612", 1, 30)), diplomas)
    assert shares(found.rows) == {("A", "32032612"): 30}
    assert found.rows["common"].tolist() == ["32032612"]


def test_a_first_year_that_leads_to_one_diploma_is_that_one(diplomas) -> None:
    found = resolve(rows(("A", "40025218", 1, 30)), diplomas)
    assert shares(found.rows) == {("A", "40025214"): 30}


def test_closed_diplomas_follow_or_are_left_out(diplomas) -> None:
    found = resolve(rows(("A", "50022139", 2, 7), ("A", "50023440", 1, 3)), diplomas)
    assert shares(found.rows) == {("A", "50022146"): 7}
    assert found.reasons.to_dict() == {2: CLOSED}


def test_unknown_numbers_stay_unknown(diplomas) -> None:
    found = resolve(rows(("A", FAMILY, 1, None), ("A", ACCUEIL, 2, None)), diplomas)
    assert found.rows["cfd"].tolist() == [ACCUEIL, ACCUEIL]
    assert found.rows["number"].isna().all()


def test_no_row_gives_no_course(diplomas) -> None:
    assert resolve(rows(), diplomas).rows.empty


@given(
    st.integers(0, 500),
    st.lists(st.integers(0, 200), min_size=1, max_size=8),
)
def test_shares_add_up_and_follow_the_weights(number: int, weights: list[int]) -> None:
    parts = share_out(number, weights)
    assert sum(parts) == number
    assert min(parts) >= 0
    total = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = number * weight / total if total else number / len(weights)
        assert abs(part - exact) < 1
