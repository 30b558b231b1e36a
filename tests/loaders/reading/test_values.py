"""Codes that a spreadsheet changed: given back when their digits are there, refused when lost."""

import datetime as dt

import pytest

from loaders.reading.values import (
    cfd_of,
    day_of,
    plain_code,
    postal_code,
    rncp_code,
    siret_code,
    uai_code,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2345.0", "2345"),
        ("2345,00", "2345"),
        (2345.0, "2345"),
        ("59 200", "59200"),
        ("2,601E+13", ""),
        ("2.601e13", ""),
        ("2,1590001000012E+13", "21590001000012"),
        ("5,92E+04", ""),
        ("590010E", "590010E"),
        ("2A004", "2A004"),
        ("", ""),
    ],
)
def test_plain_code(written, plain):
    assert plain_code(written) == plain


@pytest.mark.parametrize(
    ("read", "written", "code"),
    [
        (siret_code, "824 228 142 01874", "82422814201874"),
        (siret_code, "82422814201874.0", "82422814201874"),
        (siret_code, "2,601E+13", ""),
        (siret_code, "5780000000011", ""),  # thirteen digits, and a false sum of control
        (siret_code, "5780000000010", "05780000000010"),
        (uai_code, "590010r", "0590010R"),
        (uai_code, "5,9E+05", ""),
        (rncp_code, "37553.0", "RNCP37553"),
        (rncp_code, "RNCP 037553", "RNCP37553"),
        (rncp_code, "3,76E+04", ""),
        (cfd_of, "1022001.0", "01022001"),
        (postal_code, "2100", "02100"),
        (postal_code, "2100.0", "02100"),
        (postal_code, "F-59200", "59200"),
        (postal_code, "59042 Lille Cedex", "59042"),
        (postal_code, "5,9E+04", ""),
    ],
)
def test_codes(read, written, code):
    assert read(written) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("45816", dt.date(2025, 6, 8)),
        ("45816.0", dt.date(2025, 6, 8)),
        ("45816,5", dt.date(2025, 6, 8)),
        ("2025", None),
        ("59350", None),
        ("020250608", None),
    ],
)
def test_the_number_of_a_day_in_a_spreadsheet(text: str, day: dt.date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "written",
    [
        "2024-12-03", "20241203", "20241203.0", "2024/12/3", "03/12/2024", "3-12-2024", "03.12.24",
        "45629", "45629.0", "3 décembre 2024", "mardi 3 déc. 2024", "2024-12-03 00:00:00",
        "03/12/2024 à 8h30",
    ],
)  # fmt: skip
def test_a_day_however_it_is_written(written):
    assert day_of(written) == dt.date(2024, 12, 3)


@pytest.mark.parametrize("written", ["2024-12", "12/2024", "décembre 2024"])
def test_a_month_is_its_first_day(written):
    assert day_of(written) == dt.date(2024, 12, 1)


@pytest.mark.parametrize("written", ["31/02/2024", "2024", "99.99.24", "12 2024", "bientôt 2024"])
def test_what_is_no_day(written):
    assert day_of(written) is None
