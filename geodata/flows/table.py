"""The table of observed flows: who goes from where to where, as a source counted them."""

import pandera.pandas as pa

from geodata.tables.columns import filled, table, text
from geodata.tables.observation import STATUSES

KINDS: dict[str, str] = {
    "home_training": "Du domicile au lieu de formation",
    "training_work": "Du lieu de formation au lieu d'emploi",
    "home_work": "Du domicile au lieu d'emploi",
}
"""What a flow joins, in the order in which people live it."""

ABROAD = "etranger"
LEVELS = ("commune", "spel", "departement", ABROAD)
"""What an end of a flow may be: in the region a commune or a SPEL, else a département or none."""

_LEVEL = pa.Check.isin(LEVELS)

FLOWS = table(
    "flows",
    {
        "kind": pa.Column(str, pa.Check.isin(list(KINDS))),
        "origin_level": pa.Column(str, _LEVEL),
        "origin": text(),  # code at its level, empty abroad
        "destination_level": pa.Column(str, _LEVEL),
        "destination": text(),
        "people": pa.Column("float64", pa.Check.ge(0), nullable=True),  # of a census: weighted
        "status": pa.Column(str, pa.Check.isin(list(STATUSES))),
        "year": pa.Column(str, pa.Check.str_matches(r"^\d{4}$")),
        "perimeter": filled(),  # who is counted
        "source": filled(),
    },
)

ENDS = ("origin_level", "origin", "destination_level", "destination")
IDENTITY = ("kind", *ENDS, "year", "perimeter")
"""What a figure is about: two rows that share it are the same figure, published twice."""
