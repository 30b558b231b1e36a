"""Parquet to and from bytes, in the thread that asks.

Arrow's threads let go of a Python buffer a little late: a command that ends just then, as
`python -m loaders build` does, is aborted. What is in memory gains nothing by them.
"""

from __future__ import annotations

import io
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

_IN_THIS_THREAD: dict[str, Any] = {"use_threads": False, "pre_buffer": False}


def read_frame(content: bytes) -> pd.DataFrame:
    """Read a table."""
    return pd.read_parquet(io.BytesIO(content), **_IN_THIS_THREAD)


def read_geoframe(content: bytes) -> gpd.GeoDataFrame:
    """Read a table with a geometry (GeoParquet)."""
    return gpd.read_parquet(io.BytesIO(content), **_IN_THIS_THREAD)


def read_arrow(content: bytes) -> Any:
    """Read an Arrow table."""
    return pq.read_table(io.BytesIO(content), **_IN_THIS_THREAD)


def write_frame(frame: pd.DataFrame) -> bytes:
    """Write a table, with its geometry if it has one."""
    output = io.BytesIO()
    frame.reset_index(drop=True).to_parquet(output, compression="zstd", index=False)
    return output.getvalue()


def write_arrow(table: Any, **options: Any) -> bytes:
    """Write an Arrow table."""
    output = io.BytesIO()
    pq.write_table(table, output, compression="zstd", **options)
    return output.getvalue()
