"""What a region may have beside its profile: its planning contract, the figures to compare with."""

from functools import cache
from pathlib import Path

from geodata.region.contract import Contract
from geodata.region.yardsticks import Yardsticks
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked


@cache
def read_contracts(folder: Path = DATA / "contracts") -> dict[str, Contract]:
    """Return the planning contract of each region that has one, by the region's official code.

    Raises StoreError if a file is not valid; the message, in French, names it and what is wrong.
    """
    files = (read_checked(path, Contract, "du contrat") for path in _files(folder))
    return {contract.region: contract for contract in files}


@cache
def read_yardsticks(folder: Path = DATA / "yardsticks") -> dict[str, Yardsticks]:
    """Return the published figures of each region that has some, by the region's official code.

    Raises StoreError as `read_contracts`.
    """
    files = (read_checked(path, Yardsticks, "des chiffres publiés") for path in _files(folder))
    return {figures.region: figures for figures in files}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))
