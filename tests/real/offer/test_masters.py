"""The real mentions of master, against an account made without any of the application's code."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from samples.loader_contexts import informed

from geodata.domains import domain_of_nsf
from geodata.tables.schema import OFFERS, SITES
from loaders.building.region import context_of
from loaders.embedding.base import read_base
from loaders.files.finding import find_files
from loaders.project_data.profile import read_profile
from loaders.source import Parsed
from loaders.sources.schools.masters import MASTERS

YEAR, OPEN, CAPACITY = "Année de la campagne", "Mention ouverte", "Capacité d’accueil limitée"
CODE, TITLE = "Code UAI", "Intitulé de la mention"


def column(row: dict[str, str], start: str) -> str:
    return next(value for name, value in row.items() if name.startswith(start))


@pytest.fixture(scope="module")
def path(shared_data: Path) -> Path:
    return shared_data / "offre_formation" / "mentions_de_master_hdf.csv"


@pytest.fixture(scope="module")
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def parsed(shared_data: Path, path: Path) -> Parsed:
    context = context_of(read_base("hauts-de-france"), read_profile("hauts-de-france"))
    return MASTERS.read(path, informed(context, find_files(shared_data).files, MASTERS))


def test_it_alone_is_recognised(shared_data: Path, path: Path) -> None:
    found = [p for p in shared_data.rglob("*") if p.is_file() and MASTERS.recognises(p)]
    assert found == [path]


def test_open_mentions_of_2021_are_kept(parsed: Parsed, rows) -> None:
    kept = [r for r in rows if column(r, YEAR) == "2021" and column(r, OPEN) == "1"]
    offers = OFFERS.validate(parsed.tables["offers"])
    mentions = parsed.tables["offers"]["offer"].str.split("-").str[1]
    assert (parsed.rows_read, mentions.nunique()) == (len(rows), len(kept)) == (810, 261)
    # A mention is a course of each voie that it is taught in.
    ways = [column(r, "Modalités d") for r in kept]
    assert offers["voie"].value_counts().to_dict() == {
        voie: sum(word in way for way in ways)
        for voie, word in (
            ("superieur", "initiale"),
            ("continue", "continue"),
            ("apprentissage", "Apprentissage"),
        )
    }
    found = Counter(parsed.rejects["reason"])
    assert found == {
        "campagne 2019, remplacée par la campagne 2021": 262,
        "campagne 2020, remplacée par la campagne 2021": 274,
        "mention non ouverte": 13,
    }
    by_school = Counter(parsed.tables["offers"][~mentions.duplicated()]["uai"])
    assert by_school == Counter(column(r, CODE) for r in kept)
    capacities = [int(column(r, CAPACITY)) for r in kept if column(r, CAPACITY)]
    assert offers["capacity"].sum() == sum(capacities)


def test_levels_domains_and_metiers(parsed: Parsed) -> None:
    offers = OFFERS.validate(parsed.tables["offers"])
    assert set(offers["level"]) == {7}
    assert (offers["nsf"].map(domain_of_nsf) != "").all()
    assert (offers["romes"] != "").mean() >= 0.95
    assert offers["title"].str.startswith("Master ").all()


def test_hand_checked_universities(parsed: Parsed) -> None:
    sites = SITES.validate(parsed.tables["sites"]).set_index("uai")
    communes = sites["commune"].to_dict()
    assert communes == {
        "0597065J": "59350",  # Lille
        "0801344B": "80021",  # Amiens
        "0597132G": "59032",  # Aulnoy-lez-Valenciennes
        "0597131F": "59032",  # « Aulnoy les Valenciennes »
        "0623957P": "62041",  # Arras
        "0595964M": "59183",  # Dunkerque
        "0590349J": "59009",  # Villeneuve-d'Ascq, « cedex »
        "0601223D": "60159",  # Compiègne
        "0600071B": "60057",  # Beauvais
    }
    assert sites.loc["0801344B", "name"] == "Université de Picardie Jules Verne"
    offers = parsed.tables["offers"]
    chemistry = offers[(offers["uai"] == "0801344B") & (offers["title"] == "Master Chimie")]
    assert chemistry["capacity"].dropna().tolist() == [116]
