"""The address of a card is in the page, and leads to a picture."""

import re
from html import unescape

import pytest


@pytest.mark.parametrize("path", ["/", "/couverture", "/territoire/departement/80"])
def test_a_page_names_its_card(client, path):
    address = re.search(r'og:image" content="([^"]+)"', client.get(path).text)[1]
    reply = client.get(address.removeprefix("http://localhost"))
    assert reply.mimetype == "image/png"
    assert reply.data.startswith(b"\x89PNG")


def test_each_metier_has_a_card_of_its_own(needs_client):
    cards = []
    for metier in ("V0Z60", "S1Z40"):
        text = needs_client.get(f"/tensions?onglet=metier&metier={metier}").text
        address = unescape(re.search(r'og:image" content="([^"]+)"', text)[1])
        cards.append(needs_client.get(address.removeprefix("http://localhost")))
    assert [card.mimetype for card in cards] == ["image/png"] * 2
    assert cards[0].data != cards[1].data


def test_an_address_that_leads_nowhere_has_no_card(client):
    assert client.get("/apercu/nulle-part.png").status_code == 404
    assert client.get("/apercu/formation/%00.png").status_code == 404
