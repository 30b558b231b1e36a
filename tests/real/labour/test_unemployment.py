"""The real unemployment rates by département, against the file read without our code."""

from pathlib import Path

from geodata.tables.observation import INDICATORS
from tests.real.labour.needs_files import parsed, rows_of


def test_every_rate_is_that_of_the_file(shared_data: Path) -> None:
    file = shared_data / "emploi" / "chomage_departemental.csv"
    found = parsed(file, "chomage")
    assert (found.rows_read, len(found.rejects), found.vintage) == (25, 0, "2023")
    table = INDICATORS.validate(found.tables["indicators"])
    ours = {(row["code"], row["period"]): row["value"] for row in table.to_dict("records")}
    theirs = {
        (row["codeDepartement"][1:], row["rentreeScolaire"]): float(
            row["tauxChomage"].replace(",", ".")
        )
        for row in rows_of(file)
    }
    assert ours == theirs
    assert ours["02", "2023"] == 10.7
    assert ours["60", "2019"] == 8.1
