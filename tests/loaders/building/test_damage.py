"""Each damage that a file may suffer leaves the other sources, and is said in French."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.building.gathering import gather, read_files
from loaders.building.region import context_of
from loaders.embedding.base import read_base
from loaders.files.finding import find_files
from loaders.project_data.profile import read_profile
from loaders.reading.tables import CUT
from loaders.source import Context
from loaders.sources.schools.masters import BAD_CAMPAIGN
from tests import damage
from tests.loaders.book_files import ods, xlsx
from tests.loaders.building.test_setting_aside import masters, parcoursup

FILES = ("parcoursup.csv", "masters.csv", "bmo.xlsx", "etablissements.ods", "lba.json")
BMO = (
    "annee;code métier BMO;Nom métier BMO;Famille_met;Lbl_fam_met;BE24;NOMBE24;Dept;NomDept;"
    "REG;NOM_REG;met;xmet;smet"
)
SERVERS = "2024;T4Z60;Serveurs;T;Services;3201;ARRAS;62;Pas-de-Calais;32;HAUTS-DE-FRANCE;120;60;30"
CENTRES = "siret;uai;enseigne;entreprise_raison_sociale;code_insee_localite;lat;lon"
CENTRE = "13002271800014;0620001A;;ÉCOLE D'ARRAS;62041;50.29;2.78"


def _cells(*lines: str) -> list[list[str]]:
    return [line.split(";") for line in lines]


@pytest.fixture(scope="module")
def here() -> Context:
    profile = read_profile("hauts-de-france")
    return context_of(read_base(profile.slug), profile)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "sources"
    found.mkdir()
    quoted = re.sub(
        r"BTS - Services - Essai (\d+)", '"BTS - Services - Métiers \\1"', parcoursup(200)
    )
    (found / FILES[0]).write_text(quoted)
    (found / FILES[1]).write_text(masters(2024, *(f"Société {n}" for n in range(60))))
    (found / FILES[2]).write_bytes(xlsx({"BMO": _cells(BMO, SERVERS)}))
    (found / FILES[3]).write_bytes(ods({"Centres": _cells(CENTRES, CENTRE)}))
    (found / FILES[4]).write_text('{"results": [{"ideaType": "formation", "title": "CAP",')
    return found


@pytest.mark.parametrize("rank", range(len(damage.DAMAGES)))
def test_a_damage_is_said_and_the_others_are_read(folder: Path, here: Context, rank: int) -> None:
    hurt: Callable[[Path], None] = damage.DAMAGES[rank]
    name = FILES[rank % 4]
    if hurt in (damage.in_utf_16, damage.in_eight_bits, damage.cut_in_a_letter, damage.garbled):
        name = FILES[rank % 2]
    hurt(folder / name)
    found = find_files(folder)
    gathered = gather(read_files(found.files, here), here)
    kept = gathered.sources.groupby("name")["rows_kept"].sum()
    said = [*found.set_aside, *gathered.set_aside]
    assert {one.file for one in said if one.fault} >= {FILES[4]}, "the file cut from the start"
    others = len(FILES) - 2
    whole = hurt in (*damage.WHOLE, damage.in_utf_16, damage.in_eight_bits)
    assert (kept > 0).sum() >= others + whole
    if whole:
        assert kept.max() == 200
        return
    refused = set(gathered.rejects["reason"])
    assert any(one.file == name and one.reason for one in said) or {CUT, BAD_CAMPAIGN} & refused


def test_a_text_that_a_disk_spoiled_keeps_its_other_rows(folder: Path, here: Context) -> None:
    damage.garbled(folder / FILES[0])
    gathered = gather(read_files(find_files(folder).files, here), here)
    titles = gathered.offers["title"]
    assert titles.str.contains("Métiers").sum() > 150
    assert not titles.str.contains("Ã©").any()
