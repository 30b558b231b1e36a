"""Files of observed flows between communes, as producers name their columns."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from geodata.coverage.flows.potential import OriginDestination, read_flows
from geodata.coverage.own_data.reading import commune_code
from geodata.folding import fold
from geodata.tables.dropped import UnreadableTable

MOST_LINES = 400
"""Flows that are drawn: the greatest; more would hide the map."""

_NAMES = {
    "origin": ("origin", "origine", "codgeo", "depart", "commune de residence", "residence",
               "commune de depart", "code origine", "commune"),
    "destination": ("destination", "dclt", "dcetu", "dcetuf", "dcran", "arrivee",
                    "commune de travail", "commune d arrivee", "commune d etudes",
                    "code destination"),
    "people": ("people", "personnes", "nombre", "effectif", "effectifs", "flux", "nb", "total"),
}  # fmt: skip


def read_flow_file(
    table: pd.DataFrame, codes: ArrayLike, successors: Mapping[str, str]
) -> OriginDestination:
    """Read a dropped table of flows; old codes are brought to today's communes.

    Parameters
    ----------
    table : texts, from `geodata.tables.dropped.read_dropped`
    codes : (n_communes,), codes of today's communes
    successors : commune of today that each code of another year has become

    Raises
    ------
    UnreadableTable
        A column is missing, or no flow is between two communes of the region; in French.
    """
    columns = {kind: _column(table, kind) for kind in _NAMES}
    listed = pd.DataFrame({kind: table[name] for kind, name in columns.items()})
    known = set(np.asarray(codes, dtype=object).tolist())
    for end in ("origin", "destination"):
        written = listed[end].map(lambda text: commune_code(text) or text.strip())
        listed[end] = [
            code if code in known else successors.get(code, code) for code in written.tolist()
        ]
    read = read_flows(listed, codes)
    if read.table.empty:
        raise UnreadableTable("Aucun déplacement n'est entre deux communes de la région.")
    return read


def flow_rows(read: OriginDestination, codes: ArrayLike) -> list[list[float]]:
    """Return the greatest flows between two different communes: rows of communes and people."""
    row = {code: n for n, code in enumerate(np.asarray(codes, dtype=object).tolist())}
    apart = read.table[read.table["origin"] != read.table["destination"]].head(MOST_LINES)
    return [
        [row[o], row[d], round(float(n), 1)]
        for o, d, n in apart[["origin", "destination", "people"]].itertuples(index=False)
    ]


def _column(table: pd.DataFrame, kind: str) -> str:
    names = {fold(str(name)): str(name) for name in table.columns}
    for alias in _NAMES[kind]:
        if alias in names:
            return names[alias]
    # Insee's own counts have a name that says the year and the people: NBFLUX_C19_ACTOCC15P.
    for folded, name in names.items():
        if kind == "people" and folded.startswith("nbflux"):
            return name
    told = {"origin": "de départ (« origine »)", "destination": "d'arrivée (« destination »)"}
    what = told.get(kind, "du nombre de personnes (« personnes »)")
    raise UnreadableTable(f"Il manque la colonne {what}.")
