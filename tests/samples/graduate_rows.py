"""Rows of what became of the graduates of a diploma, for tests."""

import pandas as pd

from geodata.courses.graduates import GRADUATES, MONTHS

UAI = "0800001A"
NONE = {f"{name}_{months}": None for name in ("employed", "stable") for months in MONTHS}


def row(label, kind, cohort="2024", **more):
    return {
        "uai": UAI, "kind": kind, "diploma": "", "label": label, "cohort": cohort, **NONE,
        "graduated": True, "measure": "salarie", "enrolled": None, "leavers": 40, "going_on": None,
        "going_on_rate": None, "status": "", "source": "essai", "vintage": "2024", **more,
    }  # fmt: skip


def graduates(*rows):
    return GRADUATES.validate(pd.DataFrame(rows))
