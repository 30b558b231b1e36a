"""Skill → métiers that ask for it → courses near; and métiers of neighbouring skills."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from geodata.atlas import Atlas
from geodata.finding.origin import Origin, minutes_to_sites
from geodata.folding import fold
from geodata.search.lexicon.words import split, stem, stems
from geodata.travel.model import OUT_OF_REACH

CORE = "Principale"
FAMILIES = (
    ("soigner", "soin", "soins"),
    ("réparer", "réparation", "dépanner", "dépannage"),
    ("nettoyer", "nettoyage"),
    ("coudre", "couture"),
    ("peindre", "peinture"),
    ("conduire", "conduite"),
    ("cuisiner", "cuisine", "cuisson", "cuire"),
    ("vendre", "vente"),
    ("construire", "construction"),
)
"""Verbs with what they do, beside the families of everyday words that courses are searched by."""

_PREFIX = 5
"""Letters by which « soigner » meets « soins »: of words that no family brings together."""


@dataclass(frozen=True)
class Asking:
    """A métier that asks for skills.

    `matched` are labels of those that were asked for, the core ones first; `skills` is how many it
    asks for in all, `courses` how many courses of the region lead to it, `minutes` the time to the
    nearest from the person's place, None where none is known.
    """

    rome: str
    label: str
    matched: tuple[str, ...]
    skills: int
    courses: int
    minutes: int | None
    town: str


@dataclass(frozen=True)
class Neighbour:
    """A métier of neighbouring skills: `common` of its `skills` are those of another."""

    rome: str
    label: str
    common: int
    skills: int
    courses: int


@dataclass(frozen=True)
class Near:
    """A certification that leads to a métier, at the nearest course that gives it."""

    offer: str
    title: str
    place: str
    minutes: int | None
    courses: int


class Skills:
    """The skills of an atlas, indexed once.

    Parameters
    ----------
    atlas : its table `skills` (`geodata.skills.table`), empty where no source gives it
    """

    def __init__(self, atlas: Atlas) -> None:
        table = atlas.skills
        self._atlas = atlas
        self.known = len(table) > 0
        self.romes = sorted(set(table["rome"])) if self.known else []
        if not self.known:
            return
        self._labels = table.drop_duplicates("skill").set_index("skill")["label"]
        self._words = [frozenset(stems(split(label))) for label in self._labels]
        self._row = {rome: row for row, rome in enumerate(self.romes)}
        column = {skill: at for at, skill in enumerate(self._labels.index)}
        rows = table["rome"].map(self._row).to_numpy()
        columns = table["skill"].map(column).to_numpy()
        shape = (len(self.romes), len(column))
        self._asks = sparse.csr_array((np.ones(len(table)), (rows, columns)), shape=shape)
        self._asks.data[:] = 1
        core = (table["core"] == CORE).to_numpy(dtype=float)
        self._core = sparse.csr_array((core, (rows, columns)), shape=shape)
        self._many = np.asarray(self._asks.sum(axis=1)).ravel().astype(int)
        self._parents = _parents(atlas)
        self._courses = _courses_by_rome(atlas)

    def search(self, text: str) -> list[str]:
        """Return the codes of the skills that answer words, those said in fewest words first."""
        wanted = [_alternatives(self._atlas, word) for word in stems(split(text))]
        if not self.known or not wanted:
            return []
        found = [
            (len(words), code)
            for code, words in zip(self._labels.index, self._words, strict=True)
            if all(_meets(words, one) for one in wanted)
        ]
        return [code for _, code in sorted(found)]

    def labels(self, skills: Sequence[str]) -> list[str]:
        """Return what skills are called."""
        return [str(self._labels[code]) for code in skills]

    def of(self, rome: str) -> list[tuple[str, bool]]:
        """Return the skills of a métier, and whether each is at its heart, these first."""
        row = self._row[rome]
        start, end = self._asks.indptr[row : row + 2]
        columns = self._asks.indices[start:end]
        core = np.asarray(self._core[[row], :].todense()).ravel()[columns] > 0
        labels = self._labels.to_numpy()[columns]
        pairs = sorted(zip(labels, core, strict=True), key=lambda one: (not one[1], fold(one[0])))
        return [(str(label), bool(heart)) for label, heart in pairs]

    def asking(self, skills: Sequence[str], origin: Origin | None, mode: str) -> list[Asking]:
        """Return the métiers that ask for some skills: first those that ask for most of them."""
        columns = self._labels.index.get_indexer(pd.Index(list(skills)))
        part = self._asks[:, columns]
        heart = np.asarray(self._core[:, columns].sum(axis=1)).ravel()
        count = np.asarray(part.sum(axis=1)).ravel()
        rows = [int(row) for row in np.flatnonzero(count)]
        minutes = self._minutes(origin, mode)
        order = sorted(rows, key=lambda row: (-count[row] - heart[row], self._name(row)))
        names = self._labels.to_numpy()[columns]
        found = []
        for row in order:
            asked = np.asarray(part[[row], :].todense()).ravel() > 0
            core = np.asarray(self._core[[row], :][:, columns].todense()).ravel() > 0
            matched = sorted(names[asked], key=lambda name: not core[list(names).index(name)])
            rome = self.romes[row]
            nearest, town = self._nearest(rome, minutes)
            found.append(
                Asking(rome, self._name(row), tuple(map(str, matched)), int(self._many[row]),
                       len(self.courses(rome)), nearest, town)
            )  # fmt: skip
        return found

    def neighbours(self, rome: str, most: int = 8) -> list[Neighbour]:
        """Return the métiers whose skills are most those of another, the greatest share first."""
        row = self._row[rome]
        common = np.asarray((self._asks @ self._asks[[row], :].T).todense()).ravel().astype(int)
        share = common / np.maximum(self._many, 1)
        common[row] = share[row] = 0
        order = [int(at) for at in np.lexsort((self.romes, -common, -share))[:most]]
        return [
            Neighbour(self.romes[at], self._name(at), int(common[at]), int(self._many[at]),
                      len(self.courses(self.romes[at])))
            for at in order
            if common[at]
        ]  # fmt: skip

    def courses(self, rome: str) -> np.ndarray:
        """Return the rows of the courses that lead to a métier, or to the one it is a part of."""
        own = self._courses.get(rome, np.zeros(0, dtype=int))
        parent = self._courses.get(self._parents.get(rome, rome), np.zeros(0, dtype=int))
        return np.union1d(own, parent).astype(int)

    def near(self, rome: str, origin: Origin | None, mode: str, most: int = 8) -> list[Near]:
        """Return the certifications that lead to a métier, each at its nearest course."""
        atlas, rows = self._atlas, self.courses(rome)
        minutes = self._minutes(origin, mode)
        sites = atlas.columns.site[rows]
        time = (
            np.full(len(rows), OUT_OF_REACH)
            if minutes is None
            else np.append(minutes, OUT_OF_REACH)[sites]
        )
        titles = atlas.columns.title[rows]
        table = pd.DataFrame({"row": rows, "title": titles, "time": time, "site": sites})
        counts = table.groupby("title").size()
        first = table.sort_values(["time", "title", "row"]).drop_duplicates("title").head(most)
        records: list[Any] = list(first.itertuples())
        towns = atlas.sites["commune"].to_numpy()
        return [
            Near(
                offer=str(atlas.offers["offer"].iat[one.row]),
                title=str(one.title),
                place=str(atlas.commune_names.get(towns[one.site], "")) if one.site >= 0 else "",
                minutes=None if one.time >= OUT_OF_REACH else int(one.time),
                courses=int(counts[one.title]),
            )
            for one in records
        ]  # fmt: skip

    def name(self, rome: str) -> str:
        """Return what a métier is called, its code where no source says it."""
        return self._atlas.rome_labels.get(rome, rome)

    def _name(self, row: int) -> str:
        return self.name(self.romes[row])

    def _minutes(self, origin: Origin | None, mode: str) -> np.ndarray | None:
        return None if origin is None else minutes_to_sites(self._atlas, origin, mode)

    def _nearest(self, rome: str, minutes: np.ndarray | None) -> tuple[int | None, str]:
        sites = self._atlas.columns.site[self.courses(rome)]
        sites = sites[sites >= 0]
        if minutes is None or not len(sites):
            return None, ""
        best = int(sites[np.argmin(minutes[sites])])
        town = self._atlas.commune_names.get(self._atlas.sites["commune"].iat[best], "")
        return (int(minutes[best]), str(town)) if minutes[best] < OUT_OF_REACH else (None, "")


def skills_of(atlas: Atlas) -> Skills:
    """Return the skills of an atlas, indexed once a store."""
    return atlas.cached("skills", lambda: Skills(atlas))


def _alternatives(atlas: Atlas, word: str) -> frozenset[str]:
    """Return the words that answer for one: its family's (« souder », « soudage »), or its own."""
    for family in (*FAMILIES, *atlas.everyday.families):
        known = {stem(fold(one)) for one in family}
        if word in known:
            return frozenset(known)
    return frozenset({word})


def _meets(words: frozenset[str], wanted: frozenset[str]) -> bool:
    if words & wanted:
        return True
    if len(wanted) > 1:
        return False
    (word,) = wanted
    begins = word[:_PREFIX]
    return len(word) > _PREFIX and any(one.startswith(begins) for one in words)


def _parents(atlas: Atlas) -> dict[str, str]:
    links = atlas.crosswalks
    if not len(links):
        return {}
    rows = links[(links["from_kind"] == "rome") & (links["to_kind"] == "rome_parent")]
    return dict(zip(rows["from_code"], rows["to_code"], strict=True))


def _courses_by_rome(atlas: Atlas) -> dict[str, np.ndarray]:
    own = ~atlas.columns.around
    romes = atlas.offers["romes"].where(own, "").str.split().explode()
    romes = romes[romes.notna() & (romes != "")]
    return {str(code): np.asarray(rows) for code, rows in romes.groupby(romes).groups.items()}
