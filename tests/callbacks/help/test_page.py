"""« Aide » and the glossary open, and acronyms of other pages lead to the glossary."""

import pytest


@pytest.mark.parametrize(
    ("path", "said"),
    [("/aide", "Visite guidée"), ("/glossaire", "Les sigles de l'atlas")],
)
def test_the_page_opens(client, path, said):
    answer = client.get(path)
    assert answer.status_code == 200
    assert said in answer.text


def test_an_acronym_leads_to_the_glossary_which_does_not_to_itself(client):
    assert 'href="/glossaire#spel"' in client.get("/donnees").text
    assert 'class="sign"' not in client.get("/glossaire").text
