"""Quarters are the same, whatever program drew their polygons and whatever is wrong in them."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import GeometryCollection, Point, box, mapping

from loaders.files.finding import find_files
from loaders.sources.zonings.qpv import NO_SHAPE, read
from tests.loaders.conftest import CORNER, SIDE
from tests.loaders.zoning_files import check_account, small_region, values

X, Y = CORNER
METRES = gpd.GeoDataFrame(
    [
        {"code_qp": "QN00101M", "lib_qp": "Les Écoles", "insee_com": "80001"},
        {"code_qp": "QN00102M", "lib_qp": "Le Pont", "insee_com": "80002"},
    ],
    geometry=[box(X + 1e3, Y + 1e3, X + 2e3, Y + 2e3), box(X + SIDE, Y, X + SIDE + 1e3, Y + 1e3)],
    crs="EPSG:2154",
)
DEGREES = METRES.to_crs("EPSG:4326")
Shape = Callable[[Any], Any]


def collection(change: Shape = mapping, frame: gpd.GeoDataFrame = DEGREES) -> dict[str, Any]:
    """A GeoJSON whose geometries are changed."""
    features = [
        {
            "type": "Feature",
            "properties": row.drop("geometry").to_dict(),
            "geometry": change(row.geometry),
        }
        for _, row in frame.iterrows()
    ]
    return {"type": "FeatureCollection", "features": features}


def turned(shape: Any) -> Any:
    return mapping(shapely.transform(shape, np.fliplr))


def renamed(**names: str) -> dict[str, Any]:
    return collection(frame=DEGREES.rename(columns=names))


def mixed() -> dict[str, Any]:
    """One quarter in degrees, the other in metres."""
    found = collection()
    found["features"][1] = collection(frame=METRES)["features"][1]
    return found


def told(path: Path, communes: Any) -> tuple[dict[str, str], list[float]]:
    [file] = find_files(path.parent).files
    parsed = read(file.path, small_region(communes))
    check_account(parsed)
    assert values(parsed, "qpv_2024") == {"80001": 1, "80002": 1, "02003": 0, "02004": 0}
    zones = parsed.tables["zones"].sort_values("code")
    return dict(zip(zones["code"], zones["name"], strict=True)), zones.geometry.area.tolist()


WRITTEN = {
    "turned": collection(turned),
    "turned metres": collection(turned, METRES),
    "two systems": mixed(),
    "with points": collection(lambda shape: mapping(GeometryCollection([shape, Point(3, 50)]))),
    "not closed": collection(
        lambda shape: {
            "type": "Polygon", "coordinates": [[*map(list, shape.exterior.coords)][:-1]]
        }
    ),
    "names of communes": collection(frame=DEGREES.assign(insee_com=["Alpha", "Bêta"])),
    "codes with spaces": collection(frame=DEGREES.assign(code_qp=[" qn 00101M", "QN00102M "])),
    "long names": renamed(code_qp="Code du quartier", lib_qp="Nom du quartier"),
    "a column « code »": renamed(code_qp="code", lib_qp="nom"),
    "a column « QP »": renamed(code_qp="QP"),
    "a bare list": collection()["features"],
    "the rings of ArcGIS": {
        "geometryType": "esriGeometryPolygon",
        "spatialReference": {"wkid": 4326},
        "fields": [
            {"name": name, "alias": name, "type": "esriFieldTypeString"}
            for name in ("code_qp", "lib_qp", "insee_com")
        ],
        "features": [
            {
                "attributes": row.drop("geometry").to_dict(),
                "geometry": {"rings": [[*map(list, row.geometry.exterior.coords)]]},
            }
            for _, row in DEGREES.iterrows()
        ],
    },
    "short names": renamed(code_qp="NUM_QP", lib_qp="NOM_QP", insee_com="INSEE_COM"),
}  # fmt: skip


@pytest.mark.parametrize("how", WRITTEN)
def test_a_geojson_drawn_otherwise_is_the_same(tmp_path: Path, communes, how: str) -> None:
    path = tmp_path / "quartiers.geojson"
    path.write_text(json.dumps(WRITTEN[how]), encoding="utf-8")
    names, areas = told(path, communes)
    assert names == {"QN00101M": "Les Écoles", "QN00102M": "Le Pont"}
    assert areas == pytest.approx([1e6, 1e6], rel=1e-3)


@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_a_sequence_of_features(tmp_path: Path, communes, mark: str) -> None:
    path = tmp_path / "quartiers.geojsons"
    lines = (f"{mark}{json.dumps(feature)}\n" for feature in collection()["features"])
    path.write_text("".join(lines), encoding="utf-8")
    assert told(path, communes)[0] == {"QN00101M": "Les Écoles", "QN00102M": "Le Pont"}


@pytest.mark.filterwarnings("ignore")
def test_each_layer_of_a_geopackage_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "zonages.gpkg"
    METRES.drop(columns="code_qp").to_file(path, layer="communes")
    METRES.assign(code_qp=["QP001001", "QP001002"]).to_file(path, layer="qp2015")
    METRES.to_file(path, layer="qp2024")
    assert {file.name for file in find_files(tmp_path).files} == {
        "zonages.gpkg/qp2015", "zonages.gpkg/qp2024"
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_geojson_in_any_encoding(tmp_path: Path, communes, encoding: str) -> None:
    path = tmp_path / "quartiers.geojson"
    path.write_bytes(json.dumps(collection(), ensure_ascii=False).encode(encoding))
    assert told(path, communes)[0]["QN00101M"] == "Les Écoles"


@pytest.mark.parametrize("end", ["kml", "fgb", "gpkg", "shp"])
@pytest.mark.filterwarnings("ignore")
def test_the_files_of_other_programs(tmp_path: Path, communes, end: str) -> None:
    """A GeoPackage with another layer first, a shapefile that does not say its encoding."""
    path = tmp_path / f"quartiers.{end}"
    if end == "gpkg":
        points = gpd.GeoDataFrame({"n": [1]}, geometry=[Point(X, Y)], crs="EPSG:2154")
        points.to_file(path, layer="a")
    driver = {"kml": {"driver": "KML"}, "gpkg": {"layer": "z"}}.get(end, {})
    (DEGREES if end == "kml" else METRES).to_file(path, **driver)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    assert told(path, communes)[0]["QN00101M"] == "Les Écoles"
    assert find_files(tmp_path).unrecognised == ()


@pytest.mark.parametrize("coordinates", [[], [[[2.7, 49.9], [2.8, 49.9]]]])
def test_an_impossible_polygon_costs_its_quarter_alone(
    tmp_path: Path, communes, coordinates: list[Any]
) -> None:
    written = collection()
    written["features"][1]["geometry"] = {"type": "Polygon", "coordinates": coordinates}
    path = tmp_path / "quartiers.geojson"
    path.write_text(json.dumps(written), encoding="utf-8")
    parsed = read(path, small_region(communes))
    assert parsed.tables["zones"]["code"].tolist() == ["QN00101M"]
    assert parsed.corrections["reason"].tolist() == [NO_SHAPE]


@pytest.mark.parametrize("end", [".dbf", ".shx"])
def test_what_a_shapefile_lacks_is_named(tmp_path: Path, end: str) -> None:
    path = tmp_path / "quartiers.shp"
    METRES.to_file(path)
    path.with_suffix(end).unlink()
    [aside] = find_files(tmp_path).set_aside
    assert (aside.file, aside.fault) == ("quartiers.shp", True)
    assert aside.reason == f"il manque le fichier « quartiers{end} », qui va avec lui"
    files = [*tmp_path.iterdir()]
    with zipfile.ZipFile(tmp_path / "quartiers.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
            file.unlink()
    [packed] = find_files(tmp_path).set_aside
    assert (packed.file, packed.reason) == ("quartiers.zip/quartiers.shp", aside.reason)
