"""A small atlas that knows what it does not know: what its matrix says of each voie and level."""

from dataclasses import replace

from atlases.small import FULL, offer, small_atlas
from geodata.completeness.covers import POSSIBLE


def graded(**grades):
    """Return a report: `scolaire_3="complete"`…; what is not named is absent, without a course.

    A grade may have, after a space, « thin » or the parts that are lacking.
    """
    cells = []
    for voie, levels in POSSIBLE.items():
        for level in levels:
            grade, *more = grades.get(f"{voie}_{level}", "absent").split()
            cells += [
                {
                    "voie": voie, "level": level, "departement": departement, "grade": grade,
                    "courses": 0 if grade == "absent" else 1, "thin": "thin" in more,
                    "lacks": [part for part in more if part != "thin"],
                }
                for departement in ("", "02", "80")
            ]  # fmt: skip
    covers = {
        "voies": list(POSSIBLE),
        "levels": [3, 4, 5, 6, 7, 8],
        "exhaustive": True,
        "lacks": [],
        "publics": [],
        "territory": "France",
        "period": "",
        "whole": False,
    }
    catalogue = {
        "source": "catalogue",
        "name": "Catalogue à charger",
        "courses": 0,
        "page": "https://exemple.fr/catalogue",
        "covers": [covers],
    }
    return {"simulated": False, "cells": cells, "published": [], "sources": [catalogue]}


def partial_atlas(offers=None, **grades):
    """Return a small atlas with a matrix; by default it has two courses of level 3."""
    if offers is None:
        offers = [FULL, offer("cap", level=3, site="alpha", romes="G1602")]
    return replace(small_atlas(offers), quality={"completeness": graded(**grades)})
