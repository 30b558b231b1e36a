"""Shares are of the courses concerned; a source is late once its next edition must be out."""

import datetime as dt

import pandas as pd
import pytest

from geodata.provenance.quality import (
    LATE,
    UNDATED,
    UNKNOWN_RHYTHM,
    UP_TO_DATE,
    ages,
    certified,
    freshness,
    months_of,
    shares,
    told,
)

TODAY = dt.date(2026, 11, 22)


def offers(**columns: list[object]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    blank = {
        "site": [""] * count,
        "modality": ["presentiel"] * count,
        "romes": [""] * count,
        "level": [None] * count,
        "domain": [""] * count,
        "capacity": [None] * count,
        "start": [None] * count,
        "certification": [""] * count,
    }
    return pd.DataFrame({**blank, **columns})


SITES = pd.DataFrame(
    {"site": ["a", "b"], "precision": ["address", "commune"], "commune": ["1", "2"]}
)


def test_shares_are_of_the_courses_concerned() -> None:
    table = offers(
        site=["a", "b", "", ""],
        modality=["presentiel", "presentiel", "distance", "presentiel"],
        romes=["D1102", "", "D1102", ""],
        capacity=[0, None, None, None],
    )
    found = shares(told(table, SITES))
    # The course at a distance has no place to have; the last one has none and should.
    assert found["address"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["place"] == pytest.approx(2 / 3, abs=1e-4)
    assert (found["rome"], found["capacity"], found["date"]) == (0.5, 0.25, 0)
    assert shares(told(table[table["modality"] == "distance"], SITES))["place"] is None


def test_certified_courses_are_counted_apart() -> None:
    table = offers(
        certification=["CAP", "CAP", ""], level=[3, None, None], domain=["x", "x", ""],
        romes=["D1102", "", ""],
    )  # fmt: skip
    assert certified(table) == {"offers": 2, "level_domain": 0.5, "rome": 0.5}
    assert certified(table[2:])["rome"] is None


@pytest.mark.parametrize(
    ("vintage", "rhythm", "state", "months"),
    [
        ("session 2025", "chaque année", UP_TO_DATE, 11),
        ("session 2024", "chaque année", LATE, 23),
        ("session 2024", "tous les deux ans", UP_TO_DATE, 23),
        ("2026-10", "chaque jour", UP_TO_DATE, 1),
        ("2026-09", "chaque mois", LATE, 2),
        ("2026-05-31", "chaque trimestre", LATE, 6),
        ("2026-08", "chaque trimestre", UP_TO_DATE, 3),
        ("2021-2022", "chaque année", LATE, 47),
        ("2027", "chaque année", UP_TO_DATE, 0),
        ("2021", "à chaque révision", UNKNOWN_RHYTHM, 59),
        ("sans date", "chaque année", UNDATED, None),
        ("", "", UNDATED, None),
    ],
)
def test_freshness(vintage: str, rhythm: str, state: str, months: int | None) -> None:
    found = freshness(vintage, rhythm, TODAY)
    assert (found.state, found.months) == (state, months)


def test_rhythms_in_months() -> None:
    assert [months_of(text) for text in ("en continu", "dix fois par an", "chaque semaine")] == [
        1
    ] * 3
    assert months_of("deux fois par an") == 6
    assert months_of("tous les six mois") == 6
    assert months_of("ne paraît plus") is None


def test_only_the_newest_file_of_a_source_can_be_late() -> None:
    rows = [("x", "Source", "2019", False), ("x-2", "Source", "2026", False), ("d", "D", "", True)]
    table = pd.DataFrame(rows, columns=["source", "name", "vintage", "simulated"])
    found = ages(table, {"x": "chaque année", "x-2": "chaque année"}, TODAY)
    assert {key: fresh.state for key, fresh in found.items()} == {"x-2": UP_TO_DATE}
