"""« Les métiers en 2030 »: every family of the region, and the sums of the file itself."""

import csv
from pathlib import Path

import pytest

from geodata.tables.observation import PROSPECTS
from loaders.sources.observation.prospects import PROSPECTS_2030
from tests.real.labour.needs_files import parsed


def test_every_family_of_the_region_is_kept(shared_data: Path) -> None:
    file = shared_data.parent / "more" / "emploi" / "metiers_2030_fap_regions.csv"
    if not file.is_file():
        pytest.skip("le fichier réel (../shared/more) n'est pas là")
    assert PROSPECTS_2030.recognises(file)
    found = parsed(file, "metiers_2030")
    table = PROSPECTS.validate(found.tables["prospects"])
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["region"] == "Hauts-de-France"]
    assert len(table) == len(rows) == 83
    assert found.rows_read == 1049
    openings = sum(float(row["postes_a_pourvoir_milliers"]) for row in rows)
    assert table["openings"].sum() == pytest.approx(1000 * openings)
    # The published sum of the region: 634,000 openings for 2,119,000 jobs.
    assert round(table["openings"].sum(), -3) == 634_000
    assert round(table["jobs"].sum(), -3) == 2_119_000
