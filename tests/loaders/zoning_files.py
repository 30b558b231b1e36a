"""What the tests of zonings share: the region of four communes, its former ones, small files."""

from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd

from loaders.locating.communes import MOVES
from loaders.source import Context, Parsed
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES

# 80009 and 80010 were merged into Alpha, 80011 into both Bêta and Gamma's lands, 80012 went to
# another region; Delta was a part of Gamma until they were separated.
FORMER = pd.DataFrame(
    [
        ("80009", "80001", "devient"),
        ("80010", "80009", "devient"),
        ("80011", "80002", "devient"),
        ("80012", "60001", "devient"),
        ("02003", "02004", "separee"),
    ],
    columns=["old", "new", "kind"],
)


def small_region(communes: gpd.GeoDataFrame) -> Context:
    profile = SimpleNamespace(name="Petite-Région", departements=("02", "80"), spel_column="epci")
    return Context(communes, pd.DataFrame(), pd.DataFrame(), profile, nomenclatures={MOVES: FORMER})


def write(folder: Path, text: str, name: str = "liste.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def values(parsed: Parsed, attribute: str) -> dict[str, object]:
    return parsed.tables[ATTRIBUTES].set_index("code")[attribute].to_dict()


def names(parsed: Parsed) -> dict[str, str]:
    return parsed.tables[ZONES].set_index("code")["name"].to_dict()


def reasons(parsed: Parsed) -> dict[int, str]:
    return parsed.rejects.set_index("row")["reason"].to_dict()


def check_account(parsed: Parsed) -> None:
    assert parsed.rows_kept + len(parsed.rejects) + parsed.elsewhere == parsed.rows_read
    assert not parsed.rejects["row"].duplicated().any(), "a row is rejected once"
