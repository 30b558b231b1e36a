"""Zones d'emploi: codes get their four digits back, and straddling zones keep their part."""

from pathlib import Path

import pytest

from loaders.sources.zonings.commune_lists import EMPLOYMENT_ZONES
from tests.loaders.zoning_files import check_account, names, reasons, small_region, values, write

TEXT = """codgeo,libgeo,ze2020,libze2020,ze_partie_reg,dep,reg
80001,Alpha,3201,Abbeville,,80,32
80002,Bêta,58,La Vallée,0058-32,80,32
02003,Gamma,0058,La Vallée,0058-32,2,32
02004,Delta,zone,Inconnue,,2,32
76001,Eu,58,La Vallée,0058-28,76,28
"""


def test_lost_zeros_are_given_back(tmp_path: Path, communes) -> None:
    path = write(tmp_path, TEXT)
    assert EMPLOYMENT_ZONES.recognises(path)
    parsed = EMPLOYMENT_ZONES.read(path, small_region(communes))
    assert values(parsed, "zone_emploi") == {
        "80001": "3201", "80002": "0058", "02003": "0058", "02004": "0058"
    }, "Delta, whose own row is unreadable, was a part of Gamma"  # fmt: skip
    assert names(parsed) == {"3201": "Abbeville", "0058": "La Vallée"}
    assert reasons(parsed) == {4: "zone ou classe absente ou inconnue"}
    assert parsed.elsewhere == 1
    assert parsed.tables["zones"].set_index("code")["communes_outside"].to_dict() == {
        "0058": 1,
        "3201": 0,
    }
    check_account(parsed)


@pytest.mark.parametrize(
    ("name", "vintage"),
    [
        ("x.csv", "zones d'emploi 2020"),
        ("zone_emploi_2020.csv", "zones d'emploi 2020"),
        ("ZE2020_au_01-01-2025.csv", "communes 2025, zones d'emploi 2020"),
    ],
)
def test_communes_have_a_year_that_zones_have_not(
    tmp_path: Path, communes, name: str, vintage: str
) -> None:
    assert (
        EMPLOYMENT_ZONES.read(write(tmp_path, TEXT, name), small_region(communes)).vintage
        == vintage
    )
