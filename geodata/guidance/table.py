"""The table of the places that help, as the store holds it."""

import pandera.pandas as pa

from geodata.guides import KINDS
from geodata.vocabulary import PRECISIONS


def _text(**options: object) -> pa.Column:
    return pa.Column(str, nullable=False, **options)  # type: ignore[arg-type]


TEXTS = ("address", "telephone", "website", "hours", "note")
"""What a source may say of a place, "" when it does not."""

GUIDANCE = pa.DataFrameSchema(
    {
        "place": _text(checks=pa.Check.str_length(min_value=1), unique=True),
        "kind": _text(checks=pa.Check.isin(list(KINDS))),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        **{name: _text() for name in TEXTS},
        "commune": _text(),
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
        "lon": pa.Column("float64"),
        "lat": pa.Column("float64"),
        "precision": _text(checks=pa.Check.isin(list(PRECISIONS))),
        "updated": _text(),  # the day of the row, as ISO 8601, "" when it is not said
        "lacks": _text(),  # what its source does not have of its kind, "" when it has all
        "source": _text(checks=pa.Check.str_length(min_value=1)),
        "vintage": _text(),
    },
    strict="filter",
    coerce=True,
    name="guidance",
)
