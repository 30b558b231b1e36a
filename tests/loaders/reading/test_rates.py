"""What is not published is never a zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.figures import rate_of, why_no_rate


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        ("51", 51.0, ""),
        ("51,5 %", 51.5, ""),
        ("51.5%", 51.5, ""),
        ("-12", -12.0, ""),
        ("0", 0.0, ""),
        ("", None, "indisponible"),
        ("nd", None, "indisponible"),
        ("n.d.", None, "indisponible"),
        ("-", None, "indisponible"),
        ("*", None, "secret"),
        ("**", None, "secret"),
        ("s", None, "secret"),
        ("Secret statistique", None, "secret"),
    ],
)
def test_cells(cell: str, value: float | None, status: str) -> None:
    assert (rate_of(cell), why_no_rate(cell)) == (value, status)


@given(st.text(max_size=12))
def test_a_cell_has_a_number_or_a_status(cell: str) -> None:
    assert (rate_of(cell) is None) == bool(why_no_rate(cell))
