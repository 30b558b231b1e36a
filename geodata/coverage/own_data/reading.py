"""A person's own figures by commune, set beside ours: read, brought to today's communes, summed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.folding import fold
from geodata.places.zoning import Zoning
from geodata.tables.dropped import UnreadableTable

MOST_COLUMNS = 8
"""Columns of figures that are kept of one file."""

MOST_UNMATCHED = 500
"""Lines without a commune of ours that are told one by one."""

AMOUNT, RATE = "effectif", "taux"

KINDS = (AMOUNT, RATE)

_CODE = re.compile(r"(\d\d|2[AB])\d{3}", re.ASCII)
_SHORT = re.compile(r"\d{4}", re.ASCII)
_CODE_NAMES = ("code insee", "insee", "codgeo", "code commune", "depcom", "code", "commune", "com")


@dataclass(frozen=True)
class OwnData:
    """Figures by commune.

    Attributes
    ----------
    code_column : the column read as codes
    sums : by column of figures, float64 (n_communes,), the sum of the commune's lines, NaN
        without one
    lines : by column, int64 (n_communes,), how many lines were added
    moved : lines whose code was of another year, brought to the commune of today
    unmatched : line of the file (the header is line 1), code as written, why; `MOST_UNMATCHED` at
        most, of `n_unmatched`
    """

    code_column: str
    sums: Mapping[str, NDArray[np.float64]]
    lines: Mapping[str, NDArray[np.int64]]
    moved: int
    unmatched: tuple[tuple[int, str, str], ...]
    n_unmatched: int

    def values(self, column: str, kind: str) -> NDArray[np.float64]:
        """Value of each commune, (n_communes,): its lines added (`AMOUNT`) or averaged (`RATE`)."""
        sums = self.sums[column]
        return sums if kind == AMOUNT else sums / np.maximum(self.lines[column], 1)


def read_own(table: pd.DataFrame, codes: ArrayLike, successors: Mapping[str, str]) -> OwnData:
    """Read figures by commune from the table of a dropped file.

    Parameters
    ----------
    table : texts, from `geodata.tables.dropped.read_dropped`
    codes : (n_communes,), codes of today's communes
    successors : commune of today that each code of another year has become

    Raises
    ------
    UnreadableTable
        No column of codes of the region's communes, or no column of figures; in French.
    """
    rows = {code: row for row, code in enumerate(np.asarray(codes, dtype=object).tolist())}
    table = table.set_axis(_distinct(table.columns), axis=1)
    column = _code_column(table, rows, successors)
    found, moved, lost = _rows_of(table[column], rows, successors)
    kept = np.flatnonzero(found >= 0)
    figures = _figures(table.drop(columns=column), kept)
    if not figures:
        raise UnreadableTable("Aucune colonne de nombres à côté des codes de commune.")
    sums, lines = {}, {}
    for name, values in figures.items():
        said = kept[np.isfinite(values[kept])]
        n = np.bincount(found[said], minlength=len(rows)).astype(np.int64)
        total = np.bincount(found[said], weights=values[said], minlength=len(rows))
        sums[name] = np.where(n > 0, total, np.nan)
        lines[name] = n
    return OwnData(column, sums, lines, moved, tuple(lost[:MOST_UNMATCHED]), len(lost))


def zone_values(
    zones: Zoning, values: NDArray[np.float64], people: ArrayLike, kind: str
) -> NDArray[np.float64]:
    """Value of each territory, (n_zones,): a sum, or a mean over the inhabitants.

    Communes without a value are left out; NaN where none has one (or, for a mean, where nobody
    lives).
    """
    said = np.isfinite(values)
    if kind == AMOUNT:
        sums = zones.sums(np.where(said, values, 0.0))
        return np.where(zones.counts(said) > 0, sums, np.nan)
    weights = np.where(said, np.asarray(people, dtype=np.float64), 0.0)
    total = zones.sums(weights)
    means = np.full(len(total), np.nan)
    return np.divide(
        zones.sums(np.where(said, values, 0.0) * weights), total, out=means, where=total > 0
    )


def to_store(own: OwnData, name: str) -> dict[str, object]:
    """Return what the browser keeps of a file, ready for JSON; `from_store` reads it back."""
    columns = {}
    for column, lines in own.lines.items():
        rows = np.flatnonzero(lines)
        columns[column] = {
            "rows": rows.tolist(),
            "sums": own.sums[column][rows].tolist(),
            "lines": lines[rows].tolist(),
        }
    return {
        "name": name,
        "code_column": own.code_column,
        "columns": columns,
        "moved": own.moved,
        "unmatched": [list(line) for line in own.unmatched],
        "n_unmatched": own.n_unmatched,
    }


def from_store(kept: Mapping[str, Any], n_communes: int) -> OwnData:
    """Read back what a browser kept.

    Raises UnreadableTable: it was kept for other communes, or is not what `to_store` wrote.
    """
    try:
        sums, lines = {}, {}
        columns = list(kept["columns"].items())
        if not 0 < len(columns) <= MOST_COLUMNS:
            raise ValueError("columns")
        for column, values in columns:
            rows = np.asarray(values["rows"], dtype=np.int64)
            if (rows < 0).any():
                raise IndexError("rows")
            sums[str(column)] = np.full(n_communes, np.nan)
            lines[str(column)] = np.zeros(n_communes, dtype=np.int64)
            sums[str(column)][rows] = values["sums"]
            lines[str(column)][rows] = values["lines"]
        unmatched = tuple((int(n), str(code), str(why)) for n, code, why in kept["unmatched"])
        return OwnData(
            str(kept["code_column"]), sums, lines, int(kept["moved"]), unmatched,
            int(kept["n_unmatched"]),
        )  # fmt: skip
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        message = "Le fichier gardé par la page n'est plus lisible : redonnez-le."
        raise UnreadableTable(message) from error


def commune_code(text: str) -> str:
    """Return the code that a cell says, its lost first zero given back; "" if it is none."""
    code = text.strip().upper()
    if _SHORT.fullmatch(code):
        code = f"0{code}"
    return code if _CODE.fullmatch(code) else ""


def plain_number(text: str) -> float:
    """Read a number as French or English files write it: 1 234,5, 1234.5, 12 %; NaN otherwise."""
    bare = re.sub(r"[\s\u00a0\u202f%€]", "", text).replace(",", ".").replace("−", "-")
    try:
        value = float(bare) if len(bare) <= 40 and "_" not in bare else np.nan
    except ValueError:
        return float("nan")
    return value if np.isfinite(value) and abs(value) < 1e15 else float("nan")


def _distinct(names: pd.Index) -> list[str]:
    """Names of the columns, numbered where they repeat."""
    seen: dict[str, int] = {}
    told = []
    for name in map(str, names):
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def _code_column(
    table: pd.DataFrame, rows: Mapping[str, int], successors: Mapping[str, str]
) -> str:
    """Choose the column most of whose cells are communes of ours, a telling name first."""
    best, best_rank = "", (0.0, 0)
    for place, name in enumerate(table.columns):
        codes = table[name].map(commune_code)
        share = float((codes.isin(list(rows)) | codes.isin(list(successors))).mean())
        share = 0.0 if np.isnan(share) else share
        told = fold(name) in _CODE_NAMES
        # A column of numbers may look like codes: one that says so is believed first.
        rank = (share * (2 if told else 1), -place)
        if share > 0 and rank > best_rank:
            best, best_rank = name, rank
    if not best:
        raise UnreadableTable(
            "Aucune colonne ne contient de codes de communes de la région (code INSEE à cinq "
            "signes, par exemple 02361)."
        )
    return best


def _rows_of(
    cells: pd.Series, rows: Mapping[str, int], successors: Mapping[str, str]
) -> tuple[NDArray[np.int64], int, list[tuple[int, str, str]]]:
    found = np.full(len(cells), -1, dtype=np.int64)
    moved, lost = 0, []
    for line, text in enumerate(cells.tolist()):
        code = commune_code(text)
        now = code if code in rows else successors.get(code, "")
        if now in rows:
            found[line] = rows[now]
            moved += now != code
            continue
        why = "hors de la région, ou inconnu" if code else "n'est pas un code de commune"
        lost.append((line + 2, text[:40], why if text else "code absent"))
    return found, moved, lost


def _figures(table: pd.DataFrame, kept: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """Columns most of whose filled cells are numbers, in the file's order."""
    figures = {}
    for place, name in enumerate(table.columns):
        cells = table.iloc[:, place]
        values = np.array([plain_number(text) for text in cells], dtype=np.float64)
        filled = (cells != "").to_numpy()[kept]
        numbers = np.isfinite(values[kept])
        if numbers.any() and numbers.sum() >= 0.5 * filled.sum():
            figures[str(name)] = values
        if len(figures) == MOST_COLUMNS:
            break
    return figures
