import io
import json
from datetime import date

import geopandas as gpd
import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from samples.our_csv import rows_in

from geodata.asking.query import PARAMETERS
from geodata.finding.order import ORDERS
from geodata.folding import fold

NAMES = [*PARAMETERS, "limit", "offset", "format", "distance", "tri"]
LILLE = {"near": "3.06,50.63", "mode": "voiture", "max_minutes": "20"}

AWKWARD = [
    "nan", "inf,-inf", "NaN,NaN", "1e309,0", "0,90", "😀" * 50, "é" * 10_000, "-1", "0", "1e3", "٣",
    "null", "%", "';--", "voiture,velo", ",,,", "3.06,50.63,1", "M1805", "Z9999", "\x00", "59350",
]  # fmt: skip
awkward = st.one_of(st.text(max_size=60), st.sampled_from(AWKWARD))


def offers(client, **args):
    return client.get("/api/v1/offers", query_string=args)


def test_health_names_the_store(client, atlas):
    reply = client.get("/healthz").json
    assert reply["status"] == "ok"
    assert reply["communes"] == len(atlas.communes) == 3782
    assert reply["offers"] == len(atlas.own_offers)
    assert reply["sites"] == len(atlas.own_sites)
    assert reply["demonstration"] is True
    assert set(reply["store"]) >= {"built_at", "region", "travel_model"}


def test_courses_near_a_point_come_nearest_first(client):
    reply = offers(client, **LILLE, level="3", limit="10000").json
    minutes = [feature["properties"]["minutes"] for feature in reply["features"]]
    assert reply["type"] == "FeatureCollection"
    assert reply["total"] == len(reply["features"]) > 0
    assert minutes == sorted(minutes)
    assert max(minutes) <= 20
    assert {feature["properties"]["level"] for feature in reply["features"]} == {3}
    assert all(feature["geometry"]["type"] == "Point" for feature in reply["features"])


def test_every_reply_says_that_the_offer_is_simulated(client):
    reply = offers(client).json
    assert reply["demonstration"] is True
    assert {feature["properties"]["source"] for feature in reply["features"]} == {"demonstration"}
    assert client.get("/api/v1/sources").json["demonstration"] is True


def test_pages_of_a_reply_follow_one_another(client):
    whole = offers(client, level="5", limit="30").json
    parts = [offers(client, level="5", limit="10", offset=str(n)).json for n in (0, 10, 20)]
    ids = [feature["id"] for part in parts for feature in part["features"]]
    assert ids == [feature["id"] for feature in whole["features"]]
    assert len(set(ids)) == 30
    assert {part["total"] for part in parts} == {whole["total"]}


def test_distance_courses_are_apart_beside_a_place(client):
    beside = offers(client, **LILLE, limit="10000").json
    with_them = offers(client, **LILLE, limit="10000", distance="1").json
    everywhere = offers(client, limit="0").json
    only = offers(client, **LILLE, modality="distance", limit="10000").json
    assert all(feature["geometry"] for feature in beside["features"])
    assert with_them["total"] == beside["total"] + beside["total_distance"]
    assert len(with_them["features"]) == with_them["total"]
    assert only["total"] == only["total_distance"] == beside["total_distance"] > 0
    assert all(feature["geometry"] is None for feature in only["features"])
    assert everywhere["features"] == []
    assert everywhere["total"] > with_them["total"]


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_every_format_has_the_rows_of_the_geojson(client, format):
    expected = [f["id"] for f in offers(client, **LILLE, level="4", limit="10000").json["features"]]
    reply = offers(client, **LILLE, level="4", format=format)
    assert "attachment" in reply.headers["Content-Disposition"]
    assert "demonstration" in reply.headers["Content-Disposition"]
    if format == "csv":
        rows = rows_in(reply.data)
        ids = [row["Identifiant"] for row in rows]
    elif format == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(reply.data))["Formations"]
        ids = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    else:
        ids = gpd.read_parquet(io.BytesIO(reply.data))["offer"].tolist()
    assert ids == expected


def test_a_file_never_carries_the_position_of_a_person(client):
    place = {"near": "3.061234,50.634567", "max_minutes": "20", "format": "xlsx"}
    book = openpyxl.load_workbook(io.BytesIO(offers(client, **place).data))
    notes = " ".join(
        str(cell) for row in book["Sources et filtres"].iter_rows(values_only=True) for cell in row
    )
    assert "Lille" in notes
    assert "3.061234" not in notes


def test_sources_count_their_rows(client, atlas):
    sources = client.get("/api/v1/sources").json["sources"]
    assert [source["source"] for source in sources] == atlas.sources["source"].tolist()
    assert all(isinstance(source["rejections"], list) for source in sources)
    reply = client.get("/api/v1/sources").json
    assert (reply["set_aside"], reply["refused"]) == (list(atlas.set_aside), "")
    header = client.get("/api/v1/sources?format=csv").data.decode("utf-8-sig").splitlines()[0]
    assert header.startswith("Source;Nom;Producteur;Licence;Millésime")


@pytest.mark.parametrize(
    ("args", "parameter"),
    [
        ({"voie": "apprentisage"}, "voie"),
        ({"level": "12"}, "level"),
        ({"near": "nan,inf"}, "near"),
        ({"near": "3.06"}, "near"),
        ({"max_minutes": "-5", "near": "3,50"}, "max_minutes"),
        ({"max_minutes": "99999", "near": "3,50"}, "max_minutes"),
        ({"mode": "fusée"}, "mode"),
        ({"limit": "10001"}, "limit"),
        ({"offset": "-1"}, "offset"),
        ({"format": "pdf"}, "format"),
    ],
)
def test_a_bad_parameter_is_named_in_french(client, args, parameter):
    reply = offers(client, **args)
    assert reply.status_code == 400
    assert reply.json["parameter"] == parameter
    assert reply.json["error"].endswith((".", "»", "?"))


def test_an_unknown_parameter_is_named_with_the_nearest(client):
    reply = offers(client, departements="59")
    assert (reply.status_code, reply.json["parameter"]) == (400, "departements")
    assert "Vouliez-vous dire « departement » ?" in reply.json["error"]
    assert "« level »" in offers(client, niveau="3").json["error"]
    assert "Vouliez-vous" not in offers(client, zzzzzz="3").json["error"]


@pytest.mark.parametrize(
    "args", [{"commune": "75056"}, {"lieu": "13055"}, {"departement": "99"}, {"epci": "000000000"}]
)
def test_an_unknown_code_is_not_found(client, args):
    reply = offers(client, **args)
    assert reply.status_code == 404
    assert next(iter(args.values())) in reply.json["error"]


def test_an_unknown_address_and_a_wrong_method_answer_in_json(client):
    assert client.get("/api/v1/nothing").json["error"] == "Cette adresse n'existe pas."
    assert client.get("/api/v1/nothing").status_code == 404
    assert client.post("/api/v1/offers").status_code == 405
    assert "error" in client.post("/api/v1/offers").json


def test_head_and_conditional_requests(client):
    head = client.head("/api/v1/offers?level=3")
    assert head.status_code == 200
    assert head.data == b""
    again = client.get("/api/v1/offers?level=3", headers={"If-None-Match": head.headers["ETag"]})
    other = client.get("/api/v1/offers?level=4", headers={"If-None-Match": head.headers["ETag"]})
    assert (again.status_code, other.status_code) == (304, 200)


def test_an_unexpected_error_is_a_sentence_and_its_log_has_no_position(client, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("unexpected")

    monkeypatch.setattr("callbacks.api.offers.find", fail)
    reply = offers(client, near="3.061234,50.634567")
    assert reply.status_code == 500
    assert reply.json["error"].startswith("Une erreur inattendue")
    assert "RuntimeError" in caplog.text
    assert "3.061234" not in caplog.text


@pytest.mark.parametrize("name", NAMES)
def test_no_awkward_value_breaks_a_parameter(client, name):
    for value in AWKWARD:
        reply = offers(client, **{"limit": "1", name: value})
        assert reply.status_code in (200, 400, 404), value


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(st.sampled_from(NAMES), awkward, max_size=4),
    st.dictionaries(st.text(min_size=1, max_size=20), awkward, max_size=1),
)
@example({"q": "😀" * 10_000}, {})
@example({"near": "0,90", "max_minutes": "240"}, {})
@example({"near": "-180,-90", "mode": "marche"}, {})
@example({"start": "12", "public": "jeunes", "limit": "0"}, {})
def test_nothing_that_is_asked_breaks_the_server(client, known, unknown):
    reply = client.get("/api/v1/offers", query_string={**unknown, **known, "limit": "5"})
    if reply.status_code == 414:  # several parameters of 10,000 characters are too much
        assert reply.json["error"] == "L'adresse est trop longue."
        return
    assert reply.status_code in (200, 400, 404)
    if reply.status_code != 200:
        assert set(json.loads(reply.data)) == {"error", "parameter"}
        assert len(reply.json["error"]) < 1000


@given(st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_the_server(client, raw):
    query = "".join(f"%{byte:02x}" for byte in raw)
    for address in ("offers", "sources"):
        assert client.get(f"/api/v1/{address}?q={query}").status_code in (200, 400)
        assert client.get(f"/api/v1/{address}?{query}").status_code in (200, 400)


def test_an_order_of_the_list_is_asked_for(client):
    asked = {**LILLE, "q": "bts", "distance": "oui", "limit": "10000"}
    plain = [feature["id"] for feature in offers(client, **asked).json["features"]]
    found = {name: offers(client, **asked, tri=name).json["features"] for name in ORDERS}
    for features in found.values():
        assert sorted(feature["id"] for feature in features) == sorted(plain)
        apart = [feature["properties"]["modality"] == "distance" for feature in features]
        assert apart == sorted(apart)
    placed = [f["properties"] for f in found["date"] if f["properties"]["modality"] != "distance"]
    today = date.today().isoformat()
    to_come = [p["start"] if p["start"] and p["start"] >= today else "9" for p in placed]
    assert to_come == sorted(to_come)
    titles = [fold(f["properties"]["title"]) for f in found["titre"][: len(placed)]]
    assert titles == sorted(titles)
    assert offers(client, tri="prix").json["parameter"] == "tri"
