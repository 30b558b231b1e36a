"""The files of published figures: what is read, and what is said of a file that is wrong."""

import pytest

from loaders.errors import StoreError
from loaders.project_data.regional import read_yardsticks

GOOD = 'ours = "habitants"\nvalue = 12\nunit = "habitants"\nsource = "Insee"\nperiod = "2021"\n'


def read(folder, figure):
    text = f'region = "99"\n[[figures]]\nwhy = "Deux dates."\n{figure}'
    (folder / "essai.toml").write_text(text, encoding="utf-8")
    return read_yardsticks(folder)


def test_published_figures_are_those_of_the_region_that_they_name(tmp_path):
    found = read(tmp_path, GOOD)
    assert found["99"].figures[0].value == 12
    assert found["99"].silent == ()


@pytest.mark.parametrize(
    "figure",
    [
        GOOD.replace('source = "Insee"\n', ""),
        GOOD.replace('period = "2021"\n', ""),
        GOOD + 'indicator = "Habitants"\n',
        GOOD + 'address = "http://exemple.fr"\n',
        GOOD + 'couleur = "bleu"\n',
        'ours = "habitants"\n',
    ],
)
def test_a_wrong_figure_is_refused_with_the_name_of_its_file(tmp_path, figure):
    with pytest.raises(StoreError, match=r"essai\.toml.*figures\.0"):
        read(tmp_path, figure)


def test_the_files_of_the_project_are_read():
    assert len(read_yardsticks()["32"].figures) > 10
