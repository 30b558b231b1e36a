"""The pages of words: a figure that is unknown or left out is told with its file and line."""

import shutil

import pytest

from geodata.pages import FIGURES
from loaders.errors import StoreError
from loaders.project_data.pages import FOLDER, read_pages


def test_every_file_is_a_page():
    assert {path.stem for path in FOLDER.iterdir()} == set(FIGURES) == set(read_pages())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{{ model }}", "{{ modle }}", "ligne 7 : le chiffre « modle » n'est pas connu"),
        ("{{ model }}", "{{model}}", "ligne 7 : un chiffre s'écrit"),
        ("{{ model }}", "{{ model", "ligne 7 : un chiffre s'écrit"),
        ("{{ model }}", "inconnu", r"ligne \d\d : la page s'achève sans avoir donné « model »"),
    ],
)
def test_a_wrong_figure_is_told_with_its_line(tmp_path, old, new, problem):
    folder = shutil.copytree(FOLDER, tmp_path / "pages")
    page = folder / "travel_time.md"
    page.write_text(page.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(StoreError, match=f"Page « travel_time.md », {problem}"):
        read_pages(folder)


def test_a_page_that_is_absent_is_named(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "pages")
    (folder / "privacy.md").unlink()
    with pytest.raises(StoreError, match=r"privacy\.md"):
        read_pages(folder)
