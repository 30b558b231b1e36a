"""`flask --app app portraits`: a file a territory, and a sentence when it cannot be done."""

import pytest

from app import create_app
from callbacks.serving import paper
from settings import Settings


@pytest.fixture
def run(application):
    try:
        paper.require_pdf()
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))
    return application.server.test_cli_runner().invoke


def test_the_command_writes_a_file_a_territory(run, tmp_path):
    done = run(args=["portraits", "025", "022", "--output", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    assert "2 portraits" in done.output
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["spel-022-laon.pdf", "spel-025-vervins.pdf"]
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in (tmp_path / "new").iterdir())


def test_an_unknown_territory_is_named(run, tmp_path):
    done = run(args=["portraits", "999", "--output", str(tmp_path)])
    assert done.exit_code == 1
    assert "Territoires inconnus : 999" in done.output
    assert not list(tmp_path.iterdir())


def test_nothing_asked_for_is_said(run, tmp_path):
    done = run(args=["portraits", "--output", str(tmp_path)])
    assert done.exit_code == 1
    assert "donnez des codes, ou --all" in done.output


def test_without_a_store_the_command_says_what_to_run(run, tmp_path):
    server = create_app(Settings(store=str(tmp_path / "none"))).server
    done = server.test_cli_runner().invoke(args=["portraits", "--all", "--output", str(tmp_path)])
    assert done.exit_code == 1
    assert "python -m loaders build" in done.output
