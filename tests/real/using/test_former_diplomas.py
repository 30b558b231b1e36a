"""Requests for diplomas that are no more, on the real courses: what they became, and that it is so.

`former_diplomas.csv`: what is typed, and a part of the folded title of today; each must be among
the first ten courses and be said above them. The last rows are those that are written by hand.
"""

from dataclasses import replace

import pandas as pd
import pytest
from real.using.test_everyday_requests import is_right, rows_of

from geodata.atlas import Atlas

ROWS = rows_of("former_diplomas.csv")


@pytest.fixture(scope="module")
def atlas(real_atlas) -> Atlas:
    return real_atlas


@pytest.fixture(scope="module")
def without(atlas) -> Atlas:
    """The same courses, and no former diploma but those that are written by hand."""
    return replace(atlas, former_diplomas=pd.DataFrame(), _kept={})


def test_the_nomenclature_knows_hundreds_of_former_titles(atlas):
    table = atlas.former_diplomas
    assert table["former"].nunique() > 400
    assert set(table["title"]) <= set(atlas.offers["title"])
    assert not set(table["former"]) & set(atlas.offers["title"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["request"])
def test_a_former_diploma_finds_what_it_became(atlas, row):
    assert is_right(atlas, **row)
    assert "est devenu" in atlas.text.explain(row["request"]).sentence


def test_many_were_not_found_or_not_said_before(atlas, without):
    def told(row):
        return is_right(without, **row) and (
            "est devenu" in without.text.explain(row["request"]).sentence
        )

    assert sum(not told(row) for row in ROWS) > 40


def test_the_titles_of_today_are_answered_as_without_former_ones(atlas, without):
    titles = sorted(set(atlas.offers["title"]))
    assert len(titles) > 500
    changed = [
        title
        for title in titles
        if (atlas.text.search(title) != without.text.search(title)).any()
        or atlas.text.explain(title) != without.text.explain(title)
    ]
    assert not changed
