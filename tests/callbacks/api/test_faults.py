"""What is wrong with an address, as a person and as a program read it."""

import pytest

import callbacks.month.files

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ADDRESSES = [
    (
        "/territoire/spel/999.pdf",
        404,
        "Le territoire « spel 999 » n&#x27;est pas dans l&#x27;atlas.",
    ),
    ("/territoire/spel/999/mois.csv", 404, "n&#x27;est pas dans l&#x27;atlas."),
    ("/territoire/epci/1/flux.csv", 404, "Les flux sont ceux d&#x27;un SPEL ou de la région."),
    ("/territoire/contrat/rien.pdf", 404, "Cette adresse n&#x27;existe pas."),
    ("/formation/inconnue.pdf", 404, "Cette adresse n&#x27;existe pas."),
    ("/assets/rien.js", 404, "Cette adresse n&#x27;existe pas."),
]


@pytest.mark.parametrize(("address", "status", "sentence"), ADDRESSES)
def test_a_person_reads_what_is_wrong_in_french_with_a_way_back(client, address, status, sentence):
    reply = client.get(address, headers=BROWSER)
    assert (reply.status_code, reply.mimetype) == (status, "text/html")
    assert '<html lang="fr">' in reply.text
    assert sentence in reply.text
    assert 'href="/"' in reply.text


def test_a_method_that_is_not_answered_is_said_in_french(client):
    reply = client.put("/territoire/spel/626.csv", headers=BROWSER)
    assert reply.status_code == 405
    assert "se lit seulement" in reply.text


def test_a_program_reads_the_same_as_data(client):
    for reply in (client.get("/api/v1/rien", headers=BROWSER), client.get("/assets/rien.js")):
        assert reply.status_code == 404
        assert reply.json == {"error": "Cette adresse n'existe pas."}


def test_what_should_not_have_happened_is_a_sentence_without_a_traceback(application, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(callbacks.month.files, "board", broken)
    application.server.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        reply = application.server.test_client().get(
            "/territoire/spel/626/mois.csv", headers=BROWSER
        )
    finally:
        application.server.config["PROPAGATE_EXCEPTIONS"] = None
    assert reply.status_code == 500
    assert "Une erreur inattendue" in reply.text
    assert "secret" not in reply.text
