"""The table of membership gives several zonings at once."""

from pathlib import Path

import pytest

from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.sources.zonings.commune_lists import APPARTENANCE
from tests.loaders.zoning_files import check_account, small_region, values, write


def test_each_zoning_is_read_with_its_zeros(tmp_path: Path, communes) -> None:
    text = "code_insee,code_epci,code_arrondissement,code_zone_emploi\n"
    text += (
        "80001,200071785,801,3201\n80009,200071785,801,3202\n2003,ZZZZZZZZZ,22,54\n01001,1,1,1\n"
    )
    path = write(tmp_path, text, "communes_2023.csv")
    source = recognise(path)
    assert source is not None
    assert source.key == "appartenance", "it also has the column of each zoning alone"
    parsed = APPARTENANCE.read(path, small_region(communes))
    assert values(parsed, "arrondissement") == {"80001": "801", "02003": "022", "02004": "022"}
    assert values(parsed, "zone_emploi") == {"80001": "3201", "02003": "0054", "02004": "0054"}
    assert values(parsed, "epci") == {"80001": "200071785", "02003": "", "02004": ""}
    assert parsed.corrections["reason"].value_counts().to_dict() == {
        "code d'une autre année, ramené à la commune d'aujourd'hui": 1,
        "l'une des zones est absente ou inconnue": 1,
    }
    assert parsed.vintage == "communes 2023"
    assert parsed.elsewhere == 1
    check_account(parsed)


def test_one_zoning_alone_is_its_own_source(tmp_path: Path) -> None:
    source = recognise(write(tmp_path, "code_insee,code_zone_emploi\n80001,3201\n"))
    assert source is not None
    assert source.key == "zones-emploi"


def test_the_renamed_column_of_communes_is_named(tmp_path: Path, communes) -> None:
    text = "code_2,nom,arrondissement,epci_code,epci_nom\n80001,Alpha,801,200071785,CA d'Alpha\n"
    path = write(tmp_path, text, "communes_population_epci.csv")
    source = recognise(path)
    assert source is not None
    assert source.key == "appartenance"
    with pytest.raises(MissingColumnError, match=r"« codgeo ».*« code_2 »"):
        APPARTENANCE.read(path, small_region(communes))


def test_zonings_without_communes_are_another_table(tmp_path: Path) -> None:
    assert (
        recognise(write(tmp_path, "arrondissement,epci_nom,epci_code\n801,x,200071785\n")) is None
    )
