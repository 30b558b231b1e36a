"""Where to open courses so that most people now out of reach are covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.query import BadQuery
from geodata.coverage.answer import Covered
from geodata.coverage.nearest import within
from geodata.finding.export import to_csv
from geodata.places.zoning import zoning
from geodata.siting.problem import SitingProblem, candidate_rows, priority_weights, siting_problem
from geodata.siting.search import MOST_SITES, Siting
from geodata.travel.model import matrix

PRIORITY_FACTOR = 2.0
"""How much more the people of a priority commune count, when it is asked for."""

CANDIDATES: dict[str, str] = {
    "centre": "les communes centres",
    "site": "les communes avec un lieu de formation",
    "all": "toutes les communes",
}
"""Where a course may be opened, as a sentence goes on."""

PRIORITIES: dict[str, str] = {
    "frr": "les communes en FRR",
    "zrr": "les communes en ancienne ZRR",
    "qpv": "les communes avec un quartier prioritaire",
}


@dataclass(frozen=True)
class BestQuestion:
    """How many courses, where they may be, and whose people count double."""

    p: int = 3
    candidates: str = "centre"
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True)
class BestProblem:
    """A question of siting, ready to be solved.

    Attributes
    ----------
    kind : the candidates really used, a key of `CANDIDATES`
    rows : int64 (n_candidates,), rows of their communes
    minutes : uint8 (n_candidates, n_communes)
    problem : what `geodata.siting.search` solves, in people (those of priority communes counting
        more)
    """

    question: BestQuestion
    kind: str
    rows: NDArray[np.int64]
    minutes: NDArray[np.uint8]
    problem: SitingProblem


def parse_best(args: Mapping[str, str]) -> BestQuestion:
    """Read `p`, `candidates` and `priorities` from the parameters of an address.

    Raises
    ------
    BadQuery
        On the first value that cannot be read.
    """
    text = args.get("p", "").strip() or "3"
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= MOST_SITES):
        raise BadQuery("p", f"Le nombre de communes va de 1 à {MOST_SITES}.")
    kind = args.get("candidates", "").strip() or "centre"
    if kind not in CANDIDATES:
        raise BadQuery("candidates", f"« candidates » est {', '.join(CANDIDATES)}.")
    wanted = [name.strip() for name in args.get("priorities", "").split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in PRIORITIES]:
        raise BadQuery("priorities", f"« {unknown[0][:40]} » n'est pas une priorité connue.")
    return BestQuestion(int(text), kind, tuple(dict.fromkeys(wanted)))


def best_problem(covered: Covered, question: BestQuestion) -> BestProblem:
    """State a question of siting over what the scenario already covers."""
    atlas, asked = covered.atlas, covered.asked
    communes = atlas.communes
    kind, rows = candidate_rows(communes, atlas.sites["commune"], question.candidates)
    xy = atlas.commune_xy
    minutes = atlas.cached(
        ("candidates", kind, asked.mode), lambda: matrix(atlas.model, xy, xy[rows], asked.mode)
    )
    priorities = [
        (zoning(communes, name).communes("1"), PRIORITY_FACTOR)
        for name in question.priorities
        if "1" in zoning(communes, name).codes
    ]
    problem = siting_problem(
        minutes,
        asked.threshold,
        priority_weights(covered.people, priorities),
        within(covered.minutes, asked.threshold),
        preference=covered.people[rows],
    )
    return BestProblem(question, kind, rows, minutes, problem)


def best_table(covered: Covered, stated: BestProblem, found: Siting) -> pd.DataFrame:
    """Name the communes of an answer, and count whom each brings within the threshold.

    Returns
    -------
    One row a commune, the one that adds most first: `code`, `name`, `spel` (name), `people` (those
    it adds to the communes above it, everyone counting once), `together` (people gained so far).
    """
    communes, names = covered.atlas.communes, covered.atlas.zone_names
    left = ~within(covered.minutes, covered.asked.threshold)
    records = []
    together = 0
    for candidate in found.candidates:
        reach = left & within(stated.minutes[candidate], covered.asked.threshold)
        left &= ~reach
        added = int(covered.people[reach].sum())
        together += added
        commune = communes.iloc[int(stated.rows[candidate])]
        records.append(
            {
                "code": str(commune["code"]),
                "name": str(commune["name"]),
                "spel": names.get(("spel", str(commune["spel"])), ""),
                "people": added,
                "together": together,
            }
        )
    return pd.DataFrame(records, columns=["code", "name", "spel", "people", "together"])


def out_of_reach(covered: Covered) -> int:
    """People beyond the threshold now, of the band of age asked for."""
    return int(covered.people[~within(covered.minutes, covered.asked.threshold)].sum())


HEADERS: dict[str, str] = {
    "rank": "Rang",
    "code": "Code commune",
    "name": "Commune",
    "spel": "SPEL",
    "people": "Gagnés",
    "together": "Gagnés ensemble",
}
"""Columns of the file, in order, with the name a reader sees."""


def best_csv(table: pd.DataFrame) -> bytes:
    """Write an answer, from `best_table`, as a CSV."""
    ranked = table.assign(rank=range(1, len(table) + 1))
    return to_csv(ranked[list(HEADERS)].rename(columns=HEADERS))
