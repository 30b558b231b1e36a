"""The matrix as data: filtered, in French in its file, and what would improve it."""

from samples.our_csv import rows_in

ADDRESS = "/api/v1/completeness"


def test_the_matrix_has_a_row_a_voie_a_level_and_a_territory(client):
    reply = client.get(ADDRESS).json
    assert reply["known"]
    assert reply["demonstration"]
    names = {row["name"] for row in reply["rows"]}
    assert names == {"Hauts-de-France", "Aisne", "Nord", "Oise", "Pas-de-Calais", "Somme"}
    assert {row["grade"] for row in reply["rows"]} == {"complete"}
    assert reply["improve"] == []
    assert {one["voie"] for one in reply["published"]} == {row["voie"] for row in reply["rows"]}
    assert all(source["covers"] for source in reply["sources"])


def test_its_rows_are_chosen_by_the_filters_of_a_search(client):
    asked = {"voie": "apprentissage", "level": "3,4", "departement": "59"}
    rows = client.get(ADDRESS, query_string=asked).json["rows"]
    assert [(row["voie"], row["level"], row["departement"]) for row in rows] == [
        ("apprentissage", 3, "59"), ("apprentissage", 4, "59"),
    ]  # fmt: skip
    wrong = client.get(ADDRESS, query_string={"voie": "lune"})
    assert (wrong.status_code, wrong.json["parameter"]) == (400, "voie")


def test_its_file_is_in_french(client):
    reply = client.get(ADDRESS, query_string={"format": "csv", "voie": "scolaire"})
    table = rows_in(reply.data)
    assert {line["Voie"] for line in table} == {"Voie scolaire"}
    assert {line["Offre connue"] for line in table} == {"complète"}
