"""The address of a card is in the page, and leads to a picture."""

import re

import pytest


@pytest.mark.parametrize("path", ["/", "/couverture", "/territoire/departement/80"])
def test_a_page_names_its_card(client, path):
    address = re.search(r'og:image" content="([^"]+)"', client.get(path).text)[1]
    reply = client.get(address.removeprefix("http://localhost"))
    assert reply.mimetype == "image/png"
    assert reply.data.startswith(b"\x89PNG")


def test_an_address_that_leads_nowhere_has_no_card(client):
    assert client.get("/apercu/nulle-part.png").status_code == 404
    assert client.get("/apercu/formation/%00.png").status_code == 404
