"""From the years of schooling that a file counts to the diplomas that people can prepare there.

A row of such a file is about a school, a module (MEFSTAT11) and a number: pupils or places. Each is
brought to an open diploma (CFD):

- a closed diploma to the one that replaces it;
- a common year (« 2nde commune » of a famille de métiers, first year common to the options of a
  BTS) to the diplomas it leads to that the school teaches, its number shared out between them
  (`share_out`) so that none is lost nor counted twice;
- a common year whose school teaches none of what it leads to: to the only diploma it can lead to,
  else to the diploma without its option, when it is the first year of one diploma. A year common
  to several diplomas, none of which is known there, is left out with its reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.folding import fold
from loaders.certifications.diplomas import Diplomas

CLOSED = "diplôme fermé, sans diplôme qui le remplace"
NOWHERE = "année commune : aucune des formations auxquelles elle mène n'est connue à cet endroit"
_ALIKE = 0.5
_SMALL = frozenset(("de", "des", "du", "la", "le", "les", "et", "au", "aux", "en", "metier"))


@dataclass(frozen=True)
class Resolved:
    """The rows brought to diplomas.

    `rows` has a row for each row and diploma: row (its number), uai, cfd, voie, year, number (its
    share, null when the file gives none), common (the CFD of the common year, else "").
    `reasons` says, by row number, why the others are left out.
    """

    rows: pd.DataFrame
    reasons: pd.Series


def resolve(
    rows: pd.DataFrame,
    diplomas: Diplomas,
    taught: pd.DataFrame | None = None,
    families: Mapping[str, Sequence[str]] | None = None,
) -> Resolved:
    """Bring rows about schools and modules to open diplomas.

    Parameters
    ----------
    rows : indexed by row number: uai, cfd (as the nomenclature gives it for the module), year (of
        the course), number (Int64), voie
    taught : uai, cfd, number: what other files say that schools teach, in open diplomas
    families : famille de métiers (as a file words it) -> the CFD of its diplomas
    """
    taught = pd.DataFrame(columns=["uai", "cfd", "number"]) if taught is None else taught
    known = _grouped(taught)
    common = rows["cfd"].map(diplomas.is_common).astype(bool)
    plain = rows[~common]
    current = pd.Series(
        [
            diplomas.current(cfd, known.get(uai, {}))
            for uai, cfd in zip(plain["uai"], plain["cfd"], strict=True)
        ],
        plain.index,
        dtype=object,
    )
    kept = plain.assign(cfd=current, common="")[current != ""]
    here = _grouped(kept)
    found = kept.assign(row=kept.index)
    named = _by_common_year(families or {}, diplomas)
    shares, lost = [], list[int]()
    for row in rows[common].reset_index(names="row").to_dict("records"):
        there = {**known.get(row["uai"], {}), **here.get(row["uai"], {})}
        members = _members(row["cfd"], diplomas, there, named)
        if members:
            shares.append(_shared(row, members, there))
        else:
            lost.append(row["row"])
    closed = pd.Series(CLOSED, plain.index[current == ""], dtype=object)
    reasons = pd.concat([closed, pd.Series(NOWHERE, lost, dtype=object)])
    together = pd.concat([found, *shares], ignore_index=True)
    # Plain objects: Arrow's texts are grouped by its threads, which outlive the command.
    texts = dict.fromkeys(("uai", "cfd", "voie", "common"), object)
    return Resolved(together.astype(texts), reasons.sort_index())


def share_out(number: int, weights: Sequence[float]) -> list[int]:
    """Share a whole number out in proportion to weights, equally when they are all zero.

    The shares are whole and add up to the number (method of the largest remainders).
    """
    parts = np.asarray(weights, dtype=np.float64)
    parts = parts if parts.sum() > 0 else np.ones(len(parts))
    exact = number * parts / parts.sum()
    whole = np.floor(exact).astype(int)
    first = np.argsort(whole - exact, kind="stable")[: number - int(whole.sum())]
    whole[first] += 1
    return [int(share) for share in whole]


def _grouped(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return what each school teaches: CFD -> its number, 0 when the file gives none."""
    found: dict[str, dict[str, int]] = {}
    for uai, cfd, number in zip(rows["uai"], rows["cfd"], rows["number"], strict=True):
        school = found.setdefault(uai, {})
        school[cfd] = school.get(cfd, 0) + (0 if pd.isna(number) else int(number))
    return found


def _members(
    cfd: str, diplomas: Diplomas, there: Mapping[str, int], named: Mapping[str, Sequence[str]]
) -> list[str]:
    renewed = diplomas.current(cfd)
    known = [*diplomas.members(cfd), *diplomas.members(renewed), *named.get(cfd, ())]
    members = list(dict.fromkeys(known))
    taught = [code for code in members if code in there]
    if taught or len(members) == 1:
        return taught or members
    return [renewed] if diplomas.options(renewed) else []


def _shared(row: dict, members: Sequence[str], there: Mapping[str, int]) -> pd.DataFrame:
    number = row["number"]
    shares: Sequence[int | None] = [None] * len(members)
    if not pd.isna(number):
        shares = share_out(int(number), [there.get(code, 0) for code in members])
    common = row["cfd"]
    parts = [{**row, "cfd": code, "common": common} for code in members]
    return pd.DataFrame(parts).assign(number=pd.array(shares, dtype="Int64"))


def _by_common_year(
    families: Mapping[str, Sequence[str]], diplomas: Diplomas
) -> dict[str, list[str]]:
    """Return the diplomas of each famille by its common year, the one whose title is most alike."""
    words = {cfd: _words(diplomas.stem(cfd)) for cfd in diplomas.facts if diplomas.is_common(cfd)}
    found: dict[str, list[str]] = {}
    for family, members in families.items():
        asked = _words(fold(family))
        best = max((_likeness(asked, title) for title in words.values()), default=0.0)
        for cfd, title in words.items():
            if best >= _ALIKE and _likeness(asked, title) == best:
                codes = [diplomas.current(code) for code in members]
                found.setdefault(cfd, []).extend(code for code in codes if code)
    return found


def _words(folded: str) -> frozenset[str]:
    singular = (word if len(word) < 4 else word.removesuffix("s") for word in folded.split())
    return frozenset(word for word in singular if len(word) > 1 and word not in _SMALL)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
