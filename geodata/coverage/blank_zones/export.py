"""The « zones blanches » as a file: the computed and the declared ones, a row a zone."""

from collections.abc import Sequence

import pandas as pd

from geodata.coverage.answer import Covered
from geodata.coverage.blank_zones.candidates import Uncovered
from geodata.coverage.export import origin
from geodata.domains import DOMAINS
from geodata.finding.export import to_csv

HEADERS: dict[str, str] = {
    "list": "Liste",
    "name": "Zone",
    "spel": "SPEL",
    "communes": "Communes",
    "population": "Population",
    "beyond_population": "Population hors d'atteinte",
    "sure_population": "dont à coup sûr (marge des temps déduite)",
    "km2": "Superficie (km²)",
    "nearest_minutes": "Temps de la plus proche (min)",
    "median_minutes": "Temps de la moitié des habitants, au moins (min)",
    "mean_minutes": "Temps moyen (min)",
    "course": "Formation la plus proche de la plupart",
    "place": "Lieu de cette formation",
    "missing": "Domaines qui manquent",
    "met": "Recoupe",
    "codes": "Codes des communes",
    "threshold": "Seuil (min)",
    "source": "Source",
    "vintage": "Date",
}
"""Columns of the file, in order, with the name a reader sees."""


def uncovered_csv(
    covered: Covered, found: Uncovered, missing: Sequence[dict[str, float]], list_name: str
) -> bytes:
    """Write the zones of a question as a CSV, the computed ones first.

    Parameters
    ----------
    found : from `geodata.coverage.blank_zones.candidates.uncovered`, with `course` in its computed
        zones where it is known
    missing : what each computed zone lacks, from
        `geodata.coverage.blank_zones.candidates.missing_domains`
    list_name : where the declared list comes from, in French
    """
    declared_in = [int(n) for n in found.computed["declared_communes"]]
    told_by = origin(covered)
    computed = found.computed.assign(
        list="calculée",
        name=found.computed["name"],
        beyond_population=found.computed["population"],
        missing=[" | ".join(DOMAINS[key] for key in kinds) for kinds in missing],
        met=[f"{n} commune(s) déclarée(s)" if n else "" for n in declared_in],
        source=told_by["source"],
    )
    names = found.computed.set_index("zone")["name"]
    met = [
        ", ".join(str(names[code]) for code in text.split()) for text in found.compared["computed"]
    ]
    declared = found.compared.rename(columns={"zone": "name"}).assign(
        list="déclarée", met=met, source=list_name
    )
    both = pd.concat([computed, declared], ignore_index=True)
    both = both.assign(threshold=covered.asked.threshold, vintage=told_by["vintage"])
    both["mean_minutes"] = both["mean_minutes"].round(1)
    both["km2"] = both["km2"].round(1)
    return to_csv(both.reindex(columns=list(HEADERS)).rename(columns=HEADERS))
