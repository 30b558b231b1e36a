"""The planning contracts of the regions, read from `data/contracts/*.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geodata.contracts import Contract
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked

FOLDER = DATA / "contracts"


@cache
def read_contracts(folder: Path = FOLDER) -> dict[str, Contract]:
    """Return the contract of each region that has one, by the official code of the region.

    Raises
    ------
    StoreError
        If a file is not valid; the message, in French, names it and what is wrong.
    """
    files = [read_checked(path, Contract, "du contrat") for path in sorted(folder.glob("*.toml"))]
    return {contract.region: contract for contract in files}
