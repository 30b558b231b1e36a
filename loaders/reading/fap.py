"""The names of the professional families (FAP 2009), which the files of tension do not give.

`data/nomenclatures/fap2009.csv` is the nomenclature of Dares: its 225 métiers (five signs) and its
87 groups of them (three signs). The FAP 2021 is named in the files that use it.
"""

import csv
from functools import cache

from loaders.paths import DATA

FAP_2009 = DATA / "nomenclatures" / "fap2009.csv"


@cache
def fap_names() -> dict[str, str]:
    """Return the name of each code of the FAP 2009."""
    with FAP_2009.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["label"] for row in csv.DictReader(file)}
