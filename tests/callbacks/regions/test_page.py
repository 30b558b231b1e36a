"""Regions served side by side: listed on each, and led to by their code."""

import pytest

from app import served_regions
from settings import Settings, WrongSetting

SET = "hauts-de-france=https://hdf.example,bretagne=https://bzh.example/"


@pytest.fixture(scope="module")
def client(app_over):
    return app_over(regions=SET).server.test_client()


@pytest.mark.parametrize("key", ["53", "bretagne"])
def test_a_code_leads_to_the_address_of_its_region(client, key):
    reply = client.get(f"/region/{key}")
    assert (reply.status_code, reply.headers["Location"]) == (302, "https://bzh.example/")


def test_each_is_listed_and_the_one_at_hand_is_said(client):
    page = client.get("/region")
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert 'href="https://bzh.example/"' in text
    assert "Hauts-de-France</strong> (vous y êtes)" in text
    assert text.index(">Bretagne<") < text.index(">Hauts-de-France</strong>")


def test_an_unknown_region_leads_nowhere(client):
    assert client.get("/region/99").status_code == 404


def test_a_region_that_is_alone_has_no_list(app_over):
    client = app_over().server.test_client()
    assert client.get("/region").status_code == client.get("/region/53").status_code == 404


def test_a_region_without_a_profile_is_refused():
    with pytest.raises(WrongSetting, match="ATLAS_REGIONS"):
        served_regions("atlantide=https://x.example")
    assert served_regions(None) == []


@pytest.mark.parametrize("text", ["bretagne", "bretagne=ftp://x", "53=https://x.example"])
def test_what_is_no_region_and_address_is_refused(text):
    with pytest.raises(ValueError, match="regions"):
        Settings(regions=text)
