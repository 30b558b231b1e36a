"""The catalogue of certifications is sound, and wide enough for the whole offer."""

from pathlib import Path

import pandas as pd
import pandera.errors
import pytest

from geodata.domains import DOMAINS
from geodata.folding import fold
from geodata.vocabulary import VOIES
from loaders.certifications.catalogue import CATALOGUE, read_certifications
from loaders.embedding.base import read_base


@pytest.fixture(scope="module")
def catalogue() -> pd.DataFrame:
    return read_certifications()


def test_it_covers_every_domain_voie_and_level(catalogue: pd.DataFrame) -> None:
    assert len(catalogue) >= 450
    assert set(catalogue["domain"]) == set(DOMAINS)
    assert set(" ".join(catalogue["voies"]).split()) == set(VOIES)
    assert set(catalogue["level"].dropna()) == {3, 4, 5, 6, 7, 8}


def test_its_rome_codes_exist(catalogue: pd.DataFrame) -> None:
    known = set(read_base().romes["rome"])
    assert set(" ".join(catalogue["romes"]).split()) - known == set()


def test_no_rncp_sheet_is_given_twice(catalogue: pd.DataFrame) -> None:
    sheets = catalogue.loc[catalogue["rncp"] != "", "rncp"]
    assert len(sheets) > 200
    assert sheets.is_unique


@pytest.mark.parametrize(
    ("short", "level", "rome"),
    [
        ("CAP Cuisine", 3, "G1602"),
        ("BTS Management commercial opérationnel", 5, "D1302"),
        ("DE Aide-soignant", 4, "J1501"),
        ("DE Infirmier", 6, "J1506"),
        ("Licence Droit", 6, "K1903"),
        ("TP Cariste d'entrepôt", 3, "N1101"),
    ],
)
def test_known_diplomas_are_right(
    catalogue: pd.DataFrame, short: str, level: int, rome: str
) -> None:
    row = catalogue.set_index("short").loc[short]
    assert row["level"] == level
    assert rome in row["romes"].split()


def test_abbreviations_stay_distinct_without_accents(catalogue: pd.DataFrame) -> None:
    assert catalogue["short"].map(fold).is_unique


@pytest.mark.parametrize(
    ("old", "new"), [(",221,", ",999,"), (",3,221", ",9,221"), ("scolaire", "ecole")]
)
def test_a_wrong_line_is_refused(tmp_path: Path, old: str, new: str) -> None:
    header, line = CATALOGUE.read_text(encoding="utf-8").splitlines()[:2]
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(f"{header}\n{line.replace(old, new)}\n", encoding="utf-8")
    assert line.replace(old, new) != line
    with pytest.raises(pandera.errors.SchemaError):
        read_certifications(wrong)
