"""Parquet to and from bytes, without lending a Python file to Arrow's threads.

An Arrow thread that still holds a Python file when the interpreter ends needs the interpreter to
let it go, and aborts the process: a buffer of Arrow's own has no such tie.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def read_frame(content: bytes) -> pd.DataFrame:
    """Read a table."""
    frame: pd.DataFrame = pd.read_parquet(pa.BufferReader(content))
    return frame


def read_geoframe(content: bytes) -> gpd.GeoDataFrame:
    """Read a table with a geometry (GeoParquet)."""
    return gpd.read_parquet(pa.BufferReader(content))


def read_arrow(content: bytes) -> Any:
    """Read an Arrow table."""
    return pq.read_table(pa.BufferReader(content))


def write_frame(frame: pd.DataFrame) -> bytes:
    """Write a table, with its geometry if it has one."""
    output = pa.BufferOutputStream()
    frame.reset_index(drop=True).to_parquet(output, compression="zstd", index=False)
    return _bytes(output)


def write_arrow(table: Any, **options: Any) -> bytes:
    """Write an Arrow table."""
    output = pa.BufferOutputStream()
    pq.write_table(table, output, compression="zstd", **options)
    return _bytes(output)


def _bytes(output: Any) -> bytes:
    content: bytes = output.getvalue().to_pybytes()
    return content
