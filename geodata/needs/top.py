"""The ten most tense métiers of the region as the contract prints them, beside what Dares gives.

The contract ranks them among those of at least the median number of jobs, which the store does not
have: the ranking is the contract's, and the classes of Dares stand beside it, equal or not.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.atlas import Atlas
from geodata.needs.metiers import metiers
from geodata.needs.published import DEGREES, dares

TITLES: dict[str, str] = {
    "tension": "Tension globale",
    "hiring_intensity": "Intensité des embauches",
    "skills_mismatch": "Lien formation-emploi",
    "labour_shortage": "Manque de main-d'œuvre disponible",
    "job_instability": "Non-durabilité de l'emploi",
    "working_conditions": "Conditions de travail contraignantes",
    "geographic_mismatch": "Inadéquation géographique",
}
"""The columns of the contract's table, in its order, by the name of ours."""

LEAST_JOBS = "Emplois à partir desquels un métier est classé"

CODES: dict[str, str] = {
    "Ingénieurs du BTP, chefs de chantier et conducteurs de travaux (cadres)": "B7Z91",
    "Ingénieurs et cadres d'étude, recherche et développement en informatique, chefs de projets "
    "informatiques": "M2Z90",
    "Techniciens des assurances": "Q1Z81",
    "Techniciens en mécanique et travail des métaux": "D6Z70",
    "Représentants auprès des particuliers": "R2Z83",
    "Techniciens experts": "G1Z71",
    "Techniciens en électricité et en électronique": "C2Z70",
    "Ingénieurs et cadres technico-commerciaux": "R4Z91",
    "Ingénieurs des méthodes de production, et de la qualité": "H0Z92",
    "Cadres de la banque": "Q2Z90",
}
"""FAP 2009 codes of the métiers, by the names that the contract gives them."""


@dataclass(frozen=True)
class TopMetier:
    """A line of the contract's table.

    Attributes
    ----------
    contract : rows of the table of indicators by a key of `TITLES`
    dares : class from 1 to 5 that the loaded file gives, None where it does not
    key : key of the métier in the store, "" when it is not there
    """

    rank: int
    label: str
    contract: Mapping[str, Mapping[Hashable, Any]]
    dares: Mapping[str, int | None]
    key: str

    @property
    def differing(self) -> list[str]:
        """Columns where the contract and Dares do not say the same."""
        return [
            name
            for name, row in self.contract.items()
            if self.dares.get(name) is not None and self.dares[name] != row["value"]
        ]


def top_metiers(atlas: Atlas) -> list[TopMetier]:
    """Return the contract's lines in its order; none when the region's contract has none."""
    return atlas.cached("needs-top", lambda: _top(atlas))


def least_jobs(atlas: Atlas) -> int | None:
    """Jobs in the region from which the contract ranks a métier, None when it does not say."""
    rows = atlas.indicators
    if not len(rows):
        return None
    found = rows[(rows["indicator"] == LEAST_JOBS) & rows["value"].notna()]
    return int(found["value"].iloc[0]) if len(found) else None


def _top(atlas: Atlas) -> list[TopMetier]:
    rows = atlas.indicators
    if not len(rows):
        return []
    names = {title: name for name, title in TITLES.items()}
    rows = rows[(rows["entry"] == "metier") & rows["indicator"].isin(names)]
    rows = rows[rows["level"] == "region"]
    found = []
    for rank, (label, lines) in enumerate(rows.groupby("category", sort=False), start=1):
        contract = {names[line["indicator"]]: line for line in lines.to_dict("records")}
        code = CODES.get(str(label), "")
        found.append(_line(atlas, rank, str(label), contract, code, str(lines["code"].iloc[0])))
    return found


def _line(
    atlas: Atlas,
    rank: int,
    label: str,
    contract: Mapping[str, Mapping[Hashable, Any]],
    code: str,
    region: str,
) -> TopMetier:
    known = metiers(atlas)
    row = known.by_fap.get(("2009", code))
    own = dares(atlas).at("region", [region])
    own = own[own["row"] == (-1 if row is None else row)]
    classes: dict[str, int | None] = dict.fromkeys(DEGREES)
    if len(own):
        first = own.iloc[0]
        classes = {name: None if pd.isna(first[name]) else int(first[name]) for name in DEGREES}
    key = "" if row is None else known.rows[row].key
    return TopMetier(rank, label, contract, classes, key)
