"""The portraits in PDF: whole pages, sources, tags; one French sentence when Pango is missing."""

import re
import zlib

import pytest
from dash import html

from callbacks.serving import paper
from callbacks.territory import pdf
from geodata.portrait.composition import portrait
from layouts.kit.markup import markup
from layouts.territory.document import on_paper


@pytest.fixture(scope="module")
def made(atlas):
    try:
        return pdf.pdf(atlas, portrait(atlas, "spel", "025"))
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))


def streams(content):
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompress(found.group(1))
        except zlib.error:
            yield found.group(1)


def test_the_pdf_is_tagged_and_says_its_language(made):
    whole = made + b"".join(streams(made))
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in whole
    assert b"/Lang" in whole
    assert b"pdfuaid" in whole


def test_the_pages_are_full(made):
    pages = re.findall(rb"/Type\s*/Page\b", made + b"".join(streams(made)))
    assert len(pages) == 3


def test_the_drawings_are_vectors(made):
    images = re.findall(rb"/Subtype\s*/Image", made + b"".join(streams(made)))
    assert images == []


def test_the_document_has_its_figures_and_numbered_sources(atlas, monkeypatch):
    seen = {}
    monkeypatch.setattr(paper, "_maker", lambda: _Fake(seen))
    monkeypatch.setattr(paper, "_fonts", lambda: None)
    monkeypatch.setattr(paper, "_stylesheet", lambda path: None)
    pdf.pdf(atlas, portrait(atlas, "spel", "025"))
    text = seen["string"]
    assert 'lang="fr"' in text
    assert "L'essentiel à retenir" in text
    assert "<details" not in text  # nothing to unfold on paper
    notes = [int(n) for n in re.findall(r"<sup[^>]*>(\d+)</sup>", text)]
    foot = text[text.index("<h2>Sources</h2>") :]
    assert notes
    assert max(notes) <= foot.count("<li>")
    assert "simulées" in text
    assert "Vervins (SPEL) · base" in text


def test_without_pango_the_answer_is_one_french_sentence(client, monkeypatch):
    def missing():
        raise paper.PdfUnavailable(paper.MISSING)

    monkeypatch.setattr(paper, "_maker", missing)
    reply = client.get("/territoire/spel/025.pdf")
    assert reply.status_code == 503
    assert "Pango" in reply.get_data(as_text=True)


def test_the_address_of_the_pdf(client, made):
    reply = client.get("/territoire/spel/025.pdf")
    assert reply.content_type == "application/pdf"
    assert reply.get_data()[:5] == b"%PDF-"


def test_what_a_screen_alone_shows_is_not_on_paper():
    shown = html.Div(
        [html.P("là"), html.Details("plié"), html.P("bouton", className="screen-only"), "texte"]
    )
    assert markup(on_paper(shown)) == "<div><p>là</p>texte</div>"


class _Fake:
    def __init__(self, seen):
        self.seen = seen

    def HTML(self, string, base_url):  # noqa: N802
        self.seen["string"] = string
        return self

    pages = ("one",)

    def render(self, **options):
        return self

    def write_pdf(self, **options):
        return b"%PDF-"
