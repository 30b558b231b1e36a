"""What the schemas of tables are made of; the conventions are those of `geodata.tables.schema`."""

from typing import Any

import pandera.pandas as pa

from geodata.vocabulary import PRECISIONS


def table(name: str, columns: dict[str, pa.Column], **options: Any) -> pa.DataFrameSchema:
    """Return the schema of a table, whose columns are coerced and the others left out."""
    return pa.DataFrameSchema(columns, **{"strict": "filter", "coerce": True, **options}, name=name)


def text(**options: Any) -> pa.Column:
    """Return a column of texts, "" where nothing is said."""
    return pa.Column(str, nullable=False, **options)


def filled(**options: Any) -> pa.Column:
    """Return a column of texts that are never empty."""
    return text(checks=pa.Check.str_length(min_value=1), **options)


def placed() -> dict[str, pa.Column]:
    """Return the columns of where something is: metres, degrees, and how exactly it is known."""
    there = {name: pa.Column("float64") for name in ("x", "y", "lon", "lat")}
    return {**there, "precision": text(checks=pa.Check.isin(list(PRECISIONS)))}
