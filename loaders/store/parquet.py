"""Parquet to and from bytes, without lending a Python object to Arrow's threads.

An Arrow thread lets go of what it read a little late: if that is a Python object and the command
ends just then, as `python -m loaders build` does, the process is aborted. So a content is copied
into Arrow's own memory first.
"""

import io
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def read_frame(content: bytes) -> pd.DataFrame:
    """Read a table."""
    return pd.read_parquet(_arrows_own(content))


def read_geoframe(content: bytes) -> gpd.GeoDataFrame:
    """Read a table with a geometry (GeoParquet)."""
    return gpd.read_parquet(_arrows_own(content))


def read_arrow(content: bytes) -> Any:
    """Read an Arrow table."""
    return pq.read_table(_arrows_own(content))


def _arrows_own(content: bytes) -> Any:
    buffer = pa.allocate_buffer(len(content))
    np.frombuffer(buffer, dtype=np.uint8)[:] = np.frombuffer(content, dtype=np.uint8)
    return pa.BufferReader(buffer)


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
