"""Insee's gridded population, on squares written by hand."""

from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import box

from geodata.places.homes import HOMES
from loaders.errors import MissingColumnError, SourceError
from loaders.sources.population.grid import (
    AGAIN,
    NO_COMMUNE,
    NO_SQUARE,
    NOBODY,
    POPULATION_GRID,
    _codes,
)
from tests.loaders.needs_files import region, save

HEADER = ["idcar_200m", "idcar_1km", "i_est_200", "lcog_geo", "ind", "men"]
_TO_GRID = Transformer.from_crs("EPSG:2154", "EPSG:3035", always_xy=True)


def square(x: float, y: float, side: int = 200) -> str:
    """Return the identifier of the square that holds a point of EPSG:2154."""
    east, north = (int(value // side * side) for value in _TO_GRID.transform(x, y))
    return f"CRS3035RES{side}mN{north}E{east}"


def row(x, y, codes, people, side=200) -> list[str]:
    name = square(x, y, side)
    return [name, name, "0", codes, str(people), "1"]


def reasons(found) -> list[str]:
    assert found.rows_kept + len(found.rejects) + found.elsewhere == found.rows_read
    return found.rejects["reason"].tolist()


def test_squares_become_a_few_points_of_their_commune(tmp_path: Path, communes) -> None:
    # Alpha is the square of 10 km whose corner is 680, 7000: two villages, 6 km apart.
    rows = [
        row(681_000, 7_001_000, "80001", 30), row(681_150, 7_001_150, "80001", 10.5),
        row(687_000, 7_001_000, "80001", 20), row(695_000, 7_005_000, "80002", "1,5"),
        row(600_000, 7_001_000, "75056", 99),
    ]  # fmt: skip
    path = save(tmp_path / "carreaux_200m_met_2021.csv", [HEADER, *rows])
    assert POPULATION_GRID.recognises(path)
    found = POPULATION_GRID.read(path, region(communes))
    table = HOMES.validate(found.tables["homes"].assign(source="carreaux"))
    assert reasons(found) == []
    assert found.elsewhere == 1
    assert found.vintage == "carreaux Filosofi 2021"
    assert "200 m" in found.perimeter
    assert table["commune"].tolist() == ["80001", "80001", "80002"]
    assert table["people"].tolist() == [40.5, 20, 1.5]
    # The centre of a square is at most half a diagonal from any point of it.
    assert abs(table["x"][0] - 681_037) < 142
    assert abs(table["x"][1] - 687_000) < 142


def test_a_square_across_a_border_is_counted_where_its_centre_is(tmp_path: Path, communes) -> None:
    border = 690_000  # between Alpha and Bêta
    rows = [
        row(border - 300, 7_005_000, "8000180002", 1),
        row(border + 300, 7_005_000, "8000180002", 2),
        row(border + 300, 7_005_600, "80001 80002", 4), row(640_000, 7_005_000, "8000175056", 8),
    ]  # fmt: skip
    path = save(tmp_path / "carreaux.csv", [HEADER, *rows], separator=";")
    found = POPULATION_GRID.read(path, region(communes))
    assert reasons(found) == []
    people = found.tables["homes"].groupby("commune")["people"].sum()
    assert people.to_dict() == {"80001": 1, "80002": 6}
    assert found.elsewhere == 1


def test_each_row_that_is_not_kept_has_its_reason(tmp_path: Path, communes) -> None:
    good = row(681_000, 7_001_000, "80001", 3)
    rows = [
        good, good, ["?", "", "0", "80001", "3", "1"], row(682_000, 7_001_000, "?", 3),
        row(683_000, 7_001_000, "80001", "beaucoup"), row(684_000, 7_001_000, "80001", -2),
        row(685_000, 7_001_000, "80001", 0), [*good, "trop"],
    ]  # fmt: skip
    path = save(tmp_path / "carreaux.csv", [HEADER, *rows])
    found = POPULATION_GRID.read(path, region(communes))
    assert found.rows_kept == 1
    told = reasons(found)
    assert told[:3] == [AGAIN, NO_SQUARE, NO_COMMUNE]
    assert told[5] == NOBODY
    assert len(told) == 7


def test_the_kilometre_squares_and_a_lost_zero_are_read(tmp_path: Path, communes) -> None:
    header = ["Idcar_1km", "lcog_geo", "ind"]
    name = square(681_000, 7_011_000, 1000)
    path = save(tmp_path / "carreaux_1km.csv", [header, [name, "2003", "12"]])
    found = POPULATION_GRID.read(path, region(communes))
    assert found.tables["homes"]["commune"].tolist() == ["02003"]
    assert "1000 m" in found.perimeter


def test_squares_of_another_projection_are_where_they_say(tmp_path: Path, communes) -> None:
    # Lambert-93 itself stands for the projection of a region overseas.
    name = "CRS2154RES200mN7001000E681000"
    path = save(tmp_path / "carreaux.csv", [HEADER, [name, "", "0", "80001", "3", "1"]])
    point = POPULATION_GRID.read(path, region(communes)).tables["homes"].iloc[0]
    assert point[["x", "y"]].tolist() == pytest.approx([681_100, 7_001_100])
    odd = save(
        tmp_path / "b.csv", [HEADER, [name.replace("2154", "99"), "", "0", "80001", "3", "1"]]
    )
    with pytest.raises(SourceError, match="CRS99"):
        POPULATION_GRID.read(odd, region(communes))


def test_a_geopackage_is_read_too(tmp_path: Path, communes) -> None:
    cell = row(681_000, 7_001_000, "80001", 3.5)
    frame = gpd.GeoDataFrame([cell], columns=HEADER, geometry=[box(0, 0, 1, 1)], crs="EPSG:3035")
    path = tmp_path / "carreaux_200m_met.gpkg"
    frame.astype({"ind": float}).to_file(path)
    assert POPULATION_GRID.recognises(path)
    found = POPULATION_GRID.read(path, region(communes))
    assert found.tables["homes"]["people"].tolist() == [3.5]


def test_a_file_cut_short_or_without_people_says_so(tmp_path: Path, communes) -> None:
    whole = row(681_000, 7_001_000, "80001", 3)
    path = save(
        tmp_path / "a.csv", [["idcar_200m", "lcog_geo", "revenu"], [*whole[:1], "80001", "3"]]
    )
    with pytest.raises(MissingColumnError):
        POPULATION_GRID.read(path, region(communes))
    broken = tmp_path / "b.gpkg"
    frame = gpd.GeoDataFrame([whole], columns=HEADER, geometry=[box(0, 0, 1, 1)], crs="EPSG:3035")
    frame.to_file(broken)
    broken.write_bytes(broken.read_bytes()[:4096])
    with pytest.raises((SourceError, MissingColumnError)):
        POPULATION_GRID.read(broken, region(communes))


@given(st.lists(st.integers(1001, 95_999), min_size=1, max_size=4))
def test_codes_written_one_after_the_other_are_told_apart(numbers) -> None:
    codes = tuple(f"{number:05d}" for number in numbers)
    assert _codes("".join(codes)) == codes
    assert _codes("".join(codes).lstrip("0")) == codes
