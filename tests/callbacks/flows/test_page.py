"""The page of flows in the demonstration: simulated and said so, its files, who leads to it."""

import io

import openpyxl
import pytest

from callbacks.flows import files
from callbacks.opening.first_sight import first_sight
from callbacks.routes import addresses, head_of
from callbacks.serving import paper

ADDRESS = "/territoire/spel/627/flux"
REGION = "/territoire/region/32/flux"


def test_every_spel_and_the_region_have_a_page(atlas):
    pages = [path for path in addresses(atlas) if path.endswith("/flux")]
    assert len(pages) == 27
    assert {ADDRESS, REGION} <= set(pages)
    assert head_of(atlas, ADDRESS, "").title.startswith("Lens, les flux")


def test_the_demonstration_says_that_its_flows_are_simulated(atlas):
    text = first_sight(atlas, ADDRESS, "").html
    assert "Flux simulés, pour la démonstration" in text
    assert text.count('class="flow-map"') == 3
    assert "Simulé." in text
    assert "Observé." not in text
    assert "les deux ne s'additionnent" in text


def test_the_region_lists_its_spel_and_leads_to_each(atlas):
    text = first_sight(atlas, REGION, "").html
    assert text.count(f'href="{ADDRESS}"') == 3
    assert "quittent leur SPEL" in text


def test_the_portrait_leads_to_the_flows_and_a_wrong_place_to_nothing(client):
    assert ADDRESS in client.get("/territoire/spel/627").get_data(as_text=True)
    assert '/flux"' not in client.get("/territoire/departement/62").get_data(as_text=True)
    for path in ("/territoire/spel/999/flux", "/territoire/epci/627/flux",
                 "/territoire/spel/999/flux.csv", "/territoire/spel/999/flux.pdf"):  # fmt: skip
        assert client.get(path).status_code == 404


def test_the_files_have_the_flows_the_places_and_their_sources(client):
    reply = client.get(f"{ADDRESS}.csv")
    header, *rows = reply.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert "Périmètre" in header
    assert all(row.endswith("oui") for row in rows)
    assert "Domaine" in client.get(f"{ADDRESS}-besoins.csv").get_data(as_text=True)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}.xlsx").data))
    assert book.sheetnames == ["flux-spel-627", "Sources et méthode"]
    told = [str(cell) for row in book.worksheets[1].values for cell in row if cell]
    assert any("Un flux observé compte des personnes" in cell for cell in told)


def test_the_document_is_a_pdf(atlas):
    try:
        made = files.flows_pdf(atlas, "spel", "627")
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))
    assert made.startswith(b"%PDF")
