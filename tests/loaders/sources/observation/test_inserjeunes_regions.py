"""InserJeunes by region and course: suppressed rates stay suppressed beside their counts."""

from pathlib import Path

import pytest

from geodata.tables.observation import OUTCOMES
from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.sources.observation.inserjeunes import OUT_OF_RANGE, TWICE
from loaders.sources.observation.inserjeunes_regions import NO_COHORT, NO_COURSE, NO_VOIE, read
from tests.loaders.diploma_sample import sample_context

ROWS = """id,millesime,code_region,voie,cfd,mefstat11,nb_annee_term,nb_sortant,\
taux_emploi_12_mois,taux_emploi_6_mois,taux_poursuite_etudes
1,2019_2020,99,scolaire,,23830031213,162,108,47,51,33
2,2019_2020,99,scolaire,,23820031212,25,5,,,80
3,2020_2021,99,apprentissage,50022146,,30,20,"70,5",*,
4,2020_2021,99,apprentissage,50022146,,30,20,70,60,
5,2020,99,apprentissage,50022146,,30,20,70,60,
6,2020_2021,99,autre,50022146,,30,20,70,60,
7,2020_2021,99,apprentissage,,,30,20,70,60,
8,2020_2021,99,apprentissage,50022139,,30,20,70,600,
9,2020_2021,11,apprentissage,50022146,,30,20,70,60,
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.csv"
    path.write_text(ROWS)
    return path


def test_rates_counts_and_codes(path: Path, communes, tmp_path: Path) -> None:
    assert recognise(path).key == "inserjeunes-region"
    parsed = read(path, sample_context(communes, tmp_path))
    table = OUTCOMES.validate(parsed.tables["outcomes"])
    assert table["code"].tolist() == ["99"] * 3
    assert table["cfd"].tolist() == ["40031213", "40031212", "50022146"]
    assert table["employment_rate_6_months"].isna().tolist() == [False, True, True]
    assert table["status"].tolist() == ["", "indisponible", "secret"]
    assert table["leavers"].tolist() == [108, 5, 20], "counts stay beside a suppressed rate"
    assert table["employment_rate_12_months"].tolist()[2] == 70.5
    assert parsed.vintage == "2020-2021"


def test_every_other_row_has_its_reason(path: Path, communes, tmp_path: Path) -> None:
    parsed = read(path, sample_context(communes, tmp_path))
    reasons = [TWICE, NO_COHORT, NO_VOIE, NO_COURSE, OUT_OF_RANGE]
    assert parsed.rejects["reason"].tolist() == reasons
    assert parsed.rejects["row"].tolist() == [4, 5, 6, 7, 8]
    assert (parsed.rows_read, parsed.rows_kept, parsed.elsewhere) == (9, 3, 1)


def test_a_renamed_column_is_named(path: Path, communes, tmp_path: Path) -> None:
    path.write_text(ROWS.replace("taux_emploi_6_mois", "tx_emploi_6_mois"))
    assert recognise(path).key == "inserjeunes-region"
    with pytest.raises(MissingColumnError, match=r"taux_emploi_6_mois.*tx_emploi_6_mois"):
        read(path, sample_context(communes, tmp_path))


def test_modules_are_needed_where_no_course_of_school_has_another_code(
    path: Path, communes, tmp_path: Path
) -> None:
    context = sample_context(communes, tmp_path)
    path.write_text(ROWS.replace("mefstat11", "mefstat11_bis"))
    assert recognise(path).key == "inserjeunes-region"
    with pytest.raises(MissingColumnError, match=r"« mefstat11 ».*« mefstat11_bis »"):
        read(path, context)
    apprentices = [line for line in ROWS.splitlines() if "scolaire" not in line]
    path.write_text("\n".join(apprentices).replace("mefstat11,", ""))
    assert read(path, context).rows_kept > 0, "an apprenticeship is told by its CFD"
