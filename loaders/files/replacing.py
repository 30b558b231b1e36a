"""Which file of a source wins: the rules by which files replace one another or add up.

Files of one source are compared by the year, month and day that their vintages name; a vintage
without a date comes before any other.

- Same content (SHA-256): one is kept, the others are named (`loaders.files.finding`).
- Same data, saved otherwise (another separator, a workbook): the newest vintage is kept, then the
  first; the others are named. Of courses, the rule below says it row by row.
- Same vintage: parts. All count; a course that two of them give is kept once, from the first.
- Different vintages: the newest replaces the others whole, whatever the file gives (courses,
  establishments, tensions, zonings): their rows are rejected as « remplacé ». A file without a
  usable row replaces nothing. Neither does one with less than `LEAST_SHARE` of the rows of the file
  that it would replace: it is set aside until it is accepted.
- Files that add up (`complementary`: pages of a flow, exports of several issuers) replace one
  another only when their issuer publishes its whole offer each time (`reissued`): the newer is an
  export of the same issuer when both have a course in common and either every organism of the older
  is in the newer, or half of the courses of the older are.
- Files of a history (`series`: cohorts, quarters) all count; of figures about the same thing and
  period, the newest file's are kept.
- Nomenclatures complete one another, the newest first: a code that was withdrawn is still in the
  files of its time.
- A zoning replaces an older one when both are dated and it gives all of its columns.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence

import pandas as pd

from geodata.courses.graduates import IDENTITY as GRADUATES_IDENTITY
from geodata.flows.table import IDENTITY as FLOW_IDENTITY
from geodata.month.table import IDENTITY as LABOUR_IDENTITY
from geodata.publics.table import IDENTITY as TRAINED_IDENTITY
from loaders.source import Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES

REPLACED = "fichier remplacé par un millésime plus récent"
KNOWN = "formation déjà donnée par un autre fichier de la même source"
SAME = "mêmes données que celles d'un autre fichier"
TOLD = "chiffre déjà donné par un fichier plus récent de la même source"

LEAST_SHARE = 0.5
"""Share of the rows before under which a source has lost most of its rows."""
FEW = 10
"""Rows under which a share says nothing."""

_IDENTITY = {
    "outcomes": ["level", "code", "voie", "mef", "cfd", "cohort"],
    "graduates": [*GRADUATES_IDENTITY],
    "tension": ["nomenclature", "metier", "level", "code", "year"],
    "indicators": ["indicator", "category", "level", "code", "period"],
    "labour_series": [*LABOUR_IDENTITY],
    "flows": [*FLOW_IDENTITY],
    "trained": [*TRAINED_IDENTITY],
}
"""What a figure of a history is about."""


_REPLACED_WHOLE = {
    "sites", "offers", "tension", "outcomes", "indicators", "establishments", "guidance",
    "flows",
}  # fmt: skip
"""Tables of sources whose files replace one another; any other table is a nomenclature."""


def lost_most(before: int, after: int) -> bool:
    """Tell whether a source that had `before` rows has too few left to be trusted."""
    return after < before and (after == 0 or (before >= FEW and after < LEAST_SHARE * before))


def moment(vintage: str) -> str:
    """Return the digits of a vintage, that sort it: « session 2025 » is 2025."""
    return "".join(sign for sign in vintage if sign.isdigit())


def is_newer(vintage: str, other: str) -> bool:
    """Tell whether a vintage is after another; a year is not before one of its months."""
    new, old = moment(vintage), moment(other)
    common = min(len(new), len(old))
    return new[:common] > old[:common] if old else bool(new)


def standing(
    read: Sequence[tuple[Source, Parsed]], trusted: Collection[str] = ()
) -> tuple[dict[int, int], dict[int, int]]:
    """Say which files others replace, and which would replace one but lost most of its rows.

    Parameters
    ----------
    read : the files, all those of each source
    trusted : sources whose newest file replaces the others even if it lost most of their rows

    Returns
    -------
    replaced, doubtful : dict
        The rank of each such file, with that of the file that replaces it, or that it would.
    """
    doubtful: dict[int, int] = {}
    replaced: dict[int, int] = {}
    newest_first = sorted(
        range(len(read)), key=lambda rank: moment(read[rank][1].vintage), reverse=True
    )
    for new in newest_first:
        if new in replaced:
            continue
        older = [old for old in newest_first if old != new and _replaces(read[new], read[old])]
        kept = read[new][1].rows_kept
        most = max(older, key=lambda old: read[old][1].rows_kept, default=new)
        if read[new][0].key not in trusted and lost_most(read[most][1].rows_kept, kept):
            doubtful[new] = most
        else:
            replaced |= {old: replaced.get(old, new) for old in older if old not in doubtful}
    return replaced, doubtful


def copies(read: Sequence[tuple[Source, Parsed]]) -> dict[int, int]:
    """Return the files that give just what another of their source does, with that other's rank."""
    ranks = sorted(range(len(read)), key=lambda rank: moment(read[rank][1].vintage), reverse=True)
    sizes = Counter((source.key, parsed.rows_kept) for source, parsed in read)
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for rank in ranks:
        source, parsed = read[rank]
        alone = sizes[source.key, parsed.rows_kept] == 1
        if alone or not parsed.rows_kept or "offers" in parsed.tables:
            continue
        kept = first.setdefault((source.key, _digest(parsed)), rank)
        if kept != rank:
            found[rank] = kept
    return found


def _digest(parsed: Parsed) -> str:
    """Return what tells the tables of a file apart from others', whatever dates the file."""
    told = hashlib.sha256()
    for name, table in sorted(parsed.tables.items()):
        facts = pd.DataFrame(table).drop(columns=["vintage", "source", "feed"], errors="ignore")
        told.update(f"{name}\n{facts.astype(str).to_csv(index=False)}".encode())
    return told.hexdigest()


def _replaces(new: tuple[Source, Parsed], old: tuple[Source, Parsed]) -> bool:
    (source, newer), (other, older) = new, old
    if source.key != other.key or source.series or not newer.rows_kept:
        return False
    if not is_newer(newer.vintage, older.vintage):
        return False
    if source.complementary:
        return source.reissued and _same_issuer(newer, older)
    if ATTRIBUTES in source.gives:
        columns = [set(one.tables.get(ATTRIBUTES, pd.DataFrame())) for one in (newer, older)]
        return bool(moment(older.vintage)) and columns[0] >= columns[1]
    return not set(source.gives).isdisjoint(_REPLACED_WHOLE)


def _same_issuer(newer: Parsed, older: Parsed) -> bool:
    nothing = pd.DataFrame(columns=["offer", "provider"])
    new, old = (one.tables.get("offers", nothing) for one in (newer, older))
    common = set(old["offer"]) & set(new["offer"])
    if not common:
        return False
    return set(old["provider"]) <= set(new["provider"]) or len(common) >= len(old) / 2


def repeats(read: Sequence[tuple[Source, Parsed]]) -> list[dict[str, pd.Series]]:
    """Mark, for each file and table, the rows that another file of the same source gives.

    Courses are compared by their id; figures of a history by what they are about. The newest file
    has its rows, the first of those of one vintage.
    """
    seen: dict[tuple[str, str], set[object]] = {}
    found: dict[int, dict[str, pd.Series]] = {rank: {} for rank in range(len(read))}
    ranks = range(len(read))
    for rank in sorted(ranks, key=lambda rank: moment(read[rank][1].vintage), reverse=True):
        source, parsed = read[rank]
        for name, columns in {"offers": ["offer"], **(_IDENTITY if source.series else {})}.items():
            table = parsed.tables.get(name)
            if table is None:
                continue
            keys = pd.Series(list(table[columns].itertuples(index=False, name=None)), table.index)
            known = seen.setdefault((source.key, name), set())
            found[rank][name] = keys.isin(known).astype(bool)
            known.update(keys)
    return [found[rank] for rank in ranks]
