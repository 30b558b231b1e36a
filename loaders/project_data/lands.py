"""The names of lands that people use: former regions, « Audomarois », « bassin minier »."""

import csv
from functools import cache

from geodata.places.territories import Land
from loaders.paths import DATA

LANDS = DATA / "nomenclatures" / "lands.csv"


@cache
def read_lands() -> tuple[Land, ...]:
    """Return the lands of the whole country, in the order of their file."""
    with LANDS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Land(row["name"], row["level"], tuple(row["codes"].split()))
            for row in csv.DictReader(file)
        )
