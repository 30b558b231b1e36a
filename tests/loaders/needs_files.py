"""What the tests of observation share: a small region, and files as producers save them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import openpyxl
import pandas as pd

from loaders.source import Context, Parsed

Rows = Sequence[Sequence[object]]


def region(communes: gpd.GeoDataFrame) -> Context:
    """Return the context of a region of code 32 that has two départements."""
    romes = [("J1501", "Aide-soignant"), ("G1602", "Cuisinier")]
    return Context(
        communes=communes,
        certifications=pd.DataFrame(columns=["title", "short", "level", "nsf", "romes", "rncp"]),
        romes=pd.DataFrame(romes, columns=["rome", "label"]),
        profile=SimpleNamespace(name="Petite-Région", code="32", departements=("80", "02")),
    )


def as_csv(rows: Rows, separator: str = ",") -> str:
    """Return rows as the text of a CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue()


def save(
    path: Path, rows: Rows, *, separator: str = ",", encoding: str = "utf-8", mark: str = ""
) -> Path:
    """Save rows as a CSV."""
    path.write_bytes((mark + as_csv(rows, separator)).encode(encoding))
    return path


def save_book(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    """Save the sheets of a workbook, in this order."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def one(table: pd.DataFrame, **wanted: object) -> pd.Series:
    """Return the only row that has these values."""
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1, f"{len(table)} lignes"
    return table.iloc[0]


def reasons(parsed: Parsed) -> dict[int, str]:
    """Return why each row is rejected; the account must be that of the file."""
    assert parsed.rows_kept + len(parsed.rejects) == parsed.rows_read
    assert parsed.rejects["row"].is_unique
    return dict(zip(parsed.rejects["row"], parsed.rejects["reason"], strict=True))
