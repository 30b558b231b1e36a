"""The list of SPEL: only what says SPEL is one."""

from pathlib import Path

from loaders.sources.zonings.commune_lists import SPEL
from tests.loaders.zoning_files import check_account, names, small_region, values, write


def test_the_listed_communes_only(tmp_path: Path, communes) -> None:
    path = write(tmp_path, "commune;spel;name\n80001;S9;Nouveau bassin\n80009;S9;\n")
    assert SPEL.recognises(path)
    parsed = SPEL.read(path, small_region(communes))
    assert values(parsed, "spel") == {"80001": "S9"}
    assert names(parsed) == {"S9": "Nouveau bassin"}
    check_account(parsed)


def test_a_name_alone_is_anyone_s(tmp_path: Path) -> None:
    assert not SPEL.recognises(write(tmp_path, "commune;name\n80001;Alpha\n"))
