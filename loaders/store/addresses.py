"""The streets that a person may start from: beside the builds of a store, which they outlive."""

import logging
from dataclasses import replace

import numpy as np
import pyarrow as pa

from geodata.places.streets import Addresses
from loaders.errors import StoreError
from loaders.store.beside import Beside
from loaders.store.parquet import read_arrow, write_arrow
from loaders.store.storage import Folder, digest

ADDRESSES = Beside("addresses")
_LISTS = {"numbers": np.uint16, "lons": np.float32, "lats": np.float32}
_log = logging.getLogger(__name__)


def write_addresses(address: str, addresses: Addresses) -> Addresses:
    """Write streets beside the builds of a store and put them in force, in one step.

    Raises StoreError: the store cannot be written.
    """
    columns = {name: pa.array(addresses.streets[name]) for name in addresses.streets}
    starts = pa.array(addresses.starts, pa.int32())
    for name in _LISTS:
        columns[name] = pa.ListArray.from_arrays(starts, pa.array(getattr(addresses, name)))
    content = write_arrow(pa.table(columns))
    mark = digest(content)
    try:
        folder = Folder(address)
        with folder.alone():
            folder.write(f"addresses/{mark[:16]}.parquet", content)
            ADDRESSES.point(
                folder, {"id": mark[:12], "file": f"{mark[:16]}.parquet", "sha256": mark}
            )
            ADDRESSES.clean(folder, ".parquet", {f"{mark[:16]}.parquet"})
    except OSError as error:
        raise StoreError(f"Les adresses ne peuvent pas être écrites : {error}.") from error
    return replace(addresses, id=mark[:12])


def read_addresses(address: str) -> Addresses | None:
    """Return the streets in force; None without any, or when damaged, which is logged."""
    folder = Folder(address)
    pointer = ADDRESSES.pointed(folder)
    if pointer is None:
        return None
    try:
        content = folder.read(f"addresses/{pointer['file']}")
        if digest(content) != pointer["sha256"]:
            raise ValueError("its checksum is another")
        table = read_arrow(content).combine_chunks()
        lists = {name: table.column(name).combine_chunks() for name in _LISTS}
        return Addresses(
            id=str(pointer["id"]),
            streets=table.select(["commune", "name", "lon", "lat"]).to_pandas(),
            starts=np.concatenate([[0], np.cumsum(lists["numbers"].value_lengths())]),
            **{name: one.flatten().to_numpy().astype(_LISTS[name]) for name, one in lists.items()},
        )
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        _log.warning("The addresses are damaged, one starts from communes only: %s", error)
        return None
