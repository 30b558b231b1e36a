"""ZRR: the classes as each producer writes them, and communes made of several."""

from pathlib import Path

import pytest

from loaders.sources.zonings.commune_lists import ZRR
from loaders.sources.zonings.layers import zrr_class
from tests.loaders.zoning_files import check_account, reasons, small_region, values, write


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("C", "C"),
        ("nc", "NC"),
        ("PC", "PC"),
        ("P - Commune partiellement classée", "PC"),
        ("C - Classée en ZRR", "C"),
        ("NC – Commune non classée", "NC"),
        ("", None),
        ("Centre", None),
    ],
)
def test_classes_are_read_as_they_are_written(cell: str, expected: str | None) -> None:
    assert zrr_class(cell) == expected


def test_partly_counts_as_in(tmp_path: Path, communes) -> None:
    path = write(tmp_path, "code_insee,statut\n80001,C\n80002,PC\n02003,NC\n", "zrr_2022.csv")
    assert ZRR.recognises(path)
    parsed = ZRR.read(path, small_region(communes))
    assert values(parsed, "zrr_class") == {
        "80001": "C", "80002": "PC", "02003": "NC", "02004": "NC"
    }  # fmt: skip
    assert values(parsed, "zrr") == {"80001": True, "80002": True, "02003": False, "02004": False}
    assert parsed.vintage == "ZRR 2022"
    check_account(parsed)


def test_a_commune_made_of_both_is_partly_in(tmp_path: Path, communes) -> None:
    parsed = ZRR.read(
        write(tmp_path, "CODGEO;ZRR_SIMP\n80001;NC - Non classée\n80009;C - Classée\n80011;C\n"),
        small_region(communes),
    )
    assert values(parsed, "zrr_class") == {"80001": "PC", "80002": "C"}
    assert values(parsed, "zrr") == {"80001": True, "80002": True}
    assert parsed.rejects.empty, "both rows made the class"


def test_an_unknown_class_is_rejected(tmp_path: Path, communes) -> None:
    parsed = ZRR.read(
        write(tmp_path, "codgeo;zrr\n80001;C\n80002;peut-être\n"), small_region(communes)
    )
    assert reasons(parsed) == {2: "zone ou classe absente ou inconnue"}


def test_any_status_is_not_zrr(tmp_path: Path) -> None:
    assert not ZRR.recognises(write(tmp_path, "code_insee,statut\n80001,ouvert\n80002,C\n"))
    assert not ZRR.recognises(write(tmp_path, "code_insee,statut\n"))
    rows = "".join(f"80{n:03},C\n" for n in range(1, 20))
    assert ZRR.recognises(write(tmp_path, f"code_insee,statut\n{rows}(19 lignes),\n"))
    assert not ZRR.recognises(write(tmp_path, "code_insee\n80001\n80002\n")), (
        "codes alone say nothing"
    )
