"""The first HTML of each page: its words, its figures, its first rows, a drawn map."""

import re

import pytest

from callbacks.find.answer import FIRST_ROWS
from callbacks.opening import document
from callbacks.opening.first_sight import first_sight
from layouts.kit.format import number

PATHS = ("/", "/couverture", "/tensions", "/territoire", "/territoire/departement/80", "/donnees")
HOSTILE = "<img src=x onerror=alert(1)>"


def body(client, path):
    """The page before its scripts."""
    text = client.get(path).text
    return text[text.index('id="first"') : text.index('id="atlas-controls"')]


@pytest.fixture
def offer(atlas):
    return str(atlas.offers["offer"].iat[0])


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_a_title_words_and_a_drawn_map(client, path):
    text = body(client, path)
    assert text.count("<h1") == 1
    assert "<svg" in text
    assert len(re.sub("<[^>]+>", " ", text).split()) > 80
    assert text.count("<main") == 1


def test_the_search_has_its_figure_and_its_first_rows(client, atlas):
    text = body(client, "/")
    assert re.search(r"<strong[^>]*>[\d\u202f]+\u00a0formations", text)
    assert text.count('role="listitem"') == FIRST_ROWS
    for title in atlas.offers["title"][:FIRST_ROWS]:
        assert title.replace("'", "&#x27;") in text or title in text
    more = len(atlas.offers) - atlas.columns.is_distance.sum() - FIRST_ROWS
    assert f"Et {number(more)} autres" in text


def test_a_search_answers_with_its_times(client):
    text = body(client, "/?q=cuisine&lieu=80021&mode=voiture&max_minutes=30")
    assert "Amiens" in text
    assert "\u00a0min</span>" in text
    assert "cuisine" in text.lower()
    assert 'href="/formation/' in text
    assert "lieu=80021" in text


def test_a_selection_that_an_address_names_is_compared(client, atlas):
    offers = atlas.offers["offer"].tolist()[:2]
    text = body(client, f"/selection?formations={','.join(offers)}")
    assert all(title in text for title in atlas.offers["title"][:2])
    assert "localhost" not in text


def test_coverage_has_its_answer_and_its_territories(client, atlas):
    text = body(client, "/couverture")
    assert "habitants" in text
    assert "<table" in text
    assert text.count("h0") >= len(atlas.communes)


def test_a_course_says_what_it_is(client, atlas, offer):
    text = body(client, f"/formation/{offer}")
    assert f"<h1>{atlas.offers['title'].iat[0]}</h1>" in text
    assert "Lieu et trajet" in text


def test_a_page_that_is_not_there_says_so(client):
    assert "n&#x27;existe pas" in body(client, "/nulle") or "n'existe pas" in body(client, "/nulle")


def test_the_files_of_a_table_are_links_by_their_names(client, needs_client):
    for text, table, page in [
        (body(client, "/couverture"), "cover-zones", "/couverture"),
        (body(needs_client, "/tensions"), "tension", "/tensions"),
    ]:
        for kind in ("csv", "xlsx"):
            tag, words = re.search(
                rf'(<a\b[^>]*id="first-{table}-{kind}"[^>]*>)([^<]*)', text
            ).groups()
            href = re.search(r'href="([^"]*)"', tag)[1]
            assert href.startswith(page) or href.startswith("/api/"), table
            assert kind in href
            assert kind.upper() in words


@pytest.mark.parametrize("path", ["/", "/couverture", "/tensions", "/territoire/departement/80"])
def test_what_an_address_says_is_never_html(client, path):
    for name in ("q", "lieu", "entree", "onglet", "metier", "near", "zzz"):
        reply = client.get(path, query_string={name: HOSTILE})
        assert reply.status_code == 200
        assert "<img src=x" not in reply.text


def test_a_page_is_kept_but_no_position(application, atlas, monkeypatch):
    with application.server.app_context():
        first = first_sight(atlas, "/", "q=boulanger")
        monkeypatch.setattr("callbacks.opening.first_sight._sight", lambda *_: ["made", "", 200])
        assert first_sight(atlas, "/", "q=boulanger") == first
        assert first_sight(atlas, "/", "near=2.3,49.9").html == "made"
        monkeypatch.setattr("callbacks.opening.first_sight._sight", lambda *_: ["again", "", 200])
        assert first_sight(atlas, "/", "near=2.3,49.9").html == "again"


def test_a_position_is_not_kept_however_its_name_is_written(application, atlas, monkeypatch):
    with application.server.app_context():
        for answer in ("made", "again"):
            made = [answer, "", 200]
            monkeypatch.setattr("callbacks.opening.first_sight._sight", lambda *_, made=made: made)
            assert first_sight(atlas, "/", "ne%61r=2.3,49.9").html == answer


def test_no_position_is_written_in_the_page(client):
    text = body(client, "/?near=2.3,49.9&max_minutes=30")
    assert "2.3,49.9" not in text
    assert "2.3%2C49.9" not in text
    assert "near=" not in text


def test_the_application_comes_even_when_its_first_sight_cannot(client, monkeypatch):
    def fail(*_):
        raise ValueError("nothing")

    monkeypatch.setattr(document, "first_sight", fail)
    reply = client.get("/?q=x")
    assert reply.status_code == 200
    assert 'id="react-entry-point"' in reply.text
    assert 'id="first"' not in reply.text
