"""The published figures that ours are set beside, read from `data/yardsticks/*.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geodata.yardsticks import Yardsticks
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked

FOLDER = DATA / "yardsticks"


@cache
def read_yardsticks(folder: Path = FOLDER) -> dict[str, Yardsticks]:
    """Return the published figures of each region that has some, by its official code.

    Raises
    ------
    StoreError
        If a file is not valid; the message, in French, names it and what is wrong.
    """
    paths = sorted(folder.glob("*.toml"))
    files = [read_checked(path, Yardsticks, "des chiffres publiés") for path in paths]
    return {one.region: one for one in files}
