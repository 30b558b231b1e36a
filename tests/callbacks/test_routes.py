"""Which page an address opens, and how it is sent."""

import pytest
from atlases.small import texts
from dash_requests import ask_dash

from callbacks.routes import STILL, open_page
from layouts.kit.tree import nodes, plain, told


@pytest.mark.parametrize("path", ["/donnees", "/api", "/territoire/contrat"])
def test_a_page_without_a_control_is_sent_as_text(atlas, path):
    """The browser draws four thousand components one by one, and a text at once."""
    page = plain(open_page(atlas, path, ""))
    assert len(list(nodes(page))) < 5
    assert told(page, "data-title").endswith("Atlas Formation")
    (text,) = [n["props"]["data"] for n in nodes(page) if n["props"].get("id") == f"{STILL}-html"]
    assert "<h1" in text


@pytest.mark.parametrize("path", ["/", "/couverture", "/territoire"])
def test_a_page_with_controls_is_made_of_components(atlas, path):
    assert len(list(nodes(plain(open_page(atlas, path, ""))))) > 20


def test_an_address_of_nothing_is_said(atlas):
    page = open_page(atlas, "/nulle-part", "")
    assert told(plain(page), "data-status") == "404"
    assert "n'existe pas" in texts(page)


def test_the_first_page_is_that_of_an_address_that_is_not_known_yet(client):
    def shown(path, search):
        asked = {"address.pathname": path}, {"address.search": search}
        return ask_dash(client, "page.children", *asked).get_json()

    assert shown(None, None) == shown("/", "")
    assert shown("/", "") != shown("/aide", "")
