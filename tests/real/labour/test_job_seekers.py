"""The real job seekers by sector and basin, against the file read without our code."""

from collections import defaultdict
from pathlib import Path

from geodata.tables.observation import INDICATORS
from tests.real.labour.needs_files import parsed, rows_of


def test_every_row_is_kept_as_it_is(shared_data: Path) -> None:
    file = shared_data / "emploi" / "demandeurs_secteur_bassin_hdf.csv"
    found = parsed(file, "demandeurs_secteur")
    assert (found.rows_read, len(found.rejects)) == (508, 0)
    table = INDICATORS.validate(found.tables["indicators"])
    theirs: dict[str, int] = defaultdict(int)
    for row in rows_of(file):
        theirs[row["code_bassin"]] += int(row["demandeurs_emploi"])
    assert table.groupby("code")["value"].sum().to_dict() == theirs
    assert theirs["3216"] == 31_173
    lodging = table[(table["code"] == "3230") & table["category"].str.startswith("Hébergement")]
    assert lodging["value"].tolist() == [438]
    assert table["category"].nunique() == 20
