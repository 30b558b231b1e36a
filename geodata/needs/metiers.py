"""Métiers: one key for the codes of several nomenclatures, and the courses that lead to each.

A métier is a family of the FAP 2009, joined to the family of the FAP 2021 that bears the very same
name, else to the one that nearly does (`geodata.needs.near_metiers`), which is told; a family that
has
neither stands alone, as does a ROME that no family holds. Courses lead
to a métier by their ROME codes, so a course may lead to several métiers, and a métier whose ROME
are not known has no courses that can be told: that is not the same as having none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geodata.atlas import Atlas
from geodata.needs.near_metiers import NEAR

TOTAL = "total"
"""The métier of the rows of tension that sum the others."""


@dataclass(frozen=True)
class Metier:
    """A métier and its codes.

    Attributes
    ----------
    key : the FAP 2009 code, else the FAP 2021 code (« -2021 » added where the older nomenclature
        uses the same code for something else), else the ROME code
    label : its name, that of the FAP 2021 where it has one
    older_label : the name of the FAP 2009 where it is not the same: the two are near, not equal
    romes : ROME codes that the métier holds, empty where no table links them
    """

    key: str
    label: str
    fap2009: str = ""
    fap2021: str = ""
    older_label: str = ""
    romes: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """Letter of the broad family of the FAP, "" for a ROME that no family holds."""
        return (self.fap2021 or self.fap2009)[:1]


@dataclass(frozen=True)
class Metiers:
    """All the métiers of a store, in the order of their labels; `families` names the letters."""

    rows: tuple[Metier, ...]
    families: Mapping[str, str]

    @cached_property
    def position(self) -> dict[str, int]:
        """Row of each métier by its key."""
        return {metier.key: row for row, metier in enumerate(self.rows)}

    @cached_property
    def by_fap(self) -> dict[tuple[str, str], int]:
        """Row of each métier by (« 2009 » or « 2021 », FAP code)."""
        old = {("2009", m.fap2009): row for row, m in enumerate(self.rows) if m.fap2009}
        new = {("2021", m.fap2021): row for row, m in enumerate(self.rows) if m.fap2021}
        return old | new

    @cached_property
    def by_rome(self) -> dict[str, list[int]]:
        """Rows of the métiers that hold each ROME code."""
        found: dict[str, list[int]] = {}
        for row, metier in enumerate(self.rows):
            for rome in metier.romes:
                found.setdefault(rome, []).append(row)
        return found

    def find(self, code: str) -> Metier:
        """Return the métier of a key, else of a FAP 2021 code, else the first that holds a ROME.

        Raises KeyError: no métier of the store has this code.
        """
        rows = self.by_rome.get(code, [])
        row = self.position.get(code, self.by_fap.get(("2021", code), rows[0] if rows else -1))
        if row < 0:
            raise KeyError(code)
        return self.rows[row]


def metiers(atlas: Atlas) -> Metiers:
    """Return the métiers of a store, worked out once."""
    return atlas.cached("metiers", lambda: join_metiers(*_tables(atlas)))


def courses_of(atlas: Atlas) -> csr_array:
    """Which courses lead to each métier: sparse float64 (n_metiers, n_offers) of 0 and 1."""
    return atlas.cached("courses-of-metiers", lambda: _courses(atlas))


def join_metiers(
    tension: pd.DataFrame, crosswalks: pd.DataFrame, rome_labels: Mapping[str, str]
) -> Metiers:
    """Join the métiers of the nomenclatures.

    Parameters
    ----------
    tension, crosswalks : schemas TENSION and CROSSWALKS of `geodata.tables.observation`
    rome_labels : names of the ROME
    """
    links = _Links(crosswalks)
    older = _names(tension, "2009")
    old = older | dict.fromkeys(set(links.codes("fap2009")) - set(older), "")
    new = links.names("fap2021") | _names(tension, "2021")
    new |= dict.fromkeys(set(links.codes("fap2021")) - set(new), "")
    twins = _twins(links.homonyms, old, new)
    rows = []
    for code, name in old.items():
        twin = twins.get(code, "")
        label = new.get(twin, "") or name or code
        near = name if twin and links.homonyms.get(twin) != code else ""
        romes = links.romes("fap2009", code) | links.romes("fap2021", twin)
        rows.append(Metier(code, label, code, twin, near, tuple(sorted(romes))))
    for code in set(new) - set(twins.values()):
        key = f"{code}-2021" if code in old else code
        romes = links.romes("fap2021", code)
        rows.append(Metier(key, new[code] or code, "", code, "", tuple(sorted(romes))))
    held = {rome for metier in rows for rome in metier.romes}
    alone = set(tension[tension["nomenclature"] == "rome"]["metier"]) if len(tension) else set()
    for rome in sorted(alone - held):
        romes = {rome} | links.children.get(rome, set())
        rows.append(Metier(rome, rome_labels.get(rome, rome), romes=tuple(sorted(romes))))
    ordered = sorted(rows, key=lambda metier: (metier.label.casefold(), metier.key))
    return Metiers(tuple(ordered), links.families)


def _twins(
    homonyms: Mapping[str, str], old: Mapping[str, str], new: Mapping[str, str]
) -> dict[str, str]:
    """FAP 2021 code by FAP 2009 code: namesakes first, then those that are near."""
    twins: dict[str, str] = {}
    for pairs in (homonyms, NEAR):
        for code, twin in pairs.items():
            if code in new and twin in old and code not in twins.values():
                twins.setdefault(twin, code)
    return twins


class _Links:
    """The crosswalks that métiers are joined by, read once."""

    def __init__(self, crosswalks: pd.DataFrame) -> None:
        self.pairs: dict[tuple[str, str], pd.DataFrame] = (
            dict(iter(crosswalks.groupby(["from_kind", "to_kind"])))  # type: ignore[arg-type]
            if len(crosswalks)
            else {}
        )
        self.children: dict[str, set[str]] = {}
        for row in self._rows("rome", "rome_parent"):
            self.children.setdefault(row["to_code"], set()).add(row["from_code"])
        self.homonyms: dict[str, str] = {
            row["from_code"]: row["to_code"] for row in self._rows("fap2021", "fap2009_homonyme")
        }
        self._romes: dict[tuple[str, str], set[str]] = {}
        for kind in ("fap2009", "fap2021"):
            for row in self._rows(kind, "rome"):
                held = self._romes.setdefault((kind, row["from_code"]), set())
                # A ROME that was cut in several leads to the same métiers by each of its parts.
                held |= {row["to_code"]} | self.children.get(row["to_code"], set())

    def _rows(self, from_kind: str, to_kind: str) -> Iterable[dict[str, str]]:
        table = self.pairs.get((from_kind, to_kind))
        return [] if table is None else table.to_dict("records")  # type: ignore[return-value]

    def codes(self, kind: str) -> list[str]:
        """Codes of the métiers of a nomenclature that lead to a ROME."""
        return [code for of_kind, code in self._romes if of_kind == kind]

    def names(self, kind: str) -> dict[str, str]:
        """Names of the codes of a nomenclature, where a table gives them."""
        rows = self._rows(f"{kind}_341", kind)
        return {row["to_code"]: row["label"] for row in rows if row["label"]}

    def romes(self, kind: str, code: str) -> set[str]:
        """ROME codes that a métier holds."""
        return self._romes.get((kind, code), set())

    @property
    def families(self) -> dict[str, str]:
        """Names of the broad families by their letter."""
        old = self._rows("fap2009_87", "fap2009_22")
        rows = [*old, *self._rows("fap2021", "fap2021_22")]
        return dict(sorted({row["to_code"]: row["label"] for row in rows if row["label"]}.items()))


def fap_version(vintage: str) -> str:
    """Tell which FAP a row of tension uses by its vintage, « 2009 » or « 2021 »."""
    return "2021" if vintage.endswith("FAP 2021") else "2009"


def _names(tension: pd.DataFrame, version: str) -> dict[str, str]:
    """Names of the FAP codes of five signs that the rows of tension use."""
    if not len(tension):
        return {}
    fap = tension[(tension["nomenclature"] == "fap") & (tension["metier"].str.len() == 5)]
    fap = fap[(fap["metier"] != TOTAL) & (fap["vintage"].map(fap_version) == version)]
    named = fap.drop_duplicates("metier")
    return dict(zip(named["metier"], named["label"], strict=True))


def _tables(atlas: Atlas) -> tuple[pd.DataFrame, pd.DataFrame, Mapping[str, str]]:
    return atlas.tension, atlas.crosswalks, atlas.rome_labels


def _courses(atlas: Atlas) -> csr_array:
    by_rome = metiers(atlas).by_rome
    pairs = [
        (row, offer)
        for offer, codes in enumerate(atlas.offers["romes"])
        for row in {row for code in codes.split() for row in by_rome.get(code, ())}
    ]
    rows, offers = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    shape = (len(metiers(atlas).rows), len(atlas.offers))
    return csr_array((np.ones(len(pairs)), (rows, offers)), shape=shape)


def linked(atlas: Atlas) -> NDArray[np.bool_]:
    """Tell which métiers have known ROME codes, bool (n_metiers,): others' courses are unknown."""
    return np.array([bool(metier.romes) for metier in metiers(atlas).rows], dtype=bool)
