"""The layers as other software reads them: the standard's addresses, GDAL, GeoPackage, DCAT."""

import json
import subprocess
import sys
from dataclasses import replace
from urllib.parse import quote
from xml.etree import ElementTree

import geopandas as gpd
import pyogrio
import pytest
from pyproj import Transformer

from callbacks.ogc import documents
from callbacks.ogc.crs import CRS84, read_crs, systems
from callbacks.ogc.kept import layer
from callbacks.ogc.parameters import Wanted
from geodata.asking.reading import BadQuery
from geodata.layers.rows import ROWS
from geodata.portrait.composition import every_figure, portrait
from layouts.ogc.style import style_of

ITEMS = "/ogc/collections/couverture-spel/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0"


def told(client, address):
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.get_json(force=True)


def pages(client, address):
    """Every page of the rows of a layer, following what each says comes next."""
    while address:
        page = told(client, address)
        yield page
        following = [one["href"] for one in page["links"] if one["rel"] == "next"]
        address = following[0] if following else ""


def test_the_landing_page_leads_to_all_that_the_standard_asks(client):
    landing = told(client, "/ogc")
    links = {one["rel"]: one["href"] for one in landing["links"]}
    assert {"self", "service-desc", "conformance", "data"} <= set(links)
    assert any("conf/core" in one for one in told(client, links["conformance"])["conformsTo"])
    assert [one["id"] for one in told(client, links["data"])["collections"]] == list(ROWS)
    assert set(told(client, links["service-desc"])["paths"]) > {"/collections", "/conformance"}
    assert client.get("/ogc/").get_json() == {**landing}


@pytest.mark.parametrize("name", ROWS)
def test_each_layer_says_what_it_is_and_what_is_simulated(client, name):
    layer = told(client, f"/ogc/collections/{name}")
    west, south, east, north = layer["extent"]["spatial"]["bbox"][0]
    assert 1 < west < east < 5
    assert 48 < south < north < 52
    assert layer["title"].startswith("Démonstration")
    assert "Hauts-de-France" in layer["title"]
    assert layer["description"]


def test_pages_hold_every_row_once(client):
    found = list(pages(client, f"{ITEMS}?limit=10"))
    assert [page["numberReturned"] for page in found] == [10, 10, 6]
    assert {page["numberMatched"] for page in found} == {26}
    codes = [row["id"] for page in found for row in page["features"]]
    assert len(set(codes)) == 26
    row = told(client, f"{ITEMS}/{codes[3]}")
    assert row["properties"] == found[0]["features"][3]["properties"]
    assert row["properties"]["times"]
    assert "simulée" in row["properties"]["source"]


def test_a_frame_and_a_value_keep_what_they_say(client, atlas):
    spel = told(client, f"{ITEMS}?bbox=2.3,49.8,2.35,49.95")
    assert 0 < spel["numberMatched"] < 5
    lille = told(client, "/ogc/collections/lieux/items?commune=59350&limit=1")
    assert lille["numberMatched"] == (atlas.own_sites["commune"] == "59350").sum() > 1
    everywhere = told(client, "/ogc/collections/formations/items?limit=1")["numberMatched"]
    assert everywhere == (atlas.own_offers["site"] != "").sum()
    away = len(atlas.own_offers) - everywhere
    assert (
        f"{away}\u00a0autres formations, à distance"
        in told(client, "/ogc/collections/formations")["description"]
    )
    (following,) = [
        one["href"]
        for one in told(client, f"{ITEMS}?bbox=1,48&bbox=5,52&limit=20")["links"]
        if one["rel"] == "next"
    ]
    assert told(client, following)["numberReturned"] == 6


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{ITEMS}?bbox=1,2,3", "quatre nombres"),
        (f"{ITEMS}?bbox=nan,1,2,3", "quatre nombres"),
        (f"{ITEMS}?bbox=3,50,2,49", "ouest"),
        (f"{ITEMS}?limit=0", "1 au moins"),
        (f"{ITEMS}?limit=-1", "nombre entier"),
        (f"{ITEMS}?offset=x", "nombre entier"),
        (f"{ITEMS}?f=xml", "html"),
        ("/ogc?limit=3", "« limit » n'existe pas"),
        (f"{ITEMS}?datetime=hier", "instant"),
        (f"{ITEMS}?datetime=2026-01-01/2026-02-01/..", "intervalle"),
        (f"{ITEMS}?crs=http://www.opengis.net/def/crs/EPSG/0/9999", "EPSG/0/3857"),
        (f"{ITEMS}?bbox=1,2,3,4&bbox-crs=EPSG:2154", "bbox-crs"),
        (f"{ITEMS}?bbox=9e5,7e6,7e5,8e6&bbox-crs={EPSG}/2154", "de l'ouest à l'est"),
        (f"{ITEMS}?bbox=1e30,1e30,2e30,2e30&bbox-crs={EPSG}/3857", "sait situer"),
        (f"{ITEMS}?geometry=x", "« geometry » n'existe pas"),
        (f"{ITEMS}/zz", "n'a pas de « zz »"),
        ("/ogc/collections/chateaux", "« chateaux » n'existe pas"),
        ("/ogc/collections/chateaux/items.gpkg", "« chateaux » n'existe pas"),
        ("/ogc/rien", "n'existe pas"),
    ],
)
def test_what_is_wrong_is_named(client, address, words):
    reply = client.get(address)
    assert reply.status_code in (400, 404)
    assert words in reply.get_json()["error"]


@pytest.mark.parametrize("code", ["3857", "2154"])
def test_rows_are_told_and_framed_in_other_coordinates(client, code):
    crs = f"http://www.opengis.net/def/crs/EPSG/0/{code}"
    assert crs in told(client, "/ogc/collections/lieux")["crs"]
    rows = "/ogc/collections/lieux/items"
    degrees = client.get(f"{rows}?limit=1")
    assert degrees.headers["Content-Crs"] == f"<{CRS84}>"
    moved = client.get(f"{rows}?limit=1&crs={crs}")
    assert moved.headers["Content-Crs"] == f"<{crs}>"
    (here,), (there,) = (reply.get_json(force=True)["features"] for reply in (degrees, moved))
    turned = Transformer.from_crs("OGC:CRS84", f"EPSG:{code}", always_xy=True)
    x, y = turned.transform(*here["geometry"]["coordinates"])
    assert there["geometry"]["coordinates"] == pytest.approx([x, y], abs=0.01)
    alone = told(client, f"{rows}/{quote(here['id'])}?crs={crs}")
    assert alone["geometry"] == there["geometry"]
    frame = f"bbox={x - 50},{y - 50},{x + 50},{y + 50}&bbox-crs={crs}"
    near = told(client, f"{rows}?{frame}")
    assert here["id"] in [one["id"] for one in near["features"]]
    everywhere = told(client, f"{rows}?limit=1")["numberMatched"]
    assert 0 < near["numberMatched"] < everywhere


def test_a_region_overseas_is_told_in_its_own_metres(application, atlas):
    away = replace(atlas, communes=atlas.communes.to_crs("EPSG:2975"))
    known = systems(away.crs)
    assert list(known) == [CRS84, f"{EPSG}/3857", f"{EPSG}/2975"]
    wanted = Wanted(1, crs=f"{EPSG}/2975")
    with application.server.test_request_context():
        assert documents.collections(away)["collections"][0]["crs"] == list(known)
        page = documents.items("lieux", layer(away, "lieux"), wanted, {}, known)
    (place,) = page["features"]
    turned = Transformer.from_crs("OGC:CRS84", "EPSG:2975", always_xy=True)
    here = layer(away, "lieux").geometry.iloc[0]
    assert place["geometry"]["coordinates"] == pytest.approx(turned.transform(here.x, here.y))
    with pytest.raises(BadQuery, match="EPSG/0/2975"):
        read_crs("crs", f"{EPSG}/2154", known)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ogc", "Dans QGIS"),
        ("/ogc/conformance", "ogcapi-features-2/1.0/conf/crs"),
        ("/ogc/api", "Coordonnées des formes rendues."),
        ("/ogc/collections", "Habitants à 30 min ou moins"),
        ("/ogc/collections/lieux", "Coordonnées au choix"),
        (f"{ITEMS}?limit=3", "26 lignes répondent"),
        (f"{ITEMS}/627", "Lens"),
    ],
)
def test_each_answer_is_a_page_for_a_person(client, path, words):
    joined = "&" if "?" in path else "?"
    asked = client.get(f"{path}{joined}f=html")
    browser = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    for page in (asked, browser):
        assert page.status_code == 200
        assert page.mimetype == "text/html"
        assert "Accept" in page.vary  # not « Accept-Encoding »
        assert '<html lang="fr">' in page.text
        assert words in page.text.replace("\u202f", " ").replace("\xa0", " ")
    assert client.get(path).mimetype != "text/html"
    programs = {"Accept": "application/geo+json, application/json;q=0.9, */*;q=0.1"}
    assert client.get(path, headers=programs).get_json(force=True)


def test_a_frame_round_the_other_side_of_the_earth_leaves_the_region_out(client):
    assert told(client, f"{ITEMS}?bbox=170,-90,-170,90")["numberMatched"] == 0
    assert told(client, f"{ITEMS}?bbox=2,-90,-170,90")["numberMatched"] > 0


def test_a_portrait_is_a_row_whose_figures_say_their_source(client, atlas):
    row = told(client, "/ogc/collections/portraits-spel/items/627")["properties"]
    assert row["name"] == "Lens"
    figures = [one for _, one in every_figure(portrait(atlas, "spel", "627"))]
    for one in figures:
        name = one.key.replace("-", "_")
        if one.known and one.level in ("", "spel") and one.value is not None:
            assert row[name] == pytest.approx(one.value, abs=1e-4)
            assert f"{name} : {one.label}" in row["about"]
            assert one.source in row["about"]
        elif not one.known:
            assert row.get(name) is None
            assert one.label in row["unknown"]


_READ = """
import sys, pyogrio
source = f"OAPIF:{sys.argv[1]}/ogc"
print(len(pyogrio.list_layers(source)))
for name in ("couverture-departement", "portraits-departement"):
    for crs in ("OGC:CRS84", "EPSG:2154"):
        options = {"CRS": "http://www.opengis.net/def/crs/EPSG/0/2154"} if "2154" in crs else {}
        rows = pyogrio.read_dataframe(source, layer=name, **options)
        print(len(rows), rows.crs.to_epsg() or "CRS84", rows.geometry.is_valid.all())
print(rows["habitants"].sum())
"""


def test_gdal_reads_the_layers_by_their_address(live_server):
    if "OAPIF" not in pyogrio.list_drivers():
        pytest.skip("GDAL n'a pas ici le pilote OAPIF")
    # In a process of its own: GDAL waits for an answer without letting this one give it.
    command = [sys.executable, "-c", _READ, live_server]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    lines = done.stdout.split("\n")
    assert lines[0] == str(len(ROWS)), done.stderr
    assert lines[1:5] == ["5 CRS84 True", "5 2154 True"] * 2, done.stderr
    assert float(lines[5]) == 5992194


def test_a_geopackage_has_the_rows_of_the_layer(client, tmp_path):
    reply = client.get("/ogc/collections/couverture-spel/items.gpkg")
    assert "demonstration-couverture-spel.gpkg" in reply.headers["Content-Disposition"]
    file = tmp_path / "layer.gpkg"
    file.write_bytes(reply.data)
    rows = gpd.read_file(file, layer="couverture-spel")
    assert set(rows["id_atlas"]) == {row["id"] for row in told(client, ITEMS)["features"]}
    assert rows.crs == "EPSG:4326"


def test_what_the_columns_of_the_communes_are_is_said_once(client, tmp_path):
    file = tmp_path / "communes.gpkg"
    file.write_bytes(client.get("/ogc/collections/portraits-commune/items.gpkg").data)
    rows, about = gpd.read_file(file, layer="portraits-commune"), gpd.read_file(file, layer="about")
    words = dict(zip(about["field"], about["words"], strict=True))
    figures = set(rows.columns) - {"id_atlas", "name", "unknown", "geometry"}
    assert "about" not in figures
    assert figures == {field for field in words if not field.startswith("source ")}
    assert words["habitants"].startswith("Habitants, habitants, recensement")
    assert "source 1" in words


@pytest.mark.parametrize("name", ROWS)
def test_a_geopackage_holds_the_style_that_draws_each_of_its_rows(client, atlas, tmp_path, name):
    file = tmp_path / f"{name}.gpkg"
    file.write_bytes(client.get(f"/ogc/collections/{name}/items.gpkg").data)
    styles = gpd.read_file(file, layer="layer_styles")
    assert styles[["f_table_name", "f_geometry_column"]].to_numpy().tolist() == [[name, "geom"]]
    assert styles["useAsDefault"].all()
    rules = list(ElementTree.fromstring(styles["styleQML"][0]).iter("rule"))
    drawn = ElementTree.fromstring(styles["styleSLD"][0])
    titles = [one.text for one in drawn.iter("{http://www.opengis.net/sld}Title")]
    assert titles == [one.get("label") for one in rules]
    rows = gpd.read_file(file, layer=name)
    style = style_of(name, rows.columns)
    known = {one.value for one in style.rules if one.value is not None}
    assert not known or set(rows[style.field]) <= known


def test_the_catalogue_has_a_dataset_a_layer_whose_files_are_there(client):
    reply = client.get("/ogc/catalogue.jsonld")
    assert reply.content_type == "application/ld+json"
    datasets = json.loads(reply.data)["dcat:dataset"]
    assert [one["dct:identifier"] for one in datasets] == list(ROWS)
    for one in datasets:
        assert one["dct:provenance"]["dct:description"]["@value"]
        for file in one["dcat:distribution"]:
            address = file["dcat:downloadURL"]["@id"]
            assert client.head(address).status_code == 200, address
