"""QPV: how many each commune has, and their polygons whatever the file and its projection."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box, mapping

from loaders.catalogue import recognise
from loaders.errors import MissingColumnError, SourceError
from loaders.files.finding import find_files
from loaders.reading.polygons import has_features, read_features
from loaders.sources.zonings.qpv import PART, read, recognises
from tests.loaders.conftest import CORNER, SIDE
from tests.loaders.zoning_files import check_account, reasons, small_region, values, write

X, Y = CORNER
IN_ALPHA = box(X + 1000, Y + 1000, X + 2000, Y + 2000)
ON_BORDER = box(X + SIDE - 500, Y + 1000, X + SIDE + 500, Y + 2000)  # Alpha and Bêta
FAR = box(X + 200_000, Y, X + 201_000, Y + 1000)
LIST = "code_qp,lib_qp,insee_com,lib_com\n"


def quarters(*rows: tuple) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        [
            {"code_qp": code, "lib_qp": name, "insee_com": communes}
            for code, name, communes, _ in rows
        ],
        geometry=[shape for *_, shape in rows],
        crs="EPSG:2154",
    )


TWO = quarters(
    ("QN00101M", "La Plaine", "80001", IN_ALPHA),
    ("QN00102M", "Le Pont", "80001, 80011", MultiPolygon([ON_BORDER])),
)


def test_a_list_counts_quarters_by_commune(tmp_path: Path, communes) -> None:
    rows = ["QN00101M,La Plaine,80001,Alpha", "QN00102M,Le Pont,80001,Alpha"]
    rows += ["QN00102M,Le Pont,80011,Bêta", "QN00102M,Le Pont,80011,Bêta"]
    rows += ["QP080001,Ancien,80001,Alpha", "?,Sans code,80001,Alpha", "QN07501M,P,75056,Paris"]
    path = write(tmp_path, LIST + "\n".join(rows))
    assert recognises(path)
    parsed = read(path, small_region(communes))
    assert values(parsed, "qpv_2024") == {"80001": 2, "80002": 1, "02003": 0, "02004": 0}
    assert set(parsed.tables) == {"commune_attributes"}, "a list draws nothing"
    assert reasons(parsed) == {
        4: "doublon",
        5: "quartier de 2015, remplacé par ceux de 2024",
        6: "code de quartier absent ou inconnu",
    }
    assert parsed.elsewhere == 1
    assert parsed.vintage == "QPV 2024"
    check_account(parsed)


@pytest.mark.parametrize("form", ["wgs84", "lambert", "silent", "gpkg", "gpkg-wgs84", "shp"])
def test_polygons_are_the_same_in_any_projection(tmp_path: Path, communes, form: str) -> None:
    suffix = form.partition("-")[0] if form.startswith(("gpkg", "shp")) else "geojson"
    path = tmp_path / f"quartiers.{suffix}"
    if form == "silent":  # Lambert-93 metres in a GeoJSON that does not say so
        features = [
            {
                "type": "Feature",
                "properties": row.drop("geometry").to_dict(),
                "geometry": mapping(row.geometry),
            }
            for _, row in TWO.iterrows()
        ]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    elif form in ("wgs84", "gpkg-wgs84"):
        TWO.to_crs("EPSG:4326").to_file(path)
    else:
        TWO.to_file(path)
    assert has_features(path)
    source = recognise(path)
    assert source is not None
    assert source.key == "qpv"
    parsed = read(path, small_region(communes))
    assert values(parsed, "qpv_2024") == {"80001": 2, "80002": 1, "02003": 0, "02004": 0}
    zones = parsed.tables["zones"].set_index("code")
    assert zones["name"].to_dict() == {"QN00101M": "La Plaine", "QN00102M": "Le Pont"}
    assert zones.crs == "EPSG:2154"
    assert zones.geometry.area.tolist() == pytest.approx([1e6, 1e6], rel=1e-4)
    assert zones["population"].isna().all(), "nobody said how many live there"
    assert parsed.rejects.empty
    check_account(parsed)


def test_the_layers_of_an_archive_are_read_as_they_are_published(tmp_path: Path) -> None:
    for name in ("SHP/quartiers.shp", "quartiers.geojson"):
        layer = tmp_path / "publies" / name
        layer.parent.mkdir(parents=True, exist_ok=True)
        TWO.to_file(layer)
    shutil.make_archive(str(tmp_path / "dépôt" / "QPV 2024"), "zip", tmp_path / "publies")
    found = find_files(tmp_path / "dépôt")
    assert {file.name for file in found.files} == {
        "QPV 2024.zip/SHP/quartiers.shp",
        "QPV 2024.zip/quartiers.geojson",
    }
    assert {file.source.key for file in found.files} == {"qpv"}
    assert found.unrecognised == ()


def test_communes_that_are_not_named_are_those_that_hold_it(tmp_path: Path, communes) -> None:
    path = tmp_path / "quartiers.geojson"
    TWO.drop(columns="insee_com").to_file(path)
    parsed = read(path, small_region(communes))
    assert values(parsed, "qpv_2024") == {"80001": 2, "80002": 1, "02003": 0, "02004": 0}


def test_what_is_elsewhere_or_wrong_is_said(tmp_path: Path, communes) -> None:
    path = tmp_path / "quartiers.gpkg"
    crossed = Polygon([(X, Y), (X + 1000, Y + 1000), (X + 1000, Y), (X, Y + 1000)])
    quarters(
        ("QN00101M", "Alpha", "80001", crossed),
        ("QN00101M", "Encore", "80001", box(X, Y, X + 1000, Y + 1000)),
        ("QN07501M", "Paris", "75056", FAR),
        ("QN00103M", "Égaré", "80001", FAR),
        ("QP080001", "Ancien", "80001", IN_ALPHA),
        ("QN00104M", "Point", "02003", Point(X, Y)),
    ).to_file(path)
    parsed = read(path, small_region(communes))
    assert reasons(parsed) == {
        2: "doublon",
        4: "quartier hors de la région par ses coordonnées",
        5: "quartier de 2015, remplacé par ceux de 2024",
    }
    assert parsed.elsewhere == 1
    zones = parsed.tables["zones"].set_index("code")
    assert list(zones.index) == ["QN00101M"]
    assert zones.geometry.is_valid.all(), "a bow tie is made two triangles"
    assert parsed.corrections["content"].str.contains("Point").all()
    assert len(parsed.corrections) == 1
    assert values(parsed, "qpv_2024")["02003"] == 1
    check_account(parsed)


def test_the_parts_of_a_quarter_are_one(tmp_path: Path, communes) -> None:
    apart = box(X + 4000, Y + 4000, X + 4500, Y + 4500)
    beyond = box(X + SIDE + 1000, Y + 1000, X + SIDE + 1500, Y + 2000)  # in Bêta
    drawn = quarters(
        ("QN00101M", "La Plaine", "80001", IN_ALPHA),
        ("QN00102M", "Le Pont", "80001", ON_BORDER),
        ("QN00101M", "La Plaine", "80001", apart),
        ("QN00101M", "La Plaine", "80001", IN_ALPHA),
        ("QN00101M", "La Plaine", "80011", beyond),
        ("QN00102M", "Le Pont", "80011", None),
        ("QN00103M", "Le Parc", "80001", None),
        ("QN00103M", "Le Parc", "80001", box(X, Y, X + 500, Y + 500)),
    )
    drawn.to_file(tmp_path / "qpv.gpkg")
    parsed = read(tmp_path / "qpv.gpkg", small_region(communes))
    zones = parsed.tables["zones"].set_index("code")
    assert list(zones.index) == ["QN00101M", "QN00102M", "QN00103M"]
    whole = IN_ALPHA.union(apart).union(beyond)
    assert zones.loc["QN00101M", "geometry"].symmetric_difference(whole).area < 1
    assert values(parsed, "qpv_2024")["80002"] == 2, "of Bêta, which a part alone names"
    assert reasons(parsed) == {3: PART, 4: "doublon", 5: PART, 6: "doublon", 8: PART}
    check_account(parsed)


def test_the_population_that_the_file_says_is_kept(tmp_path: Path, communes) -> None:
    path = tmp_path / "quartiers.geojson"
    TWO.assign(pop=[1200, None]).to_file(path)
    population = read(path, small_region(communes)).tables["zones"]["population"]
    assert population.tolist()[0] == 1200
    assert population.isna().tolist() == [False, True]


def test_other_polygons_are_not_quarters(tmp_path: Path, communes) -> None:
    path = tmp_path / "arrondissements.geojson"
    TWO.drop(columns="code_qp").assign(insee_arr=["021", "022"]).to_file(path)
    assert has_features(path)
    assert not recognises(path)
    with pytest.raises(MissingColumnError, match="code_qp"):
        read(path, small_region(communes))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_refused_or_read_by_its_good_part(tmp_path: Path, cut: float) -> None:
    path = tmp_path / "quartiers.geojson"
    TWO.to_file(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * cut)])
    assert recognises(path) in (True, False)
    with pytest.raises(SourceError):
        read_features(path, "EPSG:2154")


def test_bytes_that_pretend_are_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "base.gpkg"
    path.write_bytes(b"SQLite format 3\x00" + bytes(200))
    assert not has_features(path)
    assert not recognises(path)
    assert not recognises(tmp_path / "absent")


def test_quarters_of_2015_or_of_elsewhere_do_not_empty_the_region(tmp_path: Path, communes) -> None:
    former = write(tmp_path, LIST + "QP080001,Ancien,80001,Alpha\n", "a.csv")
    far = write(tmp_path, LIST + "QN07501M,P,75056,Paris\n", "b.csv")
    parsed = [read(path, small_region(communes)) for path in (former, far)]
    assert [one.vintage for one in parsed] == ["QPV 2015", "QPV 2024"]
    assert [len(one.tables["commune_attributes"]) for one in parsed] == [0, 0]
