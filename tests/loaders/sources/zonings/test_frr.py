"""FRR: only its two classes are inside; a former ZRR keeps its effects without being FRR."""

from pathlib import Path

import pytest

from geodata.places.classifications import FRR_CLASSES
from loaders.sources.zonings.commune_lists import FRR
from loaders.sources.zonings.layers import frr_class
from tests.loaders.zoning_files import check_account, reasons, small_region, values, write


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *((code, code) for code in FRR_CLASSES),
        ("FRR+", "5"),
        ("FRR +", "5"),
        ("FRR", "4"),
        ("FRR socle", "4"),
        ("Non classée", "0"),
        ("7", None),
        ("", None),
    ],
)
def test_classes_are_read_by_code_or_by_name(cell: str, expected: str | None) -> None:
    assert frr_class(cell) == expected


def test_each_class_says_whether_it_is_in(tmp_path: Path, communes) -> None:
    text = "code_insee,nom,departement,codefrr\n80001,A,80,4\n80002,B,80,5\n02003,C,02,1\n"
    path = write(tmp_path, text + "02004,D,02,0\n75056,P,75,0\n", "frr_2025.csv")
    assert FRR.recognises(path)
    parsed = FRR.read(path, small_region(communes))
    assert values(parsed, "frr") == {"80001": True, "80002": True, "02003": False, "02004": False}
    assert values(parsed, "frr_class")["02003"] == "1"
    assert parsed.vintage == "FRR 2025"
    assert parsed.elsewhere == 1
    check_account(parsed)


def test_a_merged_commune_has_the_class_that_gives_most(tmp_path: Path, communes) -> None:
    text = "codgeo;codefrr\n80001;0\n80009;4\n80010;1\n02003;9\n"
    parsed = FRR.read(write(tmp_path, text), small_region(communes))
    assert values(parsed, "frr_class") == {"80001": "4"}
    assert reasons(parsed) == {4: "zone ou classe absente ou inconnue"}


def test_another_table_is_not_one(tmp_path: Path) -> None:
    assert not FRR.recognises(write(tmp_path, "code_insee,classe\n80001,4\n"))
