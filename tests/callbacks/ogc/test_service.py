"""The layers as other software reads them: the standard's addresses, GDAL, GeoPackage, DCAT."""

import json
import subprocess
import sys

import geopandas as gpd
import pyogrio
import pytest

from geodata.layers.rows import ROWS

ITEMS = "/ogc/collections/couverture-spel/items"


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
        (f"{ITEMS}?f=html", "json"),
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


_READ = """
import sys, geopandas
rows = geopandas.read_file(f"OAPIF:{sys.argv[1]}/ogc", layer="couverture-departement")
print(len(rows), rows["population"].sum(), rows.geometry.is_valid.all())
"""


def test_gdal_reads_a_layer_by_its_address(live_server):
    if "OAPIF" not in pyogrio.list_drivers():
        pytest.skip("GDAL n'a pas ici le pilote OAPIF")
    # In a process of its own: GDAL waits for an answer without letting this one give it.
    command = [sys.executable, "-c", _READ, live_server]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.stdout.split() == ["5", "5992194", "True"], done.stderr


def test_a_geopackage_has_the_rows_of_the_layer(client, tmp_path):
    reply = client.get("/ogc/collections/couverture-spel/items.gpkg")
    assert "demonstration-couverture-spel.gpkg" in reply.headers["Content-Disposition"]
    file = tmp_path / "layer.gpkg"
    file.write_bytes(reply.data)
    rows = gpd.read_file(file)
    assert set(rows["id_atlas"]) == {row["id"] for row in told(client, ITEMS)["features"]}
    assert rows.crs == "EPSG:4326"


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
