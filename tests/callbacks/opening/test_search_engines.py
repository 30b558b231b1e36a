"""What search engines read."""

import xml.etree.ElementTree as ElementTree

from callbacks.opening import search_engines
from callbacks.routes import addresses
from layouts.shell import NAVIGATION

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(reply):
    return [found.text for found in ElementTree.fromstring(reply.text).iter(f"{SPACE}loc")]


def test_robots_are_told_where_the_pages_are(client):
    reply = client.get("/robots.txt", base_url="https://atlas.exemple.fr")
    assert reply.mimetype == "text/plain"
    assert "Sitemap: https://atlas.exemple.fr/sitemap.xml" in reply.text
    assert "Disallow: /\n" not in reply.text


def test_every_page_is_listed_once_and_opens(client, atlas):
    found = listed(client.get("/sitemap.xml"))
    assert len(found) == len(set(found))
    site = "http://localhost"
    for href, _, _ in NAVIGATION:
        assert site + href in found
    assert sum("/formation/" in address for address in found) == len(atlas.offers)
    assert f"{site}/territoire/departement/80" in found
    assert sum("/territoire/commune/" in address for address in found) == len(atlas.communes)
    for address in found[:: len(found) // 6]:
        reply = client.get(address.removeprefix(site))
        assert reply.status_code == 200
        assert f'<link rel="canonical" href="{address.replace("&", "&amp;")}">' in reply.text


def test_too_many_pages_are_listed_in_parts(client, atlas, monkeypatch):
    total = len(addresses(atlas))
    monkeypatch.setattr(search_engines, "MOST", total // 2)
    parts = listed(client.get("/sitemap.xml"))
    assert parts == [f"http://localhost/sitemap-{n}.xml" for n in (1, 2, 3)][: len(parts)]
    pages = [page for part in parts for page in listed(client.get(part))]
    assert len(pages) == len(set(pages)) == total
    assert client.get("/sitemap-9.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_a_page_of_any_name_is_written_as_xml():
    text = search_engines.page_list(["/tensions?a=1&b=<"], "https://x", "2026-01-01")
    assert [f.text for f in ElementTree.fromstring(text).iter(f"{SPACE}loc")] == [
        "https://x/tensions?a=1&b=<"
    ]
