"""The grid of density, by its numbers or its labels, gives one of seven levels."""

from pathlib import Path

from geodata.places.density import density_class
from loaders.sources.zonings.commune_lists import DENSITY_GRID
from tests.loaders.zoning_files import check_account, reasons, small_region, values, write


def test_labels_and_numbers_give_the_same_levels(tmp_path: Path, communes) -> None:
    labels = "insee_com,lib_com,niveau_densite\n80001,A,Grands centres urbains\n"
    labels += "80002,B,ceintures URBAINES\n"
    numbers = "CODGEO;LIBGEO;DENS\n80001;A;1\n80002;B;4\n"
    for text in (labels, numbers):
        path = write(tmp_path, text)
        assert DENSITY_GRID.recognises(path)
        parsed = DENSITY_GRID.read(path, small_region(communes))
        assert values(parsed, "density") == {"80001": "1", "80002": "4"}
        assert density_class(parsed.tables["commune_attributes"]["density"]).tolist() == ["1", "4"]
        check_account(parsed)


def test_a_level_that_the_grid_has_not_is_rejected(tmp_path: Path, communes) -> None:
    parsed = DENSITY_GRID.read(
        write(tmp_path, "codgeo;DENS\n80001;8\n80002;rurale\n02003;7\n"), small_region(communes)
    )
    assert set(reasons(parsed)) == {1, 2}
    assert values(parsed, "density") == {"02003": "7", "02004": "7"}
