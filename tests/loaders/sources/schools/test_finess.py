"""FINESS on lines written here: two kinds of lines, projections, old forms, homes and schools."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geodata.courses.establishments import ESTABLISHMENTS
from geodata.guidance.table import GUIDANCE
from geodata.tables.schema import SITES
from loaders.catalogue import CATALOGUE
from loaders.errors import SourceError
from loaders.locating.gazetteer import ABSENT
from loaders.sources.guidance.places import TWICE
from loaders.sources.schools.finess import (
    FINESS,
    NO_NAME,
    UNKNOWN_LINE,
    UNREADABLE,
    _commune,
    _degrees,
    _departement,
)
from tests.loaders.training_region import small_context, town

TITLE = "finess;etalab;98;2026-05-12\n"
SIRET = "26010004500012"
METRES = "1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)"


def structure(number="800000001", category="300", **values) -> str:
    """Return the line of an establishment of Alpha."""
    said = {
        "short": "IFSI ALPHA", "long": "INSTITUT DE FORMATION EN SOINS INFIRMIERS", "number": "3",
        "way": "R", "street": "DES ECOLES", "commune": "001", "departement": "80",
        "routing": "80100 ALPHA", "telephone": "0322000102", "siret": SIRET,
        "name": "Ecoles Formant aux Professions Sanitaires", "uai": "", **values,
    }  # fmt: skip
    cells = [
        "structureet", number, "800000000", said["short"], said["long"], "", "", said["number"],
        said["way"], said["street"], "", "", said["commune"], said["departement"], "SOMME",
        said["routing"], said["telephone"], "", category, said["name"], "5101", "", said["siret"],
        "8542Z", "", "", "", "", "1979-02-13", "1979-02-13", "2025-02-04", said["uai"],
    ]  # fmt: skip
    return ";".join(cells) + "\n"


def position(communes, number="800000001", origin=METRES, x=None, y=None) -> str:
    alpha = town(communes, "Alpha")
    x, y = alpha.x if x is None else x, alpha.y if y is None else y
    return f"geolocalisation;{number};{x};{y};{origin};2026-05-04\n"


def read(tmp_path: Path, communes, text: str):
    path = tmp_path / "x.csv"
    path.write_text(text)
    assert [one.key for one in CATALOGUE if one.recognises(path)] == ["finess"]
    parsed = FINESS.read(path, small_context(communes))
    assert parsed.rows_read == parsed.rows_kept + len(parsed.rejects) + parsed.elsewhere
    return parsed, ESTABLISHMENTS.validate(parsed.tables["establishments"])


def test_a_school_with_its_position(tmp_path, communes) -> None:
    text = TITLE + structure() + position(communes)
    parsed, table = read(tmp_path, communes, text)
    said = table.iloc[0]
    names = ["uai", "siret", "address", "postcode", "city", "commune", "telephone"]
    assert said[names].tolist() == [
        "", SIRET, "3 rue des Écoles", "80100", "ALPHA", "80001", "03 22 00 01 02",
    ]  # fmt: skip
    site = SITES.validate(parsed.tables["sites"].assign(source="x")).iloc[0]
    alpha = town(communes, "Alpha")
    assert (site["precision"], site["siret"]) == ("address", SIRET)
    assert site[["x", "y"]].tolist() == pytest.approx([alpha.x, alpha.y], abs=1)
    assert parsed.vintage == "2026-05"
    assert (parsed.rows_read, parsed.rows_kept) == (1, 1)


def test_the_code_of_the_education_where_an_edition_has_it(tmp_path, communes) -> None:
    _, table = read(tmp_path, communes, TITLE + structure(uai="0800001A"))
    assert table["uai"].tolist() == ["0800001A"]


def test_without_a_position_it_is_at_the_town_hall(tmp_path, communes) -> None:
    coarse = position(communes, origin="6,IGN,COMMUNE,EPSG:2154")
    for more in ("", coarse):
        parsed, _ = read(tmp_path, communes, TITLE + structure() + more)
        assert parsed.tables["sites"]["precision"].tolist() == ["commune"]
        assert parsed.corrections["reason"].tolist() == [ABSENT]
    parsed, _ = read(tmp_path, communes, TITLE + structure() + position(communes, x="?"))
    assert UNREADABLE in parsed.corrections["reason"].tolist()


def test_homes_of_young_workers_help_to_stay(tmp_path, communes) -> None:
    home = {"name": "Foyer de Jeunes Travailleurs", "long": "FJT ALPHA", "siret": ""}
    other = {**home, "long": "RESIDENCE ALPHA", "name": "Autre Résidence Sociale"}
    text = TITLE + structure("1", "257", **home) + structure("2", "259", **other)
    text += structure("3", "257", **home) + position(communes, "1") + position(communes, "2")
    text += position(communes, "3")
    parsed, table = read(tmp_path, communes, text)
    places = GUIDANCE.validate(parsed.tables["guidance"].assign(source="x"))
    assert places["kind"].tolist() == ["foyer", "foyer"]
    assert [bool(note) for note in places["note"]] == [False, True]
    assert places["commune"].tolist() == ["80001", "80001"]
    assert parsed.rejects["reason"].tolist() == [TWICE]
    assert table.empty


def test_everything_else_is_elsewhere_or_has_its_reason(tmp_path, communes) -> None:
    text = TITLE + structure("1", "355", name="Centre Hospitalier (C.H.)")
    text += structure("2", departement="75", routing="75001 PARIS")
    text += structure("3", "999", name="Ecoles Formant aux Professions Sociales")
    text += structure("4", short="", long="") + "autre;5\n" + structure("3") + structure("6")[:60]
    parsed, table = read(tmp_path, communes, text)
    assert parsed.rejects["reason"].tolist() == [NO_NAME, UNKNOWN_LINE, TWICE, UNKNOWN_LINE]
    assert parsed.rejects["row"].tolist() == [4, 5, 6, 7]
    assert (parsed.elsewhere, len(table)) == (2, 1)


def test_positions_before_the_establishments(tmp_path, communes) -> None:
    parsed, _ = read(tmp_path, communes, TITLE + position(communes) + structure())
    assert parsed.tables["sites"]["precision"].tolist() == ["address"]


def test_an_old_extract(tmp_path, communes) -> None:
    old = structure(commune="1", siret="2,601E+13").replace("2025-02-04", "31/12/2016")
    _, table = read(tmp_path, communes, TITLE + old)
    assert table[["commune", "siret", "updated"]].values.tolist() == [["80001", "", "2016-12-31"]]


def test_a_title_alone_is_no_extract(tmp_path, communes) -> None:
    path = tmp_path / "x.csv"
    path.write_text(TITLE)
    with pytest.raises(SourceError, match="structureet"):
        FINESS.read(path, small_context(communes))


@pytest.mark.parametrize(
    ("departement", "commune", "code"),
    [("1", "451", "01451"), ("2A", "4", "2A004"), ("9A", "101", "97101"), ("9D", "411", "97411")],
)
def test_the_code_of_a_commune(departement, commune, code) -> None:
    said = {"departement": _departement(departement), "commune": commune}
    assert _commune(said) == code


@pytest.mark.parametrize(
    ("system", "told", "lon", "lat"),
    [
        (5490, "1,IGN,100,BD,EPSG:5490 RGAF09 / UTM zone 20N", -61.5, 16.2),
        (5490, "1,ATLASANTE,100,IGN,UTM_N20", -61.5, 16.2),
        (2972, "1,ATLASANTE,100,IGN,UTM_N22", -52.3, 4.9),
        (2975, "1,ATLASANTE,100,IGN,UTM_S40", 55.5, -21.1),
        (4471, "1,ATLASANTE,100,IGN,UTM_S38", 45.2, -12.8),
        (2154, "1,ATLASANTE,100,IGN,LAMBERT_93", 2.3, 49.9),
        (2154, "", 2.3, 49.9),
    ],
)
def test_each_projection(system, told, lon, lat) -> None:
    x, y = Transformer.from_crs(4326, system, always_xy=True).transform(lon, lat)
    found = _degrees({"x": f"{x:.1f}", "y": f"{y:.1f}".replace(".", ","), "origin": told}, "80")
    assert tuple(map(float, found)) == pytest.approx((lon, lat), abs=1e-5)


def test_an_overseas_position_of_no_known_projection_is_none() -> None:
    assert _degrees({"x": "650000", "y": "1790000", "origin": "1,?"}, "971") is None


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=30))
def test_any_text_is_a_position_or_none(x, y, origin) -> None:
    found = _degrees({"x": x, "y": y, "origin": origin}, "80")
    assert found is None or len(found) == 2
