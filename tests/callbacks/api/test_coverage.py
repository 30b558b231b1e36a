"""The coverage as data: whole, honest, and never a 500."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.our_csv import rows_in

ADDRESS = "/api/v1/coverage"


def rows(client, **args):
    reply = client.get(ADDRESS, query_string=args)
    assert reply.status_code == 200, reply.text
    return reply.json["rows"]


def test_a_row_a_spel_and_everyone_counted(client):
    found = rows(client, domain="transport-logistique", mode="voiture", threshold=30, by="spel")
    assert len(found) == 26
    assert sum(row["population"] for row in found) == 5_992_194
    names = {"code", "name", "population", "covered_population", "minutes", "nearest_site"}
    assert names | {"accessibility"} <= set(found[0])


def test_communes_by_default(client):
    found = rows(client, domain="sante")
    assert len(found) == 3782
    assert {row["code"] for row in found} >= {"02381", "59350"}


def test_the_csv_has_the_same_figures_and_says_where_they_come_from(client):
    args = {"domain": "sante", "by": "departement", "threshold": 15}
    reply = client.get(ADDRESS, query_string={**args, "format": "csv"})
    table = rows_in(reply.data)
    assert [int(line["Population couverte"]) for line in table] == [
        row["covered_population"] for row in rows(client, **args)
    ]
    assert {line["Source"] for line in table} == {"démonstration (simulée)"}
    assert {line["Temps donnés par"] for line in table} == {"estimation de commune en commune"}


def test_geojson_has_a_shape_a_territory(client):
    reply = client.get(ADDRESS, query_string={"by": "spel", "format": "geojson"})
    shapes = [feature["geometry"]["type"] for feature in reply.json["features"]]
    assert len(shapes) == 26
    assert set(shapes) <= {"Polygon", "MultiPolygon"}


def test_a_simulated_opening_changes_the_figures(client):
    args = {"domain": "transport-logistique", "level": "3", "by": "spel"}
    before = {row["code"]: row for row in rows(client, **args)}
    after = {row["code"]: row for row in rows(client, **args, open="02789")}
    assert after["025"]["covered_population"] > before["025"]["covered_population"]


def test_what_is_wrong_is_named(client):
    for args, status, parameter in (
        ({"threshold": "loin"}, 400, "threshold"),
        ({"by": "canton"}, 400, "by"),
        ({"open": "99999"}, 404, "open"),
        ({"spel": "zzz"}, 404, "spel"),
        ({"lieu": "02381"}, 400, "lieu"),
    ):
        reply = client.get(ADDRESS, query_string=args)
        assert (reply.status_code, reply.json["parameter"]) == (status, parameter)
        assert reply.json["error"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    args=st.dictionaries(
        st.sampled_from(["mode", "threshold", "by", "population", "open", "close", "q", "level"]),
        st.text(max_size=40),
    )
)  # fmt: skip
def test_nothing_gives_a_500(client, args):
    assert client.get(ADDRESS, query_string=args).status_code in (200, 400, 404)


def test_an_order_is_asked_for_in_every_format(client):
    args = {"by": "epci", "domain": "sante", "threshold": "20"}
    plain, ranked = rows(client, **args), rows(client, **args, tri="hors-atteinte")
    assert [row["code"] for row in plain] == sorted(row["code"] for row in plain)
    assert plain == rows(client, **args, tri="code")
    keys = [(-row["beyond_population"], row["name"]) for row in ranked]
    assert keys == sorted(keys)
    assert sorted(row["code"] for row in ranked) == [row["code"] for row in plain]
    shapes = client.get(ADDRESS, query_string={**args, "tri": "hors-atteinte", "format": "geojson"})
    codes = [feature["properties"]["code"] for feature in shapes.json["features"]]
    assert codes == [row["code"] for row in ranked]
    wrong = client.get(ADDRESS, query_string={"tri": "lune"})
    assert (wrong.status_code, wrong.json["parameter"]) == (400, "tri")
