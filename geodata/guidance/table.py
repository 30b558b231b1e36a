"""The table of the places that help, as the store holds it."""

import pandera.pandas as pa

from geodata.guides import KINDS
from geodata.tables.columns import filled, placed, table, text

TEXTS = ("address", "telephone", "website", "hours", "note")
"""What a source may say of a place, "" when it does not."""

GUIDANCE = table(
    "guidance",
    {
        "place": filled(unique=True),
        "kind": text(checks=pa.Check.isin(list(KINDS))),
        "name": filled(),
        **{name: text() for name in TEXTS},
        "commune": text(),
        **placed(),
        "updated": text(),  # the day of the row, as ISO 8601, "" when it is not said
        "lacks": text(),  # what its source does not have of its kind, "" when it has all
        "source": filled(),
        "vintage": text(),
    },
)
