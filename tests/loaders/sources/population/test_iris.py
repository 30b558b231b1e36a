"""Population of the IRIS and their outlines, on files written by hand."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import box

from loaders.errors import SourceError
from loaders.reading.figures import UNREADABLE
from loaders.sources.population.grid import POPULATION_GRID
from loaders.sources.population.iris import (
    AGAIN,
    IRIS_OUTLINES,
    IRIS_POPULATION,
    NO_CODE,
    NO_OUTLINE,
    NOBODY,
    PLACES,
)
from tests.loaders.needs_files import region, save

HEADER = ["IRIS", "REG", "DEP", "COM", "LIBCOM", "TYP_IRIS", "P21_POP", "P21_POP0002"]


def row(iris: str, people: str, commune: str = "") -> list[str]:
    return [iris, "32", iris[:2], commune or iris[:5], "Ville", "H", people, "0"]


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    """Draw two quarters of Alpha, in its south-west and its north-east, and all of Bêta."""
    squares = {
        "800010101": (680_000, 7_000_000), "800010102": (688_000, 7_008_000),
        "800020000": (690_000, 7_000_000),
    }  # fmt: skip
    frame = gpd.GeoDataFrame(
        {"CODE_IRIS": list(squares), "NOM_IRIS": "Quartier"},
        geometry=[box(x, y, x + 2_000, y + 2_000) for x, y in squares.values()],
        crs="EPSG:2154",
    )
    frame.to_file(tmp_path / "contours-iris-2024.gpkg")
    return tmp_path / "contours-iris-2024.gpkg"


@pytest.fixture
def context(outlines, communes):
    assert IRIS_OUTLINES.recognises(outlines)
    found = IRIS_OUTLINES.read(outlines, region(communes))
    assert found.vintage == "contours des IRIS 2024"
    assert found.rows_kept == found.rows_read == 3
    return replace(region(communes), nomenclatures={PLACES: found.tables[PLACES]})


def test_the_people_of_a_quarter_are_in_its_middle(tmp_path: Path, context) -> None:
    rows = [row("800010101", "300,5"), row("800010102", "99.5"), row("800020000", "50"),
            row("751010101", "7")]  # fmt: skip
    path = save(tmp_path / "base-ic.csv", [HEADER, *rows], separator=";")
    assert IRIS_POPULATION.recognises(path)
    assert not POPULATION_GRID.recognises(path)
    found = IRIS_POPULATION.read(path, context)
    assert found.vintage == "recensement 2021"
    assert (found.rows_read, found.rows_kept, found.elsewhere) == (4, 3, 1)
    # Bêta has a single IRIS: its town hall says better where it is lived in.
    assert found.tables["homes"].to_dict("records") == [
        {"commune": "80001", "x": 681_000.0, "y": 7_001_000.0, "people": 300.5},
        {"commune": "80001", "x": 689_000.0, "y": 7_009_000.0, "people": 99.5},
    ]


def test_each_row_that_is_not_kept_has_its_reason(tmp_path: Path, context) -> None:
    rows = [
        row("800010101", "300"), row("800010101", "300"), row("80001", "1", "80001"),
        row("800010102", "beaucoup"), row("800010103", "12"), row("800010104", "0"),
    ]  # fmt: skip
    path = save(tmp_path / "base-ic.csv", [HEADER, *rows])
    found = IRIS_POPULATION.read(path, context)
    assert found.rejects["reason"].tolist() == [AGAIN, NO_CODE, UNREADABLE, NO_OUTLINE, NOBODY]
    assert found.rows_kept == 1


def test_without_outlines_it_says_what_is_lacking(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "base-ic.csv", [HEADER, row("800010101", "300")])
    with pytest.raises(SourceError, match="contours des IRIS"):
        IRIS_POPULATION.read(path, region(communes))
