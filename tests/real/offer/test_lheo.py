"""LHEO on the real files: the published definition, and examples of several producers."""

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
from lxml import etree
from pyproj import Transformer
from shapely.geometry import Point

from geodata.tables.schema import OFFERS, SITES
from loaders.building.region import context_of
from loaders.catalogue import recognise
from loaders.certifications.catalogue import read_certifications
from loaders.embedding.base import read_base
from loaders.project_data.profile import read_profile
from loaders.source import Context
from loaders.sources.lheo.fields import IGNORED, USED
from loaders.sources.lheo.source import LHEO, read_lheo
from loaders.sources.lheo.validation import validate

DATA = Path(__file__).parents[4] / "shared" / "data" / "lheo"
EXAMPLES = sorted((DATA / "exemples").glob("*.xml"))
TODAY = dt.date(2018, 1, 15)  # the examples are of that time
GML = "{http://www.gelaba.org/gml/1.2}"
XSD = "{http://www.w3.org/2001/XMLSchema}"

pytestmark = pytest.mark.skipif(
    not EXAMPLES, reason="../shared/data absent: no LHEO file of a producer to read"
)

# Where the examples are: code, name, postal codes, town hall. Their regions are not ours.
COMMUNES = [
    ("37266", "Veigné", "37250", 0.7347, 47.2862),
    ("29233", "Quimperlé", "29300", -3.5486, 47.8728),
    ("69286", "Rillieux-la-Pape", "69140", 4.8983, 45.8194),
    ("92012", "Boulogne-Billancourt", "92100", 2.2400, 48.8352),
    ("75117", "Paris 17e Arrondissement", "75017", 2.3072, 48.8873),
]


@pytest.fixture(scope="module")
def elsewhere():
    """Communes of the examples, as discs of 6 km around their town halls."""
    table = pd.DataFrame(COMMUNES, columns=["code", "name", "postcodes", "lon", "lat"])
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)
    table["x"], table["y"] = to_metres.transform(table["lon"], table["lat"])
    table["departement"] = table["code"].str[:2]
    discs = [Point(x, y).buffer(6_000) for x, y in zip(table["x"], table["y"], strict=True)]
    communes = gpd.GeoDataFrame(table, geometry=discs, crs="EPSG:2154")
    profile = SimpleNamespace(name="Ailleurs", departements=tuple(table["departement"]))
    romes = pd.DataFrame({"rome": [], "label": []})
    return Context(communes, read_certifications(), romes, profile)


@pytest.fixture(scope="module")
def ours():
    return context_of(read_base(), read_profile("hauts-de-france"))


def read(name, context, day=TODAY):
    return read_lheo(DATA / "exemples" / name, context, day)


def only(parsed):
    [offer] = parsed.tables["offers"].to_dict("records")
    [site] = parsed.tables["sites"].to_dict("records")
    return offer, site


# --- the standard ---------------------------------------------------------------------------------


def circles() -> set[str]:
    """Elements of the first and second circles, by the published definition."""
    root = ET.parse(DATA / "lheo-gml-2.3.0.xml").getroot()
    return {
        definition.get("name", "")
        for definition in root.iter(f"{GML}definition")
        for prop in definition.iter(f"{GML}property")
        if prop.get("name") == "lheo:cercle" and prop.get("value") in ("1", "2")
    }


def test_every_element_of_the_first_two_circles_is_used_or_ignored():
    assert len(circles()) == 84
    assert set(USED) | set(IGNORED) == circles()
    assert not set(USED) & set(IGNORED)


def test_they_are_elements_of_the_schema():
    schema = ET.parse(DATA / "lheo.xsd").getroot()
    elements = {element.get("name") for element in schema.iter(f"{XSD}element")}
    assert circles() <= elements


# --- all files ------------------------------------------------------------------------------------


def counted(path: Path) -> int:
    """Actions of a file, counted otherwise: by the standard library, in a whole tree."""
    names = [element.tag.rpartition("}")[2] for element in ET.parse(path).getroot().iter()]
    return sum(names.count(name) for name in ("action", "offre-formation", "resume-offre"))


def test_there_are_as_many_files_as_announced():
    assert len(EXAMPLES) == 18
    assert sum(map(counted, EXAMPLES)) == 39


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_file_is_recognised_and_each_action_accounted_for(path, ours, elsewhere):
    assert recognise(path) is LHEO
    for context in (ours, elsewhere):
        parsed = read_lheo(path, context, TODAY)
        assert parsed.rows_read == counted(path)
        assert parsed.rows_kept == len(parsed.tables["offers"])
        OFFERS.validate(parsed.tables["offers"])
        SITES.validate(parsed.tables["sites"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_none_is_in_the_region(path, ours):
    parsed = read_lheo(path, ours, TODAY)
    assert set(parsed.rejects["reason"]) == {"hors de la région"}
    assert parsed.rows_kept == 0


def test_no_other_file_of_the_folder_is_taken_for_lheo():
    others = [path for path in DATA.rglob("*") if path.is_file() and path not in EXAMPLES]
    assert len(others) > 15
    assert not [path for path in others if LHEO.recognises(path)]


# --- rows checked by hand -------------------------------------------------------------------------


def test_intercarif_2_2(elsewhere):
    parsed = read("intercarif22-certifiante.xml", elsewhere)
    first, second = parsed.tables["offers"].to_dict("records")
    assert first["title"] == second["title"] == "TP Plaquiste"
    assert first["certification"] == "Titre professionnel Plaquiste"
    assert first["provider"] == "DRAFPA d'Olivet"
    assert (first["rncp"], first["nsf"], first["romes"]) == ("RNCP320", "233", "F1604")
    assert first["formacodes"] == "22403 22402"
    assert first["level"] == 3
    assert pd.isna(first["entry_level"])  # « sans niveau spécifique »
    assert (first["voie"], first["modality"]) == ("continue", "presentiel")
    # Both began before the day of the reading: the first still runs, entries at fixed dates only.
    assert first["start"] == pd.Timestamp(2017, 12, 4)
    assert first["end"] == pd.Timestamp(2018, 6, 1)
    assert second["start"] == pd.Timestamp(2017, 10, 30)
    # The second is paid for by the Région: five places, under an agreement.
    assert (second["conventionnee"], second["funder"], second["capacity"]) == (True, "Région", 5)
    assert second["publics"] == "demandeurs_emploi"
    assert "salaries" in first["publics"]  # tout public
    assert first["vintage"] == parsed.vintage == "2017-12-13"
    sites = parsed.tables["sites"]
    assert set(sites["commune"]) == {"37266"}
    assert set(sites["name"]) == {"AFPA de Veigné"}
    assert set(sites["siret"]) == {"82422814201874"}  # who teaches, not who is responsible
    assert sites["lat"].tolist() == pytest.approx([47.286057, 47.306826])


def test_what_the_variants_change(elsewhere):
    reference = read("intercarif22-certifiante.xml", elsewhere).tables["offers"]
    assert set(reference["rncp"]) == {"RNCP320"}
    not_certifying = read("intercarif22-non_certifiante.xml", elsewhere).tables["offers"]
    assert set(not_certifying["rncp"]) == {""}
    apprentices = read("intercarif22-contrat_apprentissage.xml", elsewhere).tables["offers"]
    assert "apprentissage" in set(apprentices["voie"])
    assert set(reference["voie"]) == {"continue"}


def test_onisep_2_2(elsewhere):
    offer, site = only(read("exemple-bts-onisep-2.2.xml", elsewhere, dt.date(2016, 1, 15)))
    assert offer["title"].casefold().startswith("bts négociation")
    assert (offer["rncp"], offer["nsf"]) == ("RNCP474", "312")
    assert offer["romes"] == "D1402 D1403 D1408"
    assert (offer["level"], offer["voie"], offer["publics"]) == (5, "superieur", "jeunes")
    assert offer["url"] == "http://lyceedekerneuzec.fr"
    assert (offer["start"], offer["end"]) == (
        pd.Timestamp(2015, 9, 1),
        pd.Timestamp(2017, 8, 31),
    )
    assert pd.isna(offer["conventionnee"])
    assert offer["vintage"] == "2015-12-03"
    assert (site["name"], site["commune"]) == ("Lycée Kerneuzec", "29233")
    assert site["siret"] == "19290076900014"
    assert (site["lat"], site["lon"]) == pytest.approx((47.882108, -3.5526545))


def test_lheo_1_3(elsewhere):
    offer, site = only(
        read("v1.3-exemples_exemple-conseiller-insertion.xml", elsewhere, dt.date(2008, 1, 15))
    )
    assert offer["certification"].startswith("Titre professionnel Conseiller")
    assert (offer["rncp"], offer["nsf"], offer["formacodes"]) == ("RNCP403", "332", "44569")
    assert "23221" not in offer["romes"]  # a code of the former ROME
    assert (offer["level"], offer["modality"]) == (5, "mixte")
    assert (offer["conventionnee"], offer["funder"]) == (True, "État (emploi)")
    assert offer["start"] == pd.Timestamp(2008, 4, 14)
    assert (site["name"], site["commune"]) == ("AFPA Rillieux", "69286")
    assert site["siret"] == "30059912300183"
    assert site["precision"] == "address"


def test_summaries(elsewhere):
    offer, site = only(read("bob-carif_single_offer.xml", elsewhere))
    assert offer["title"] == "CQP plongeur - officier de cuisine"
    assert (offer["rncp"], offer["romes"], offer["nsf"]) == ("RNCP31333", "G1605", "221")
    assert offer["provider"] == site["name"] == "Infrep Boulogne"
    assert offer["start"] == pd.Timestamp(2018, 12, 4)
    assert site["siret"] == "32441928201134"
    assert (site["lat"], site["lon"]) == pytest.approx((48.831208, 2.235195))
    ten = read("bob-carif.xml", elsewhere)
    # Of the ten, the others are in arrondissements that this small region does not have.
    assert ten.tables["offers"]["title"].tolist()[0] == "Licence pro guide conférencier"
    assert (ten.tables["offers"]["start"].iloc[0]) == pd.Timestamp(2017, 10, 3)


# --- against the schema ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(str(DATA / "lheo.xsd")))


@pytest.mark.parametrize(
    "path", [p for p in EXAMPLES if not p.name.startswith("v1.3")], ids=lambda path: path.stem
)
def test_the_report_agrees_with_the_schema_on_the_whole_file(path, schema):
    whole = path.read_bytes().replace(b"http://www.lheo.org/2.2", b"http://lheo.gouv.fr/2.3")
    assert schema.validate(etree.fromstring(whole)) == validate(path, DATA / "lheo.xsd").empty


def test_departures_from_the_real_schema_are_named(tmp_path):
    path = tmp_path / "faux.xml"
    good = (DATA / "exemples" / "intercarif22-certifiante.xml").read_text(encoding="utf-8")
    path.write_text(
        good.replace("<certifiante>1</certifiante>", "<certifiante>oui</certifiante>").replace(
            "<code-NSF>233</code-NSF>", "<code-NSF>23</code-NSF>"
        ),
        encoding="utf-8",
    )
    table = validate(path, DATA / "lheo.xsd").set_index("element")
    assert table.loc["certifiante", "violation"].startswith("valeur hors de la liste")
    assert table.loc["certifiante", "example"] == "oui"
    assert table.loc["code-NSF", "violation"] == "texte trop court ou trop long"
