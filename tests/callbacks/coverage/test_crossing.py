"""Two zonings crossed: in the page, its files and the API, the same rows, which add up."""

from atlases.small import small_atlas
from samples.our_csv import rows_at

from callbacks.coverage.state import read_state
from geodata.asking.coverage import parse_coverage, write_coverage


def test_a_filter_that_nothing_answers_leaves_its_control_empty():
    state = read_state(small_atlas(), "?pace=soir&level=3")
    assert state.values["pace"] == []
    assert state.asked.query.level == (3,)
    (problem,) = state.problems
    assert "Aucune source chargée" in problem


def test_the_page_and_the_api_write_a_crossing_each_in_its_way(atlas):
    for address in ({"by": "qpv,spel"}, {"by": "qpv", "croise": "spel"}):
        asked = parse_coverage(address)
        assert asked.by == "qpv,spel"
        assert parse_coverage(write_coverage(asked)) == asked
    values = read_state(atlas, "?by=qpv&croise=spel").values
    assert (values["by"], values["cross"]) == ("qpv", "spel")
    for alone in ({"by": "spel", "croise": "spel"}, {"by": "region", "croise": "spel"}):
        assert parse_coverage(alone).by == alone["by"]


def test_the_territories_of_a_crossing_add_up_to_those_of_each_level(client):
    crossed = rows_at(client, "/api/v1/coverage?by=qpv,departement&format=csv&level=3")
    alone = rows_at(client, "/api/v1/coverage?by=departement&format=csv&level=3")
    for row in alone:
        parts = [r for r in crossed if r["Département (code)"] == row["Code"]]
        assert {r["QPV"] for r in parts} <= {"Commune avec un QPV", "Commune sans QPV"}
        for column in ("Population", "Population hors d'atteinte"):
            assert sum(int(r[column]) for r in parts) == int(row[column])
    assert any(row["Territoire"] == "Commune avec un QPV · Aisne" for row in crossed)


def test_a_crossing_is_drawn_in_geojson(client):
    reply = client.get("/api/v1/coverage?by=qpv,departement&format=geojson").get_json()
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in reply["features"]}
    assert len(shapes) == 10
    assert all(shapes.values())


def test_a_commune_comes_with_all_its_territories(client):
    rows = rows_at(client, "/api/v1/coverage?by=commune&format=csv&departement=02")
    first = next(row for row in rows if row["Code"] == "02381")
    assert first["Bassin emploi-formation (SPEL)"] == "Vervins"
    assert first["Bassin emploi-formation (SPEL) (code)"] == "025"
    assert first["Département"] == "Aisne"
    assert first["Ancienne ZRR"] in ("En ancienne ZRR", "Hors ancienne ZRR")
    assert first["QPV"] == "Commune avec un QPV"


def test_a_level_is_not_crossed_with_itself(client):
    reply = client.get("/api/v1/coverage?by=spel,spel")
    assert reply.status_code == 400
    assert "deux niveaux différents" in reply.get_json()["error"]
