"""The best places as a file: a row a commune proposed, its alternatives below it."""

import pandas as pd

from geodata.finding.export import to_csv
from geodata.siting.best_places import BestAnswer

PROPOSED, INSTEAD = "proposée", "autre choix"

HEADERS: dict[str, str] = {
    "rank": "Rang",
    "role": "Rôle",
    "code": "Code commune",
    "name": "Commune",
    "spel": "SPEL",
    "people": "Gagnés",
    "together": "Gagnés ensemble",
    "everyone": "Gagnés, habitants de la page",
    "per_place": "Gagnés par place",
    "share": "Part du gain de la commune proposée",
    "lost": "Perdus par l'échange",
}
"""Columns of the file, in order, with the name a reader sees."""


def best_rows(answer: BestAnswer) -> pd.DataFrame:
    """Return the rows of the file, with the columns of `HEADERS`."""
    spel = dict(zip(answer.stated.covered.atlas.communes["code"],
                    answer.stated.covered.atlas.communes["spel"], strict=True))  # fmt: skip
    names = answer.stated.covered.atlas.zone_names
    rows: list[dict[str, object]] = []
    for rank, proposed in enumerate(_records(answer.table), start=1):
        rows.append({**proposed, "rank": rank, "role": PROPOSED})
        mine = answer.others[answer.others["instead_of"] == proposed["code"]]
        rows += [
            {**one, "rank": rank, "role": INSTEAD,
             "spel": names.get(("spel", str(spel[one["code"]])), "")}
            for one in _records(mine)
        ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(HEADERS))
    whole = ["rank", "people", "together", "everyone", "lost"]
    return table.astype(dict.fromkeys(whole, "Int64"))


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def best_csv(answer: BestAnswer) -> bytes:
    """Write an answer as a CSV."""
    return to_csv(best_rows(answer).rename(columns=HEADERS))
