"""The columns of a table by their role, whatever each producer names them."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import pandas as pd

from geodata.folding import fold
from loaders.errors import MissingColumnError

Names = Mapping[str, Sequence[str]]
"""Role -> the names that its column goes by, the producer's first."""

_ALIKE = 0.55
_LOST = re.compile("[?\ufffd]+")
"""What stands for letters that an encoding does not have."""
_LETTERS = 4
"""Letters by which a name is known that lost others."""


def known(header: Iterable[str], names: Names) -> set[str]:
    """Return the roles that a header names."""
    folded = _folded(header)
    return {role for role, asked in names.items() if _named(folded, asked) is not None}


def nearly_all(header: Iterable[str], names: Names, required: Iterable[str]) -> bool:
    """Tell whether a header names the required roles, or all but one: a column may be renamed."""
    return len({*required} - known(header, names)) <= 1


def find_roles(
    columns: Iterable[str], names: Names, required: Iterable[str] = ()
) -> dict[str, str | None]:
    """Return the column of each role, None where there is none.

    Raises MissingColumnError: that of a required role is not there. What another role uses is never
    what looks like it.
    """
    columns = list(columns)
    found = {role: find_column(columns, asked) for role, asked in names.items()}
    free = [column for column in columns if column not in found.values()]
    for role in required:
        found[role] = found[role] or require_column(free, names[role])
    return found


def by_role(rows: pd.DataFrame, found: Mapping[str, str | None]) -> pd.DataFrame:
    """Return the columns of a table under their roles, "" where the file has none."""
    return pd.DataFrame(
        {role: rows[column] if column else "" for role, column in found.items()},
        index=rows.index,
        dtype=object,
    )


def select(rows: pd.DataFrame, names: Names, required: Iterable[str] = ()) -> pd.DataFrame:
    """Return a table's columns by role (see `find_roles`), with `content`, the row in short."""
    shown = [column for column in rows.columns if column.strip()][:8]
    return by_role(rows, find_roles(rows.columns, names, required)).assign(
        content=in_short(rows[shown])
    )


def in_short(rows: pd.DataFrame) -> pd.Series:
    """Return each row of texts as one, for the reports."""
    first = rows.iloc[:, 0].astype(str)
    return first.str.cat(rows.iloc[:, 1:].astype(str), sep=" | ").str[:200]


def find_column(columns: Iterable[str], names: Sequence[str]) -> str | None:
    """Return the column that bears one of the names, the first names first.

    Spaces, accents, case, apostrophes and punctuation do not count. A name whose accents were lost
    (« Taux d'emploi ? 6 mois ») is found where none is whole.
    """
    return _named(_folded(columns), names)


def _folded(columns: Iterable[str]) -> dict[str, str]:
    """Return the first column of each folded name."""
    folded: dict[str, str] = {}
    for column in columns:
        folded.setdefault(_joined(column), column)
    return folded


def _named(folded: Mapping[str, str], names: Sequence[str]) -> str | None:
    keys = [key for key in map(_joined, names) if key]
    whole = next((folded[key] for key in keys if key in folded), None)
    if whole is not None:
        return whole
    lost = [(spoiled, column) for column in folded.values() if (spoiled := _spoiled(column))]
    return next((column for key in keys for one, column in lost if one.fullmatch(key)), None)


@lru_cache(maxsize=1 << 16)
def _spoiled(name: str) -> re.Pattern[str] | None:
    """Return what matches the name of a column whose accents were lost, None if it has them."""
    asked = re.sub(r"\s+\?+\s*$", "", name)  # « Internat ? » lost nothing
    parts = [fold(part).replace(" ", "") for part in _LOST.split(asked)]
    if len(parts) < 2 or sum(map(len, parts)) < _LETTERS:
        return None
    return re.compile("[a-z0-9]{0,2}".join(map(re.escape, parts)))


@lru_cache(maxsize=1 << 16)
def _joined(name: str) -> str:
    """Return the letters and digits of the name of a column: « Fiche RNCP » is « FicheRNCP »."""
    return fold(name).replace(" ", "")


@lru_cache(maxsize=1 << 16)
def folded_name(name: str) -> str:
    """Return the name of a column without what does not count in it (see `fold`)."""
    return fold(name)


def require_column(columns: Iterable[str], names: Sequence[str]) -> str:
    """Return the column that bears one of the names.

    Raises MissingColumnError: none does: the error names the first name and the column that looks
    most like any of them.
    """
    columns = list(columns)
    found = find_column(columns, names)
    if found is None:
        raise MissingColumnError(names[0], nearest_column(columns, names))
    return found


def nearest_column(columns: Iterable[str], names: Sequence[str]) -> str:
    """Return the column whose name looks most like one of the names, "" when none does."""
    best, column = _nearest(columns, names)
    return column if best > _ALIKE else ""


def likeness(columns: Iterable[str], names: Sequence[str]) -> float:
    """Return how much the nearest of the columns looks like one of the names, from 0 to 1."""
    return _nearest(columns, names)[0]


def _nearest(columns: Iterable[str], names: Sequence[str]) -> tuple[float, str]:
    keys = [fold(name) for name in names]
    scored = [
        (max(_likeness(fold(column), key) for key in keys), -rank, column)
        for rank, column in enumerate(columns)
        if fold(column)
    ]
    best, _, column = max(scored, default=(0.0, 0, ""))
    return best, column


def _likeness(one: str, other: str) -> float:
    """Return how alike two folded names are: by their letters, and by their words, cut or whole."""
    letters = difflib.SequenceMatcher(None, one, other).ratio()
    few, many = sorted((one.split(), other.split()), key=len)
    met = sum(any(w.startswith(word) or word.startswith(w) for w in many) for word in few)
    return (letters + met / len(few)) / 2


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names of columns with the repeated ones numbered: a, a (2), a (3)."""
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique if len(set(unique)) == len(unique) else [f"{n}#{i}" for i, n in enumerate(names)]
