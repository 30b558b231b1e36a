"""BMO basins: the list of communes is one, the survey's results are not."""

from pathlib import Path

from loaders.sources.zonings.commune_lists import BMO_BASINS
from tests.loaders.zoning_files import check_account, names, small_region, values, write


def test_a_list_with_former_communes(tmp_path: Path, communes) -> None:
    text = "reg,dep,code_commune_insee,code_bassin_BMO,lib_bassin_BMO\n"
    text += "32,80,80001,3202,AMIENS\n32,80,80009,3202,AMIENS\n32,02,02003,3212,LAON\n"
    path = write(tmp_path, text, "bassins_2024.csv")
    assert BMO_BASINS.recognises(path)
    parsed = BMO_BASINS.read(path, small_region(communes))
    assert values(parsed, "bmo_basin") == {"80001": "3202", "02003": "3212", "02004": "3212"}
    assert names(parsed) == {"3202": "AMIENS", "3212": "LAON"}
    assert parsed.vintage == "bassins BMO 2024"
    check_account(parsed)


def test_the_survey_itself_is_not_a_list_of_communes(tmp_path: Path) -> None:
    assert not BMO_BASINS.recognises(
        write(tmp_path, "annee,Code métier BMO,BE24,NOMBE24,met\n2024,A0X40,3201,ABB,2\n")
    )


def test_the_column_of_basins_says_their_year(tmp_path: Path, communes) -> None:
    path = write(tmp_path, "codgeo,BE27,NOMBE27\n80001,3202,AMIENS\n", "export_2026.csv")
    assert BMO_BASINS.recognises(path)
    assert BMO_BASINS.read(path, small_region(communes)).vintage == "bassins BMO 2027"
