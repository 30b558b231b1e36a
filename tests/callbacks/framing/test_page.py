"""A page of ours in a page of another site: its code, and who may show it."""

import re
from urllib.parse import quote

import pytest

from callbacks.framing.page import page
from callbacks.routes import open_page
from layouts.kit.tree import nodes, plain, told


@pytest.fixture
def framed(atlas, application):
    def ask(search):
        with application.server.test_request_context(base_url="https://atlas.exemple.fr"):
            return plain(page(atlas, search, open_page))

    return ask


def source(shown):
    return told([one for one in nodes(shown) if one["type"] == "Iframe"], "src")


def code(shown):
    (one,) = [one for one in nodes(shown) if one["props"].get("id") == "frame-code"]
    return one["props"]["children"]


def test_a_page_and_its_question_are_put_in_the_frame(framed):
    shown = framed("?page=/couverture%3Flevel%3D3%26max_minutes%3D45")
    assert source(shown) == "/couverture?level=3&max_minutes=45&embed=1"
    assert 'src="https://atlas.exemple.fr/couverture?level=3&amp;max_minutes=45&amp;embed=1"' in (
        code(shown)
    )


def test_a_whole_address_of_ours_is_taken(framed):
    assert source(framed("?page=https://atlas.exemple.fr/tensions")) == "/tensions?embed=1"


def test_a_position_is_not_handed_on(framed):
    assert source(framed("?page=/%3Fq%3Dcuisine%26near%3D3.06,50.63")) == "/?q=cuisine&embed=1"


@pytest.mark.parametrize(
    "asked",
    ["https://ailleurs.exemple/", "//ailleurs.exemple", "javascript:alert(1)", "/nulle-part",
     "http://[", "/integrer", '/"><script>', "/formation/nulle-part"],
)  # fmt: skip
def test_what_is_not_a_page_of_ours_gives_the_first(framed, asked):
    shown = framed(f"?page={quote(asked)}")
    assert source(shown) == "/?embed=1"
    (notice,) = [
        one for one in nodes(shown) if one["props"].get("className") == "notice notice-warning"
    ]
    assert "pas une page de l" in str(notice)


def test_every_example_is_a_page(framed, atlas, client):
    shown = framed("")
    paths = [
        one["props"]["children"] for one in nodes(shown)
        if one["type"] == "Code" and str(one["props"]["children"]).startswith("/")
    ]  # fmt: skip
    assert len(paths) == 4  # the demonstration has no métier in tension
    for path in paths:
        assert client.get(path).status_code == 200, path


@pytest.fixture(scope="module")
def allowing(app_over):
    sites = "https://www.exemple.fr, https://mairie.exemple"
    return app_over(frames=sites).server.test_client()


def ancestors(reply):
    return re.search("frame-ancestors ([^;]*)", reply.headers["Content-Security-Policy"])[1]


def test_only_the_sites_of_the_setting_may_show_a_page_without_its_header(allowing, client):
    asked = allowing.get("/couverture?embed=1")
    assert ancestors(asked) == "'self' https://www.exemple.fr https://mairie.exemple"
    assert '<body class="embedded">' in asked.get_data(as_text=True)
    assert ancestors(allowing.get("/couverture")) == "'self'"
    assert ancestors(client.get("/couverture?embed=1")) == "'self'"
    assert '<body class="embedded">' not in client.get("/couverture").get_data(as_text=True)


def test_the_page_says_who_may(allowing):
    assert "Sites autorisés : https://www.exemple.fr" in allowing.get("/integrer").get_data(
        as_text=True
    ).replace("\u202f", " ").replace("\u00a0", " ")
