"""Insee's events give the changes of code of the region, and say nothing of the others."""

from dataclasses import replace
from pathlib import Path

import pytest

from loaders.errors import MissingColumnError
from loaders.locating.communes import MOVES, cog_of
from loaders.sources.zonings.commune_moves import read, recognises
from tests.loaders.zoning_files import check_account, reasons, small_region, write

HEADER = "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP\n"
EVENTS = HEADER + (
    "32,2020-01-01,COM,80002,0,BETA,COM,80002,0,BETA\n"  # keeps its code
    "32,2020-01-01,COM,80021,0,EPSILON,COM,80002,0,BETA\n"
    "32,2020-01-01,COM,80021,0,EPSILON,COMD,80021,0,EPSILON\n"
    "31,2012-01-01,COM,80022,0,ZETA,COM,80021,0,EPSILON\n"
    "21,2024-01-01,COM,02003,0,GAMMA,COM,02004,0,DELTA\n"
    "10,2015-01-01,COM,80001,0,ALFA,COM,80001,0,ALPHA\n"
    "31,2016-01-01,COM,01002,0,AILLEURS,COM,01003,0,AUTRE\n"
    "31,2016-01-01,COM,8X,0,ABIME,COM,80001,0,ALPHA\n"
)


def test_changes_of_code_are_kept(tmp_path: Path, communes) -> None:
    path = write(tmp_path, EVENTS, "mvtcommune_2026.csv")
    region = small_region(communes)
    assert recognises(path)
    parsed = read(path, region)
    check_account(parsed)
    assert reasons(parsed) == {8: "code de commune illisible"}
    assert parsed.rows_kept == 3
    assert parsed.elsewhere == 4
    assert parsed.vintage == "événements jusqu'au 2024-01-01"
    table = parsed.tables[MOVES]
    assert table[["old", "new"]].to_numpy().tolist() == [
        ["80022", "80021"], ["80021", "80002"], ["02003", "02004"]
    ]  # fmt: skip
    cog = cog_of(replace(region, nomenclatures={MOVES: table}))
    assert cog.current("80022") == "80002"
    assert cog.inherited(frozenset({"02003"})) == {"02004": "02003"}


def test_a_missing_column_is_named(tmp_path: Path, communes) -> None:
    path = write(tmp_path, EVENTS.replace("DATE_EFF", "DATE_EFFET"))
    assert recognises(path)
    with pytest.raises(MissingColumnError, match=r"DATE_EFF ».*DATE_EFFET"):
        read(path, small_region(communes))


def test_another_table_is_not_one(tmp_path: Path) -> None:
    assert not recognises(write(tmp_path, "COM,COM_AP\n80001,80002\n"))
