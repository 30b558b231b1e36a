"""The « zones blanches » that the partners of a region declare: a list beside its profile.

`data/regions/<slug>-zones-blanches.csv` has a line a commune: `zone` (name of the zone), `commune`
(INSEE code, of any year) and `note`. It is shipped without a line: no text gives a list, the
contract says that the zones are named with the partners.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.coverage.blank_zones.declared import UnreadableList, read_declared
from geodata.tables.dropped import UnreadableTable, read_dropped
from loaders.locating.communes import BECOMES, make_cog
from loaders.project_data.profile import REGIONS, ProfileError

SUFFIX = "-zones-blanches.csv"


def declared_profile(
    slug: str, communes: Iterable[str], moves: pd.DataFrame, folder: Path = REGIONS
) -> dict[str, Any]:
    """Return what a store's profile says of the declared zones.

    Parameters
    ----------
    slug : of the region
    communes : codes of today's communes
    moves : what became of the communes of other years (see `loaders.locating.communes`)

    Returns
    -------
    `declared_zones`, the lines of the list as written, and `commune_successors`, the commune of
    today that each code of another year has become, where it is one commune.

    Raises
    ------
    ProfileError
        The list cannot be read; the message names the file.
    """
    codes = list(communes)
    cog = make_cog(codes, moves)
    old = moves.loc[moves["kind"] == BECOMES, "old"].unique().tolist()
    successors = {code: now for code in old if (now := cog.current(code)) and now != code}
    return {
        "declared_zones": read_list(folder / f"{slug}{SUFFIX}"),
        "commune_successors": successors,
    }


def read_list(path: Path) -> list[dict[str, str]]:
    """Return the lines of a declared list; none when there is no file.

    Raises ProfileError: the file cannot be read, or lacks a column.
    """
    if not path.is_file():
        return []
    try:
        table = read_dropped(path.read_bytes())
        read_declared(table, [])
    except (UnreadableTable, UnreadableList) as error:
        raise ProfileError(f"Le fichier « {path.name} » ne peut pas être lu : {error}") from error
    return [
        {str(name): str(value) for name, value in row.items()} for row in table.to_dict("records")
    ]
