"""What a projection expects of each family of métiers, beside the courses that lead to it.

The families are the 87 groups of the FAP 2009, of which a métier's code begins with three signs. A
course leads to a family when it leads to one of its métiers (`geodata.needs.metiers`); of a family
whose métiers no table links to courses, the offer is unknown.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.needs.metiers import Metier, courses_of, linked, metiers

Family = Mapping[Hashable, Any]
"""A row of `prospects`, by column."""

_HEADERS = {
    "metier": "Famille de métiers (FAP 87)",
    "label": "Libellé",
    "period": "Période",
    "jobs": "Personnes en emploi la première année",
    "openings": "Postes à pourvoir",
    "departures": "Départs en fin de carrière",
    "created": "Créations nettes d'emploi",
    "starters": "Jeunes débutants",
    "moves": "Effet des mobilités entre régions sur l'écart",
    "gap": "Écart entre besoins et jeunes débutants",
    "tension": "Tension la première année (1 à 5)",
    "courses": "Formations connues",
}


def prospects(atlas: Atlas) -> pd.DataFrame:
    """Return the families of the region, the most openings first.

    Returns
    -------
    Columns of `geodata.tables.observation.PROSPECTS`, `courses` (of the region, NaN where no table
    links the family) and `metiers` (keys of its métiers in the store).
    """
    return atlas.cached("prospects", lambda: _prospects(atlas))


def family_of(atlas: Atlas, metier: Metier) -> Family | None:
    """Return the family of a métier, None where the projection has none."""
    if not metier.fap2009 or not len(atlas.prospects):
        return None
    rows = prospects(atlas)
    own = rows[rows["metier"] == metier.fap2009[:3]].to_dict("records")
    return own[0] if own else None


def prospects_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the families as a file writes them, in whole people."""
    named = rows[list(_HEADERS)].copy()
    people = ["jobs", "openings", "departures", "created", "starters", "moves", "gap", "courses"]
    named[people] = named[people].round().astype("Int64")
    return named.rename(columns=_HEADERS).assign(Projection=rows["source"].to_numpy())


def _prospects(atlas: Atlas) -> pd.DataFrame:
    if not len(atlas.prospects):
        return atlas.prospects
    held: dict[str, list[int]] = {}
    known = metiers(atlas).rows
    for row, metier in enumerate(known):
        if metier.fap2009:
            held.setdefault(metier.fap2009[:3], []).append(row)
    lead, is_linked = courses_of(atlas), linked(atlas)
    ours = ~atlas.columns.around

    def courses(family: str) -> float:
        rows = [row for row in held.get(family, ()) if is_linked[row]]
        if not rows:
            return float("nan")
        leading = np.asarray(lead[rows].sum(axis=0)).ravel() > 0
        return float((leading & ours).sum())

    table = atlas.prospects.sort_values(["openings", "label"], ascending=[False, True])
    return table.assign(
        courses=[courses(family) for family in table["metier"]],
        metiers=table["metier"].map(
            lambda family: [known[row].key for row in held.get(family, ())]
        ),
    ).reset_index(drop=True)
