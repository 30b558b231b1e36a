"""Pupils and places by school and module become courses of today's diplomas."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.schema import OFFERS, SITES
from loaders.building.gathering import gather, read_files
from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.files.finding import SourceFile
from loaders.source import Context
from loaders.sources.schools.rows import (
    NO_DIPLOMA,
    NO_MEF,
    NO_NOMENCLATURE,
    NO_PLACE,
    NO_TITLE,
    NO_UAI,
)
from loaders.sources.schools.voie_pro import (
    AFFELNET,
    CONSTAT,
    NO_PUPIL,
    TWICE,
    read_places,
    read_pupils,
)
from tests.loaders.diploma_sample import sample_context

PUPILS = """Rentrée scolaire,UAI,Mef Bcp 11,Nombre d'élèves : Total
2020,0800001A,23210022139,12
2020,0800001A,23220022139,10
2020,0800001A,23810031211,31
2020,0800001A,23820031212,20
2020,0800001A,23830031213,40
2020,0800001A,23210023440,5
2020,0800001A,23210099999,5
2020,0800001A,20010010010,5
2020,0800001A,23210022146,0
2020,0020009Z,23210022139,7
2020,0750001A,23210022139,9
2020,bidon,23210022139,9
2020,0800002B,32211032612,35
2020,0800002B,32221032613,10
2020,0800002B,32221032614,20
"""
PLACES = """Etablissement d'accueil,MEF STAT 11,Statut Offre de formation,\
Capacité carte scolaire,Demandes vœux 1,Famille de métiers
0800001A,23210022139,ST,15,20,
0800001A,23810031211,ST,60,80,
0800001A,23820031212,ST,24,8,RELATION CLIENT
0800001A,23820031212,ST,24,8,RELATION CLIENT
0800002B,23210022146,ST,999,3,
0800002B,23810031211,ST,30,20,
"""


@pytest.fixture
def region(communes, tmp_path: Path) -> Context:
    (tmp_path / "bcn").mkdir()
    return sample_context(communes, tmp_path / "bcn")


def write(folder: Path, text: str, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_files_are_known_by_their_columns(region: Context, tmp_path: Path) -> None:
    assert recognise(write(tmp_path, PUPILS)).key == "constat-rentree"
    assert recognise(write(tmp_path, PLACES, "y.csv")).key == "affelnet"
    renamed = write(tmp_path, PUPILS.replace("Mef Bcp 11", "Mef Bcp onze"), "z.csv")
    assert recognise(renamed).key == "constat-rentree"
    with pytest.raises(MissingColumnError, match="« Mef Bcp 11 »"):
        read_pupils(renamed, region)


def test_every_pupil_of_a_kept_row_is_in_one_course(region: Context, tmp_path: Path) -> None:
    parsed = read_pupils(write(tmp_path, PUPILS), region)
    offers = OFFERS.validate(parsed.tables["offers"].assign(domain=""))
    SITES.validate(parsed.tables["sites"])
    enrolled = offers.set_index("offer")["enrolled"].to_dict()
    assert enrolled == {
        "scolaire-0800001A-50022146": 22,
        "scolaire-0800001A-40031212": 30,
        "scolaire-0800001A-40031213": 61,
        "superieur-0800002B-32032613": 22,
        "superieur-0800002B-32032614": 43,
    }
    assert sum(enrolled.values()) == 12 + 10 + 31 + 20 + 40 + 35 + 10 + 20


def test_a_course_has_its_diploma_s_facts(region: Context, tmp_path: Path) -> None:
    offers = read_pupils(write(tmp_path, PUPILS), region).tables["offers"].set_index("offer")
    cuisine = offers.loc["scolaire-0800001A-50022146"]
    assert (cuisine["title"], cuisine["provider"]) == ("CAP Cuisine", "Lycée d'Alpha")
    assert (cuisine["level"], cuisine["romes"], cuisine["rncp"]) == (3, "G1602", "RNCP38430")
    assert (cuisine["site"], cuisine["vintage"]) == ("uai-0800001A", "rentrée 2020")
    assert offers.loc["superieur-0800002B-32032613", "common"] == "32032612"
    assert not offers["title"].str.contains("commune|année", case=False).any()


def test_every_other_row_has_its_reason(region: Context, tmp_path: Path) -> None:
    parsed = read_pupils(write(tmp_path, PUPILS), region)
    reasons = parsed.rejects.set_index("row")["reason"].to_dict()
    assert reasons.pop(6).startswith("diplôme fermé")
    assert reasons == {7: NO_MEF, 8: NO_DIPLOMA, 9: NO_PUPIL, 10: NO_PLACE, 12: NO_UAI}
    assert parsed.elsewhere == 1
    assert parsed.rows_read == 15
    assert parsed.rows_kept == 8


def test_only_the_last_school_year_counts(region: Context, tmp_path: Path) -> None:
    text = PUPILS + "2021,0800001A,23210022146,3\n"
    parsed = read_pupils(write(tmp_path, text), region)
    assert parsed.tables["offers"]["enrolled"].tolist() == [3]
    assert parsed.vintage == "rentrée 2021"


def test_without_the_nomenclature_nothing_is_guessed(region: Context, tmp_path: Path) -> None:
    bare = Context(region.communes, region.certifications, region.romes, region.profile)
    parsed = read_pupils(write(tmp_path, PUPILS), bare)
    assert parsed.tables["offers"].empty
    assert (parsed.rejects["reason"] == NO_NOMENCLATURE).sum() == 13


def test_places_are_those_of_the_entry_year(region: Context, tmp_path: Path) -> None:
    taught = pd.DataFrame(
        [
            {"uai": "0800001A", "cfd": "40031213", "number": 40},
            {"uai": "0800002B", "cfd": "40031212", "number": 9},
        ]
    )
    known = Context(
        region.communes,
        region.certifications,
        region.romes,
        region.profile,
        region.lycees,
        {**region.nomenclatures, "taught": taught},
    )
    parsed = read_places(write(tmp_path, PLACES, "places 2021.csv"), known)
    offers = OFFERS.validate(parsed.tables["offers"].assign(domain=""))
    capacity = offers.set_index("offer")["capacity"]
    assert capacity["scolaire-0800001A-50022146"] == 15
    assert capacity["scolaire-0800001A-40031212"] == 24, "its own"
    assert capacity["scolaire-0800001A-40031213"] == 36, "what is left of the common year"
    assert capacity["scolaire-0800002B-40031212"] == 30, "the common year's"
    assert pd.isna(capacity["scolaire-0800002B-50022146"]), "999 is no limit"
    assert parsed.rejects[["row", "reason"]].to_numpy().tolist() == [[4, TWICE]]
    assert parsed.vintage.startswith("2021")


@pytest.mark.parametrize(("read", "text"), [(read_pupils, PUPILS), (read_places, PLACES)])
@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_cut_nomenclature_refuses_rows_not_the_file(region, tmp_path, read, text, kept) -> None:
    known = {name: region.nomenclatures[name] for name in ("mef", "diplomas")}
    cut = known | {"diplomas": known["diplomas"].head(kept)}
    parsed = read(write(tmp_path, text), replace(region, nomenclatures=cut))
    offers = OFFERS.validate(parsed.tables["offers"])
    assert NO_TITLE in set(parsed.rejects["reason"])
    assert parsed.rows_kept >= 0
    assert set(offers["site"]) <= set(parsed.tables["sites"]["site"])


def test_pupils_and_places_of_one_course_are_one_row(region: Context, tmp_path: Path) -> None:
    files = [
        SourceFile(write(tmp_path, PLACES, "a.csv"), "a.csv", AFFELNET, ""),
        SourceFile(write(tmp_path, PUPILS, "b.csv"), "b.csv", CONSTAT, ""),
    ]
    gathered = gather(read_files(files, region), region)
    courses = gathered.offers.set_index("offer")
    assert courses.index.is_unique
    facts = courses.loc["scolaire-0800001A-50022146", ["capacity", "enrolled"]]
    assert facts.tolist() == [15, 22]
    assert gathered.sites["site"].is_unique
    accounts = gathered.sources
    assert (accounts["rows_rejected"] == [2, 6]).all(), "0800002B teaches no member of the family"


def test_a_row_that_says_too_much_is_refused(region: Context, tmp_path: Path) -> None:
    parsed = read_pupils(write(tmp_path, PUPILS + "2020,0800001A,23220022139,1,trop\n"), region)
    assert parsed.rejects["row"].iloc[-1] == 16
    assert parsed.rows_read == 16


def test_the_school_year_of_the_file_is_said_even_when_no_row_is_kept(
    region: Context, tmp_path: Path
) -> None:
    unknown = (
        "Rentrée scolaire,UAI,Mef Bcp 11,Nombre d'élèves : Total\n2023,0750001A,20010010010,5\n"
    )
    parsed = read_pupils(write(tmp_path, unknown, "constat_2020.csv"), region)
    assert (parsed.rows_kept, parsed.vintage) == (0, "rentrée 2023")
