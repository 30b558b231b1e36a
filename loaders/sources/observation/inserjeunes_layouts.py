"""What the columns of InserJeunes files by establishment are, in every layout they had.

The first rows of a file are titles and one or several lines of header; the table begins with the
first row that has a UAI. A column is named by all its header lines, a group's title (« Taux
d'emploi 6 mois ») standing over the columns on its right that have none of their own; its place
does not count. The rows' kind (ensemble, dont apprentis…) is also known by what it says.

The files of 2018-2019 and 2019-2020 lost the names of some columns, which only their place tells,
where the named ones stand as published (rate at 6 months, expected rate, added value):

- just before the rate at 6 months: the rate of those who go on studying; before that, contracts
  broken off (not kept);
- just after the added value: the rates at 12, 18 and 24 months, in this order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.folding import fold
from loaders.reading.sheets import Page
from loaders.reading.values import uai_code

RATES = {
    "6": "employment_rate_6_months",
    "12": "employment_rate_12_months",
    "18": "employment_rate_18_months",
    "24": "employment_rate_24_months",
}
_GROUPS = re.compile(r"taux|emploi|part\b|sortants|valeur", re.IGNORECASE)
# « [e ]»: an accent that an encoding lost is a space once folded.
_ROLES: tuple[tuple[str, str], ...] = (
    (r"\buai\b|\brne\b", "uai"),
    (r"^ann[e ]?e|mill[e ]sime|cohorte", "cohort"),
    (r"apprentis en eple|type d (?:[e ]?l[e ]ves|effectif|public)", "kind"),
    (r"autres situations|part en emploi|interrom|rupture|r[e ]ussite|effectif|nombre", "ignored"),
    (r"part en poursuite", "share"),
    (r"poursuite", "continuing_rate"),
    (r"attend", "expected_rate"),
    (r"valeur ajout[e ]e|\bva\b", "added_value"),
    (r"acad[e ]mie|d[e ]partement|commune|secteur|dur[e ]e", "ignored"),
    (r"\br[e ]gion\b", "region"),
    (r"libell|\bnom\b|d[e ]nomination", "name"),
)
_LOOSE: tuple[tuple[str, str], ...] = (
    (r"tablissement", "name"),
    (r"\btaux$|\btaux (?:d )?emploi", RATES["6"]),
    (r"taux|emploi", RATES["6"]),
)
"""What a name that says no more stands for, when no other says it better: the best come first."""
_YEARS = re.compile(r"(20\d\d)(?=\D{1,4}(20\d\d))")


@dataclass(frozen=True)
class Layout:
    """Where the table of a page is: its first row, its columns by role, the titles above it."""

    first: int
    columns: dict[str, int]
    titles: str


def layout_of(page: Page) -> Layout | None:
    """Return the layout of a page, None when it has no table by establishment of InserJeunes."""
    first = next((rank for rank, row in enumerate(page) if _has_uai(row)), None)
    if not first:
        return None
    header = [row for row in page[:first] if sum(map(bool, row)) > 1]
    titles = " ".join(cell for row in page[:first] for cell in row)
    width = max(len(row) for row in page[first - 1 : first + 20])
    names = _names(header, width)
    columns = _by_name(names)
    _by_content(columns, names, page[first:])
    _by_place(columns, names)
    known = {"uai", RATES["6"]} <= columns.keys()
    published = columns.keys() & {"expected_rate", "added_value", "continuing_rate", "share"}
    return Layout(first, columns, titles) if known and len(published) >= 2 else None


def cohort_of(*texts: str) -> str:
    """Return the cohort that the first of these texts to say one says: « 2018_2019 », else ""."""
    for text in texts:
        for start, end in _YEARS.findall(text):
            if int(end) == int(start) + 1:
                return f"{start}_{end}"
    return ""


def _has_uai(row: Sequence[str]) -> bool:
    return any(map(uai_code, row))


def _names(header: Sequence[Sequence[str]], width: int) -> list[str]:
    lines = [[*row, *[""] * (width - len(row))][:width] for row in header]
    for line in lines[:-1]:
        for rank in range(1, width):
            if not line[rank] and _GROUPS.search(line[rank - 1]):
                line[rank] = line[rank - 1]
    return [fold(" ".join(line[rank] for line in lines)) for rank in range(width)]


def _by_name(names: Sequence[str]) -> dict[str, int]:
    """Return the columns that their name tells, those that it tells outright first."""
    columns: dict[str, int] = {}
    told = [_role(name) for name in names]
    for rank, role in enumerate(told):
        columns.setdefault(role, rank)
    for pattern, role in _LOOSE:
        for rank, name in enumerate(names):
            if not told[rank] and re.search(pattern, name):
                columns.setdefault(role, rank)
    columns.pop("", None)
    return columns


def _role(name: str) -> str:
    for pattern, role in _ROLES:
        if re.search(pattern, name):
            return role
    months = re.search(r"\b(6|12|18|24) mois", name)
    return RATES[months[1]] if months and ("taux" in name or "emploi" in name) else ""


def _by_content(columns: dict[str, int], names: Sequence[str], rows: Page) -> None:
    """Add the column of the rows' kind, which its words tell."""
    told = set(columns.values())
    others = [rank for rank, name in enumerate(names) if rank not in told and not _role(name)]
    for rank in others:
        if any(_is_kind(row, rank) for row in rows):
            columns.setdefault("kind", rank)


def _by_place(columns: dict[str, int], names: Sequence[str]) -> None:
    """Add the columns that only their place tells."""
    told = set(columns.values())
    unnamed = {rank for rank, name in enumerate(names) if not name and rank not in told}
    rate, added = columns.get(RATES["6"], -1), columns.get("added_value", len(names))
    if rate < 0 or columns.get("expected_rate") != rate + 1:
        return  # moved: nothing tells what stands beside
    if rate - 1 in unnamed:
        columns.setdefault("continuing_rate", rate - 1)
    for after, months in enumerate(("12", "18", "24"), start=1):
        if added + after not in unnamed:
            break
        columns.setdefault(RATES[months], added + after)


def _is_kind(row: Sequence[str], rank: int) -> bool:
    return rank < len(row) and fold(row[rank]).startswith(("ensemble", "dont "))
