"""A small atlas with figures published of it, and what became of its leavers."""

from dataclasses import replace

import pandas as pd

from atlases.small import FULL, offer, small_atlas
from geodata.tables.observation import INDICATORS, OUTCOMES, TENSION

CONTRACT = "CPRDFOP d'essai (Insee)"


def figure(indicator, value, period="2021", **more):
    """Return a row of the table of indicators."""
    return {
        "theme": "marche-travail", "entry": "territoire", "indicator": indicator, "category": "",
        "level": "region", "code": "99", "period": period, "value": value, "text": "", "unit": "%",
        "status": "", "perimeter": "", "source": CONTRACT, "reference": "l. 1",
        "contradiction": "", "note": "", **more,
    }  # fmt: skip


def leavers(code, rate, cohort="2020_2021", voie="scolaire", **more):
    """Return a row of the table of outcomes."""
    return {
        "level": "establishment", "code": code, "voie": voie, "mef": "", "cfd": "",
        "cohort": cohort, "last_year": None, "leavers": None, "continuing_rate": None,
        "employment_rate_6_months": rate, "employment_rate_12_months": None,
        "employment_rate_18_months": None, "employment_rate_24_months": None,
        "expected_rate": None, "added_value": None,
        "status": "" if rate is not None else "indisponible", "source": "essai", "vintage": "",
        **more,
    }  # fmt: skip


def projects(metier, number, level="region", code="99", **more):
    """Return a row of the survey of needs."""
    return {
        "nomenclature": "fap", "metier": metier, "label": metier.title(), "level": level,
        "code": code, "zone_name": "", "year": 2024, "tension": None, "hiring_intensity": None,
        "skills_mismatch": None, "labour_shortage": None, "job_instability": None,
        "working_conditions": None, "geographic_mismatch": None, "projects": number,
        "difficult": None, "seasonal": None, "job_seekers": None, "partial": "",
        "status": "" if number is not None else "secret", "source": "bmo", "vintage": "2024",
        **more,
    }  # fmt: skip


def portrait_atlas(indicators=(), outcomes=(), tension=(), offers=None, demonstration=False):
    """Return the small atlas with tables of observation."""
    if offers is None:
        offers = [FULL, offer("bare"), offer("delta", site="delta", capacity=10, voie="superieur")]
    atlas = small_atlas(offers, demonstration=demonstration, profile={"code": "99", "rev3": []})
    tables = {
        "indicators": INDICATORS.validate(_table(indicators, INDICATORS)),
        "outcomes": OUTCOMES.validate(_table(outcomes, OUTCOMES)),
        "tension": TENSION.validate(_table(tension, TENSION)),
    }
    return replace(atlas, **tables, _kept={})


def _table(rows, schema):
    return pd.DataFrame(list(rows), columns=list(schema.columns))
