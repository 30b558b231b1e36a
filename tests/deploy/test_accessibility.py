"""The account of accessibility: all of RGAA 4.1, proofs that exist, a true statement."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from tinyhtml5 import parser as html5

from settings import ROOT

CRITERIA = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""How many criteria each theme of RGAA 4.1 has."""

ACCOUNT = ROOT / "docs" / "accessibilite.md"
STATEMENT = ROOT / "data" / "pages" / "accessibility.md"
PAGES = [
    *("/", "/couverture", "/tensions", "/territoire/departement/62", "/donnees", "/selection"),
    *("/api", "/accueils"),
]


def rows():
    lines = ACCOUNT.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if re.fullmatch(r"\d+\.\d+", row[0])]


def test_every_criterion_is_there_once_with_a_state_and_a_reason():
    numbers = [f"{theme}.{n}" for theme, most in enumerate(CRITERIA, 1) for n in range(1, most + 1)]
    assert [row[0] for row in rows()] == numbers
    assert {row[2] for row in rows()} <= {"C", "V", "NC", "NA"}
    assert all(len(row) == 4 and all(row) for row in rows())


def test_every_proof_exists():
    for number, _, state, proof in rows():
        named = re.findall(r"`((?:tests|layouts|assets)/[\w/.]+)(?:::(\w+))?`", proof)
        assert state != "C" or named or "axe" in proof, number
        for path, test in named:
            text = (ROOT / path).read_text(encoding="utf-8")
            assert not test or f"def {test}(" in text, f"{number}: {path}::{test}"


def test_the_statement_says_what_the_account_says():
    states = Counter(row[2] for row in rows())
    applicable = len(rows()) - states["NA"]
    told = re.sub(r"\s+", " ", STATEMENT.read_text(encoding="utf-8"))
    assert f"{states['C']} critères sur {applicable} applicables" in told
    assert f"{states['V']} restent à vérifier" in told
    assert states["NC"] == 0, "the statement must name them"
    assert "ne se parcourent pas au clavier" not in told, "they do: test_a_marker_opens_and_closes"


class Outline(HTMLParser):
    """What a document says of itself."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings, self.text, self.inside = [], [], {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        self.text.setdefault(self.inside, data)


@pytest.fixture(scope="module")
def documents(application):
    client = application.server.test_client()
    return {path: client.get(path).text for path in PAGES}


def test_each_document_is_whole(documents):
    titles, menus = set(), set()
    for path, text in documents.items():
        outline = Outline(text)
        assert text.startswith("<!DOCTYPE html>"), path
        assert outline.tags[0] == ("html", {"lang": "fr"}), path
        titles.add(outline.text["title"])
        assert outline.headings.count(1) == 1, path
        jumps = [b - a for a, b in zip(outline.headings, outline.headings[1:], strict=False)]
        assert max(jumps, default=0) <= 1, (path, outline.headings)
        menu = re.search(r"<nav[^>]*>.*?</nav>", text, re.S)[0]
        menus.add(re.sub(r"<[^>]+>", " ", menu).strip())
    assert len(titles) == len(PAGES)
    assert len(menus) == 1


def test_each_document_is_valid_and_its_links_lead_somewhere(documents):
    for path, text in documents.items():
        parser = html5.HTMLParser()
        parser.parse(text)
        assert parser.errors == [], path
        links = [facts for tag, facts in Outline(text).tags if tag == "a"]
        assert links, path
        assert all(facts.get("href") for facts in links), path


def test_nothing_acts_as_a_pointer_goes_down():
    down = re.compile("mousedown|pointerdown|touchstart")
    ours = [file for file in (ROOT / "assets").rglob("*.js") if "vendor" not in file.parts]
    assert ours
    assert not [file.name for file in ours if down.search(file.read_text("utf-8"))]


def test_nothing_opens_by_itself(documents):
    for path, text in documents.items():
        assert 'http-equiv="refresh"' not in text.lower(), path
    scripts = [file.read_text(encoding="utf-8") for file in (ROOT / "assets").rglob("*.js")]
    assert not [one for one in scripts if "window.open(" in one]


@pytest.mark.parametrize("place", ["find-headline", "cover-answer", "tension-answer", "told"])
def test_results_and_problems_are_announced(place):
    layouts = [file.read_text(encoding="utf-8") for file in (ROOT / "layouts").rglob("*.py")]
    assert any(re.search(rf'id="{place}"[^)]*role="status"', text) for text in layouts)
