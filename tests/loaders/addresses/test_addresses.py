"""The streets of files of the BAN: read in any usual form, kept beside a store, read again."""

import json
import shutil

import numpy as np
import pytest
from samples.ban_rows import COLUMNS, ROWS, row, write

from loaders.__main__ import main
from loaders.addresses.reading import read_streets_of
from loaders.errors import SourceError
from loaders.store.addresses import ADDRESSES, read_addresses, write_addresses

REGION = {"62041", "02381"}


def found(read):
    """Return the numbers of each street, by its commune and its name."""
    table = read.addresses
    return {
        (one.commune, one.name): table.numbers[table.starts[i] : table.starts[i + 1]].tolist()
        for i, one in enumerate(table.streets.itertuples())
    }


@pytest.mark.parametrize("name", ["adresses-62.csv", "adresses-62.csv.gz"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_usual_form_gives_the_same_streets(tmp_path, name, separator):
    read = read_streets_of([write(tmp_path / name, separator=separator)], REGION)
    assert found(read) == {
        ("62041", "Rue du Musée"): [10, 12],
        ("02381", "Rue de la République"): [1, 3],
        ("62041", "Rue de la République"): [3],
        ("62041", "Avenue du Général de Gaulle"): [7],
    }
    assert (read.rows, read.elsewhere, read.unplaced) == (len(ROWS), 1, 1)


def test_a_street_is_at_the_median_of_its_addresses_and_a_number_where_it_is_first(tmp_path):
    table = read_streets_of([write(tmp_path / "a.csv")], REGION).addresses
    assert table.streets["lon"][0] == pytest.approx(2.7712, abs=1e-5)
    assert table.lons[:2] == pytest.approx([2.7701, 2.7712], abs=1e-5)
    assert table.lats[:2] == pytest.approx([50.2901, 50.2912], abs=1e-5)


def test_an_arrondissement_is_of_its_town(tmp_path):
    read = read_streets_of([write(tmp_path / "a.csv")], {"75056"})
    assert found(read) == {("75056", "Rue de Rivoli"): [4]}


def test_the_first_zero_of_a_commune_may_be_lost_and_decimals_have_commas(tmp_path):
    rows = [row("Rue Haute", "2381", 3, "4,08", "49,92")]
    read = read_streets_of([write(tmp_path / "a.csv", rows)], REGION)
    assert found(read) == {("02381", "Rue Haute"): [3]}
    assert (read.elsewhere, read.unplaced) == (0, 0)


def test_two_spellings_and_two_files_make_one_street(tmp_path):
    one = write(tmp_path / "a.csv", [row("Rue du Musée", "62041", 1, 2.7, 50.2)])
    two = write(tmp_path / "b.csv", [row("RUE DU MUSEE", "62041", 2, 2.8, 50.4)])
    assert found(read_streets_of([one, two], REGION)) == {("62041", "Rue du Musée"): [1, 2]}


def test_a_number_that_is_none_leaves_its_street(tmp_path):
    rows = [row("Lieu-dit Le Bois", "62041", "99999", 2.7, 50.2)]
    assert found(read_streets_of([write(tmp_path / "a.csv", rows)], REGION)) == {
        ("62041", "Lieu-dit Le Bois"): []
    }


def test_what_cannot_be_read_is_said(tmp_path):
    columns = [name for name in COLUMNS if name != "nom_voie"]
    with pytest.raises(SourceError, match="il manque nom_voie"):
        read_streets_of([write(tmp_path / "a.csv", columns=columns)], REGION)
    cut = write(tmp_path / "b.csv.gz")
    cut.write_bytes(cut.read_bytes()[:-20])
    with pytest.raises(SourceError, match="illisible"):
        read_streets_of([cut], REGION)
    with pytest.raises(SourceError, match="Aucune adresse"):
        read_streets_of([write(tmp_path / "c.csv")], {"97411"})


def test_what_is_written_beside_a_store_is_read_again(tmp_path):
    made = read_streets_of([write(tmp_path / "a.csv")], REGION).addresses
    store = str(tmp_path / "store")
    written = write_addresses(store, made)
    again = read_addresses(store)
    assert again.id == written.id == ADDRESSES.id(store)
    assert again.streets.equals(made.streets)
    for name in ("starts", "numbers", "lons", "lats"):
        assert np.array_equal(getattr(again, name), getattr(made, name))
    (file,) = (tmp_path / "store" / "addresses").glob("*.parquet")
    file.write_bytes(b"PAR1")
    assert read_addresses(store) is None


def test_the_command_puts_addresses_in_service_and_takes_them_away(store_address, tmp_path, capsys):
    store = str(shutil.copytree(store_address, tmp_path / "store"))
    file = str(write(tmp_path / "adresses-62.csv.gz"))
    assert main(["addresses", "--ban", file, "--store", store, "--json"]) == 0
    account = json.loads(capsys.readouterr().out)
    assert account == {"rows": 9, "elsewhere": 1, "unplaced": 1, "streets": 4, "numbers": 6}
    assert main(["addresses", "--remove", "--store", store]) == 0
    assert read_addresses(store) is None
