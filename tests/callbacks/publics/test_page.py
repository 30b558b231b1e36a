"""The page of publics in the demonstration: simulated and said so, its files, who leads to it."""

import io

import openpyxl
import pytest

from callbacks.opening.first_sight import first_sight
from callbacks.publics import files
from callbacks.routes import addresses, head_of
from callbacks.serving import paper
from geodata.publics.table import PUBLICS

ADDRESS = "/territoire/spel/627/publics"


def test_territories_but_communes_have_a_page(atlas):
    pages = [path for path in addresses(atlas) if path.endswith("/publics")]
    assert ADDRESS in pages
    assert "/territoire/region/32/publics" in pages
    assert not any("/commune/" in path for path in pages)
    assert head_of(atlas, ADDRESS, "").title.startswith("Lens, les publics")


def test_each_public_is_there_and_what_is_simulated_says_so(atlas):
    text = first_sight(atlas, ADDRESS, "").html
    for name in PUBLICS.values():
        assert name.replace("'", "&#x27;") in text or name in text
    assert "Simulé · Offre de démonstration" in text
    assert "Calculé par l" in text
    assert "sur des données simulées" in text
    assert "non disponible (qui l" in text


def test_the_portrait_leads_to_the_publics_and_a_wrong_place_to_nothing(client):
    assert ADDRESS in client.get("/territoire/spel/627").get_data(as_text=True)
    wrong = "/territoire/spel/999/publics"
    for path in (wrong, f"{wrong}.csv", f"{wrong}.pdf", "/territoire/commune/62427/publics"):
        assert client.get(path).status_code == 404


def test_the_files_have_the_figures_and_the_method(client):
    reply = client.get(f"{ADDRESS}.csv")
    header, *rows = reply.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert "Dénominateur" in header
    assert any("Dispositif" in row for row in rows)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}.xlsx").data))
    told = [str(cell) for row in book.worksheets[1].values for cell in row if cell]
    assert any("numérateur" in cell for cell in told)


def test_the_document_is_a_pdf(atlas):
    try:
        made = files.publics_pdf(atlas, "spel", "627")
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))
    assert made.startswith(b"%PDF")
