"""Certif Info gives each diploma the facts of the version that counts."""

from pathlib import Path

import pytest

from geodata.tables.observation import CROSSWALKS
from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.sources.nomenclatures.certif_info import NO_TITLE, read
from tests.loaders.diploma_sample import CERTIF_INFO


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.csv"
    path.write_text(CERTIF_INFO, encoding="utf-8-sig")
    return path


def test_the_version_that_goes_on_comes_first(path: Path) -> None:
    assert recognise(path).key == "certif-info"
    parsed = read(path, None)
    first = parsed.tables["certif_info"].drop_duplicates("cfd").set_index("cfd").loc["50022146"]
    assert first[["title", "rncp", "old_cfd"]].tolist() == ["CAP cuisine", "RNCP38430", "50022139"]
    assert first["romes"] == "G1602", "Z9999 is no ROME"
    assert parsed.vintage == "mise à jour du 2024-06-05"
    assert parsed.rejects[["row", "reason"]].to_numpy().tolist() == [[4, NO_TITLE]]
    assert parsed.rows_kept == 3


def test_its_codes_are_crosswalks(path: Path) -> None:
    rows = CROSSWALKS.validate(read(path, None).tables["crosswalks"])
    codes = rows[["from_kind", "from_code", "to_kind", "to_code"]]
    facts = set(codes.itertuples(index=False, name=None))
    assert {
        ("cfd", "50022146", "rome", "G1602"),
        ("cfd", "50022146", "rncp", "RNCP38430"),
        ("rncp", "RNCP38430", "rome", "G1602"),
        ("cfd", "50022146", "formacode", "42752"),
    } <= facts
    assert not rows.duplicated(["from_kind", "from_code", "to_kind", "to_code"]).any()


def test_a_renamed_column_is_named(path: Path) -> None:
    text = CERTIF_INFO.replace("Code_RNCP", "nouveau Code_RNCP", 1)
    path.write_text(
        text.replace("Code_Scolarité,Annee", "Code_Scolarité,Code_Ancien_RNCP,Annee", 1)
    )
    with pytest.raises(MissingColumnError, match=r"« Code_RNCP ».*« nouveau Code_RNCP »"):
        read(path, None)
    path.write_text(CERTIF_INFO.replace("Code_Scolarité,Annee", "Code_Scolaire,Annee"))
    with pytest.raises(MissingColumnError, match=r"« Code_Scolarité ».*« Code_Scolaire »"):
        read(path, None)
