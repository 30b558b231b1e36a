"""A build as files: tables in Parquet, minutes as a byte a commune, maps and profile in JSON."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.places.homes import homes_of
from loaders.store.parquet import read_arrow, read_frame, read_geoframe, write_arrow, write_frame
from loaders.store.tables import ALL, SCHEMAS, Tables, empty_table


def encode(tables: Tables) -> dict[str, bytes]:
    """Return the files of a build, by their names."""
    contents = {f"{name}.parquet": write_frame(getattr(tables, name)) for name in ALL}
    for mode, minutes in tables.travel.items():
        contents[f"travel-{mode}.parquet"] = _pack(tables.sites["site"], minutes)
    for mode, minutes in tables.home_travel.items():
        contents[f"homes-{mode}.parquet"] = _pack(tables.sites["site"], minutes)
    contents["profile.json"] = json.dumps(tables.profile, ensure_ascii=False, default=str).encode()
    contents["topology.json"] = tables.topology
    contents["context.json"] = tables.context
    return contents


def decode(contents: Mapping[str, bytes], modes: Collection[str]) -> dict[str, Any]:
    """Return the fields of `Tables` from the files of a build; `modes` are those of travel.

    Raises KeyError, ValueError, pyarrow.ArrowException: a file is missing, or is not what `encode`
    writes.
    """
    tables = {
        name: (read_geoframe if name in ("communes", "zones") else read_frame)(
            contents[f"{name}.parquet"]
        )
        for name in ALL
        if name in SCHEMAS or f"{name}.parquet" in contents
    }
    homes = homes_of(tables.get("homes", empty_table("homes")), tables["communes"])
    return {
        **tables,
        "profile": json.loads(contents["profile.json"]),
        "travel": {
            mode: _unpack(contents[f"travel-{mode}.parquet"], len(tables["communes"]))
            for mode in modes
        },
        "home_travel": {
            mode: _unpack(contents[f"homes-{mode}.parquet"], len(homes.xy))
            for mode in modes
            if homes and f"homes-{mode}.parquet" in contents
        },
        "topology": contents["topology.json"],
        "context": contents["context.json"],
    }


def _pack(sites: pd.Series, minutes: np.ndarray) -> bytes:
    """Write a matrix as a row a site: its id, and a byte a commune in the table's order."""
    rows = [row.tobytes() for row in np.ascontiguousarray(minutes)]
    table = pa.table({"site": pa.array(sites, pa.string()), "minutes": pa.array(rows, pa.binary())})
    return write_arrow(table, use_dictionary=False)


def _unpack(content: bytes, width: int) -> np.ndarray:
    rows = read_arrow(content).column("minutes").to_pylist()
    return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), width)
