"""The names of former and associated communes that people still use: Lomme, Rosendaël."""

import csv
from functools import cache

import pandas as pd

from loaders.paths import DATA

POSTAL_NAMES = DATA / "nomenclatures" / "postal_names.csv"
"""Former communes that today's code of communes names no more, and the post does."""


@cache
def postal_names() -> list[tuple[str, str]]:
    """Return the names that the post uses for a part of a commune: (code of the commune, name)."""
    with POSTAL_NAMES.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file)]


@cache
def former_names() -> tuple[tuple[str, str], ...]:
    """Return pairs (code of a commune, name of a commune it had or has as a part of it)."""
    found = list(postal_names())
    for file in sorted((DATA / "embedded").glob("*/moves.parquet")):
        moves = pd.read_parquet(file)
        found += moves.loc[moves["name"] != "", ["new", "name"]].itertuples(index=False, name=None)
    return tuple(dict.fromkeys(found))
