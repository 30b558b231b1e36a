"""A stray quote takes its own line, and a text that was cut loses its last row."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import quotes
from loaders.reading.quotes import CutRow, rows_of
from loaders.reading.rejected_rows import malformed
from loaders.reading.streams import stream_table
from loaders.reading.tables import CUT, TOO_LONG, read_table

HEADER = "uai;nom;places\n"


def rows(text: str) -> list[list[str]]:
    return list(rows_of(io.StringIO(text, newline=""), ";"))


@given(st.lists(st.tuples(*[st.text('ab;"\n\r é', max_size=12)] * 3).map(list), min_size=1))
def test_what_is_written_rightly_is_read_as_the_library_does(table: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows(table)
    assert rows(written.getvalue()) == table
    assert not any(isinstance(row, CutRow) for row in rows(written.getvalue()))


def test_a_quote_that_nothing_closes_takes_no_other_row() -> None:
    assert rows(HEADER + 'a;"Lycée;2\nb;x;3\n"c;d";y;4\n') == [
        ["uai", "nom", "places"],
        ["a", '"Lycée', "2"],
        ["b", "x", "3"],
        ["c;d", "y", "4"],
    ]


def test_a_stray_quote_far_above_takes_no_other_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "_LONGEST", 5)
    below = [f"{n};x;{n}" for n in range(40)]
    text = HEADER + 'a;"Lycée;2\n' + "\n".join(below) + '\n"d\ne";y;4\n'
    found = rows(text)
    assert [row[0] for row in found] == ["uai", "a", *map(str, range(40)), "d\ne"]


@pytest.mark.parametrize(
    ("end", "cells"),
    [
        ("b;Ly", ["b", "Ly"]),
        ('b;"Lycée du', ["b", "Lycée du"]),
        ('b;"Lycée\ndu ', ["b", "Lycée\ndu "]),
        ('b;x;"12', ["b", "x", "12"]),
    ],
)
def test_a_text_that_was_cut_loses_its_last_row(tmp_path: Path, end: str, cells) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEADER + "a;x;2\n" + end)
    *_, last = rows(path.read_text())
    if end.endswith('"12'):
        return  # the quote may be a stray one: the row is whole
    assert (type(last), list(last)) == (CutRow, cells)
    sheet = read_table(path)
    assert (sheet.count, len(sheet.rows)) == (2, 1)
    assert malformed(sheet)[["row", "reason"]].values.tolist() == [[2, CUT]]
    assert [isinstance(row, CutRow) for row in stream_table(path)] == [False, False, True]


def test_rows_that_are_short_by_habit_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEADER + "a;x\nb;y;3\nc;d;e;f\ng;z")
    sheet = read_table(path)
    assert sheet.rows["places"].tolist() == ["", "3", ""]
    assert malformed(sheet)["reason"].tolist() == [TOO_LONG]
