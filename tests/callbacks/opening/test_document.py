"""The head of each page: its own title and description, its address, what schema.org calls it."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from callbacks.opening import first_sight as first_sight_module
from callbacks.opening.first_sight import first_sight
from geodata.finding.course import describe
from layouts.course.head import course_head
from layouts.head import Head, head_tags
from layouts.kit.tree import told

HOSTILE = "</script><script>alert(1)</script>\"'&"


def head_of(reply):
    text = reply.get_data(as_text=True)
    return {
        "title": re.search("<title>(.*?)</title>", text)[1],
        "description": re.search('<meta name="description" content="(.*?)">', text)[1],
        "canonical": re.search('<link rel="canonical" href="(.*?)">', text)[1],
        "about": json.loads(
            found[1]
            if (found := re.search('<script type="application/ld\\+json">(.*?)</script>', text))
            else "null"
        ),
    }


@pytest.fixture
def offer(atlas):
    return str(atlas.offers["offer"].iat[0])


def test_a_course_is_told_with_its_establishment(client, atlas, offer):
    head = head_of(client.get(f"/formation/{offer}?lieu=80001"))
    course = describe(atlas, offer)
    assert course.title in head["title"]
    assert course.site.commune in head["title"]
    assert head["canonical"] == f"http://localhost/formation/{offer}"
    about = head["about"]
    assert (about["@context"], about["@type"]) == ("https://schema.org", "Course")
    assert about["name"] == course.title
    assert about["provider"]["@type"] == "EducationalOrganization"
    assert about["provider"]["name"] == course.site.name
    assert about["provider"]["address"]["addressLocality"] == course.site.commune
    assert about["hasCourseInstance"]["courseMode"] in ("onsite", "online", "blended")
    assert about["url"] == head["canonical"]


def test_nothing_invented_is_told_as_real(client, offer):
    head = head_of(client.get(f"/formation/{offer}"))
    assert head["description"].startswith("Formation simulée")
    assert head["about"]["description"].startswith("Formation simulée")
    assert head["about"]["creativeWorkStatus"] == "Simulation"


def test_a_territory_and_a_metier_have_their_own(client):
    head = head_of(client.get("/territoire/departement/80?entree=formations"))
    assert head["title"].startswith("Somme")
    assert head["canonical"] == "http://localhost/territoire/departement/80"
    assert head["about"]["name"] == "Somme"


def shared(reply):
    found = re.findall(
        '<meta property="og:(title|url|description|image)" content="(.*?)">', reply.text
    )
    return {name: unescape(said) for name, said in found}


def test_a_search_is_shared_as_a_search(client):
    reply = client.get("/?q=cuisine&lieu=80021&max_minutes=30&autre=1")
    said = shared(reply)
    assert re.match(r"cuisine : \d+\sformations? à moins de 30\sm", said["title"])
    assert said["description"].startswith(said["title"].split(" : ")[1].split(" – ")[0])
    assert said["url"].startswith("http://localhost/?")
    asked = parse_qs(urlsplit(said["url"]).query)
    assert asked == {
        "q": ["cuisine"],
        "lieu": ["80021"],
        "mode": ["voiture"],
        "max_minutes": ["30"],
    }
    # A search engine keeps one page of all of them.
    assert head_of(reply)["canonical"] == "http://localhost/"
    assert shared(client.get("/?tri=date"))["url"] == "http://localhost/"


def test_a_certification_is_named_where_its_number_is_shared(client, atlas):
    numbered = atlas.own_offers[atlas.own_offers["rncp"] != ""]
    titles = numbered.groupby("rncp")["title"].agg(set)
    number = titles[titles.map(len) == 1].index[0]
    said = shared(client.get(f"/?q={number}"))
    (title,) = titles[number]
    assert said["title"].startswith(f"{title} ({number}) : ")


def test_a_search_is_shared_without_the_position_of_a_person(client, atlas):
    lon, lat = atlas.sites[["lon", "lat"]].iloc[0]
    said = shared(client.get(f"/?near={lon},{lat}&max_minutes=30"))
    assert "near=" not in said["url"]
    assert "lieu=" in said["url"]


def test_a_metier_is_named_where_it_is_shared(needs_client):
    said = shared(needs_client.get("/tensions?onglet=metier&metier=V0Z60"))
    assert said["title"].startswith("Aides-soignants")
    assert "metier=V0Z60" in said["url"]


PAGES = ("/", "/couverture", "/tensions", "/territoire", "/territoire/contrat", "/donnees")


def test_no_two_pages_are_described_alike(client, offer):
    heads = [head_of(client.get(path)) for path in (*PAGES, f"/formation/{offer}")]
    for name in ("title", "description", "canonical"):
        assert len({head[name] for head in heads}) == len(heads), name


@pytest.mark.parametrize(
    "path",
    ["/nulle-part", "/metrics", "/formation/gone", "/territoire/departement/999",
     "/territoire/planete/1", "/territoire/departement/80/rien", "/donnees/rien"],
)  # fmt: skip
def test_an_unknown_page_is_404_in_french(client, path):
    reply = client.get(path)
    assert reply.status_code == 404
    assert reply.mimetype == "text/html"
    assert '<html lang="fr">' in reply.get_data(as_text=True)
    assert "introuvable" in head_of(reply)["title"]


@pytest.mark.parametrize("path", [*PAGES, "/territoire/departement/80", "/couverture/"])
def test_a_known_page_is_not(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/_dash-rien", "/assets/rien.js", "/_favicon.php"])
def test_an_unknown_file_is_no_page(client, path):
    reply = client.get(path)
    assert reply.status_code == 404
    assert "react-entry-point" not in reply.get_data(as_text=True)


def test_the_address_of_the_site_can_be_set(app_over):
    client = app_over(address="https://formations.exemple.fr/").server.test_client()
    assert head_of(client.get("/tensions"))["canonical"] == "https://formations.exemple.fr/tensions"
    assert "https://formations.exemple.fr/sitemap.xml" in client.get("/robots.txt").text


def test_no_text_of_a_page_gets_out_of_its_place(client):
    head = Head(f"/{HOSTILE}", HOSTILE, HOSTILE, {"@type": "Course", "name": HOSTILE})
    tags = head_tags(head, "https://x")
    assert "<script>alert" not in tags
    assert "</script><script" not in tags
    told_again = json.loads(re.search('ld\\+json">(.*?)</script>', tags)[1])
    assert told_again["name"] == HOSTILE
    for path in ("/%3Cscript%3Ealert(1)%3C/script%3E", "/?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        assert "<script>alert" not in client.get(path).get_data(as_text=True)


def test_a_course_without_facts_still_has_a_head(atlas, offer):
    from dataclasses import replace

    bare = replace(
        describe(atlas, offer), site=None, provider="", level=None, domain="", start=None,
        end=None, certification="", voie="", modality="",
    )  # fmt: skip
    head = course_head(bare)
    assert head.description.endswith(f"{bare.title}.")
    assert "provider" not in head.about
    assert head.about["hasCourseInstance"] == {"@type": "CourseInstance"}


def test_what_is_kept_says_the_same_as_what_is_made(application, atlas):
    with application.server.app_context():
        first = first_sight(atlas, "/territoire/departement/80", "")
        assert first_sight(atlas, "/territoire/departement/80", "") == first
        assert (first.status, first.title[:5]) == (200, "Somme")
    assert told([{"props": {"children": [{"props": {"data-title": "x"}}]}}], "data-title") == "x"


def test_the_tags_of_scripts_are_written_once(client, application, monkeypatch):
    def opening():
        text = client.get("/aide").get_data(as_text=True)
        return re.search('<template id="atlas-opening">.*?</template>', text)[0]

    first = opening()
    monkeypatch.setattr(application, "_collect_and_register_resources", None)
    assert opening() == first
    assert first.count("<script") > 10


def test_what_frames_every_page_is_made_once(app_over, monkeypatch):
    made = []
    frame = first_sight_module.shell
    monkeypatch.setattr(first_sight_module, "shell", lambda *asked: made.append(1) or frame(*asked))
    client = app_over(cache="none").server.test_client()
    for path in ("/aide", "/donnees", "/glossaire"):
        assert 'class="first"' in client.get(path).get_data(as_text=True)
    assert len(made) <= 1
