"""Our figures beside published ones on the real files: two counted again without our code."""

import csv

import pytest

from geodata.validation.pairs import comparison


@pytest.fixture(scope="module")
def pairs(real_atlas):
    found = comparison(real_atlas)
    return {pair.ours.key: pair for pair in found.pairs}


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def test_the_people_are_those_of_the_file_of_communes(pairs, shared_data):
    table = rows(shared_data / "territoires" / "communes_population_epci_hdf_npm.csv")
    assert pairs["habitants"].ours.value == sum(int(row["population"]) for row in table)
    assert pairs["habitants"].published.value == 5_975_800


def test_the_projects_are_the_published_cells_of_the_survey(pairs, shared_data):
    cells = [row["met"] for row in rows(shared_data / "emploi" / "bmo_2024_hdf.csv")]
    assert pairs["projets"].ours.value == sum(int(cell) for cell in cells if cell != "*")
    assert pairs["projets"].difference < 0  # what is kept secret is not there


def test_every_figure_of_the_file_is_one_that_the_atlas_knows(pairs):
    assert len(pairs) >= 13
