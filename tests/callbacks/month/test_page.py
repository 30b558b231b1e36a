"""The board of a SPEL in the demonstration: its page, its files, its command."""

import re
import zlib

import pytest

from callbacks.month import command, files
from callbacks.opening.first_sight import first_sight
from callbacks.routes import addresses, head_of
from callbacks.serving import many_papers, paper
from geodata.territory import territories

ADDRESS = "/territoire/spel/627/mois"


@pytest.fixture(scope="module")
def made(atlas):
    try:
        return files.month_pdf(atlas, "627")
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))


def test_every_spel_has_a_board_in_the_list_of_pages(atlas):
    boards = [path for path in addresses(atlas) if path.endswith("/mois")]
    assert len(boards) == len(territories(atlas)["spel"]) == 26
    assert ADDRESS in boards
    assert head_of(atlas, ADDRESS, "").title.startswith("Lens, le mois")


def test_the_demonstration_says_that_its_figures_are_simulated(atlas):
    text = first_sight(atlas, ADDRESS, "").html
    assert "Chiffres simulés" in text
    assert text.count("(simulé)") == text.count("<tbody><tr>") + text.count("</tr><tr>")
    assert text.count("chiffre simulé") >= 3
    assert 'class="trend"' in text


def test_the_portrait_leads_to_the_board_and_a_wrong_code_to_nothing(client):
    assert ADDRESS in client.get("/territoire/spel/627").get_data(as_text=True)
    assert '/mois"' not in client.get("/territoire/departement/62").get_data(as_text=True)
    for path in ("/territoire/spel/999/mois", "/territoire/epci/627/mois",
                 "/territoire/spel/999/mois.csv", "/territoire/spel/999/mois.pdf"):  # fmt: skip
        assert client.get(path).status_code == 404


def test_the_board_is_one_tagged_page(made):
    parts = [made]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    whole = b"".join(parts)
    assert len(re.findall(rb"/Type\s*/Page\b", whole)) == 1
    assert b"pdfuaid" in whole


def test_the_figures_are_a_file_with_their_level_and_period(client):
    reply = client.get(f"{ADDRESS}.csv")
    header, *rows = reply.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert "Niveau" in header
    assert all("oui" in row for row in rows)


def test_a_board_that_cannot_be_made_stops_no_other(application, tmp_path, monkeypatch):
    def make(atlas, code, site=""):
        if code == "627":
            raise ValueError("illisible")
        return b"%PDF"

    monkeypatch.setattr(command, "month_pdf", make)
    monkeypatch.setattr(many_papers, "require_pdf", lambda: None)
    run = application.server.test_cli_runner().invoke
    done = run(args=["mois", "--all", "--output", str(tmp_path)])
    assert done.exit_code == 1
    assert "25 sur 26" in done.output
    assert "Lens (ValueError illisible)" in done.output
    assert len(list(tmp_path.iterdir())) == 25


def test_the_command_writes_the_boards_asked_for(application, made, tmp_path):
    run = application.server.test_cli_runner().invoke
    done = run(args=["mois", "627", "--output", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mois-spel-627-lens.pdf"]
    assert "SPEL inconnus : 9" in run(args=["mois", "9", "--output", str(tmp_path)]).output
    assert "ou --all" in run(args=["mois", "--output", str(tmp_path)]).output
