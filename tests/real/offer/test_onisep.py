"""The real Idéo files, against an account made without any of the application's code."""

import csv
from pathlib import Path

import pytest
from samples.loader_contexts import informed

from geodata.tables.schema import OFFERS, SITES
from loaders.building.region import context_of
from loaders.embedding.base import read_base
from loaders.files.finding import find_files
from loaders.project_data.profile import read_profile
from loaders.source import Parsed
from loaders.sources.schools.onisep import ONISEP_OPTIONS, ONISEP_SPECIALITIES

UAI, TOWN = "UAI lieu de cours", "Commune lieu de cours"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "offre_formation"


@pytest.fixture(scope="module")
def parsed(shared_data: Path, folder: Path) -> Parsed:
    context = context_of(read_base("hauts-de-france"), read_profile("hauts-de-france"))
    context = informed(context, find_files(shared_data).files, ONISEP_SPECIALITIES)
    return ONISEP_SPECIALITIES.read(folder / "onisep_ideo_specialites_1re_hdf.csv", context)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (ONISEP_SPECIALITIES, "onisep_ideo_specialites_1re_hdf.csv"),
        (ONISEP_OPTIONS, "onisep_ideo_options_2nde_hdf.csv"),
    ],
)
def test_it_alone_is_recognised(shared_data: Path, source, name: str) -> None:
    found = [p.name for p in shared_data.rglob("*") if p.is_file() and source.recognises(p)]
    assert found == [name]


def test_every_lycee_has_its_course(folder: Path, parsed: Parsed) -> None:
    rows = rows_of(folder / "onisep_ideo_specialites_1re_hdf.csv")
    offers = OFFERS.validate(parsed.tables["offers"])
    sites = SITES.validate(parsed.tables["sites"])
    assert (parsed.rows_read, parsed.rows_kept, len(offers)) == (len(rows), 200, 200)
    assert set(sites["uai"]) == {row[UAI] for row in rows}
    assert set(offers["title"]) == {"Baccalauréat général"}
    assert parsed.vintage == "2026-03"


def test_hand_checked_lycees(parsed: Parsed) -> None:
    offers = parsed.tables["offers"].set_index("uai")
    sites = parsed.tables["sites"].set_index("uai")
    assert sites.loc["0590143K", "commune"] == "59378"  # Marcq-en-Barœul
    assert sites.loc["0620140R", "commune"] == "62588"  # Montreuil, today Montreuil-sur-Mer
    details = offers.loc["0623943Z", "details"]
    assert details.startswith("Spécialités de première : humanités, littérature et philosophie, ")
    assert "LLCER anglais" in details
    assert "Options et langues de seconde" in offers.loc["0590143K", "details"]


def test_towns_are_those_that_the_file_names(folder: Path, parsed: Parsed) -> None:
    communes = read_base("hauts-de-france").communes.set_index("code")["name"]
    sites = parsed.tables["sites"].set_index("uai")["commune"].map(communes)
    rows = rows_of(folder / "onisep_ideo_specialites_1re_hdf.csv")
    same = [sites[row[UAI]].lower()[:6] == row[TOWN].lower()[:6] for row in rows]
    assert sum(same) >= len(same) - 4  # « Le Touquet », « Saint-Omer »… written in other ways


def test_options_give_no_course(folder: Path, shared_data: Path) -> None:
    context = context_of(read_base("hauts-de-france"), read_profile("hauts-de-france"))
    path = folder / "onisep_ideo_options_2nde_hdf.csv"
    rows = rows_of(path)
    taught = [row for row in rows if row[list(row)[1]].strip()]
    parsed = ONISEP_OPTIONS.read(path, context)
    assert "offers" not in parsed.tables
    assert (parsed.rows_read, parsed.rows_kept) == (len(rows), len(taught)) == (226, 225)
    assert set(parsed.tables["lycee_options"]["uai"]) == {row[UAI] for row in taught}
