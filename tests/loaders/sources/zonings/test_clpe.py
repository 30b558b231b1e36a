"""CLPE: told from other territories by their codes."""

from pathlib import Path

from loaders.sources.zonings.commune_lists import CLPE
from tests.loaders.zoning_files import check_account, names, small_region, values, write

HEADER = "commune_id,territoire_id,territoire_libelle,departement_id\n"


def test_the_territories_of_communes(tmp_path: Path, communes) -> None:
    path = write(tmp_path, HEADER + "80001,CLPE80002,Amiens,80\n02003,CLPE02002,Laon,02\n")
    assert CLPE.recognises(path)
    parsed = CLPE.read(path, small_region(communes))
    assert values(parsed, "clpe") == {
        "80001": "CLPE80002",
        "02003": "CLPE02002",
        "02004": "CLPE02002",
    }
    assert names(parsed) == {"CLPE80002": "Amiens", "CLPE02002": "Laon"}
    assert parsed.vintage == "sans date"
    check_account(parsed)


def test_other_territories_are_not_clpe(tmp_path: Path) -> None:
    assert not CLPE.recognises(write(tmp_path, HEADER + "80001,PETR1,Pays,80\n"))
