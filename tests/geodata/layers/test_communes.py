"""The layer of communes has the figures of their portraits, and says what is not known."""

import re

import pandas as pd
import pytest
from atlases.guided import guided_atlas

from geodata.layers.portraits import _of_one_type, portraits
from geodata.layers.rows import layer

WORDS = ["name", "about", "unknown", "geometry"]


@pytest.fixture(scope="module")
def atlas():
    return guided_atlas()


def test_every_commune_has_the_figures_of_its_portrait(atlas):
    rows = layer(atlas, "portraits-commune")
    one_by_one = portraits(atlas, rows, "commune")
    figures = rows.drop(columns=WORDS)
    assert {"habitants", "densite", "nombre", "loin", "aide_mission_locale"} <= set(figures)
    for name in figures:
        if name in one_by_one:
            expected = one_by_one[name].astype(float)
            pd.testing.assert_series_equal(rows[name], expected, check_names=False, rtol=1e-3)
        else:
            assert rows[name].isna().all(), name


def test_none_known_on_a_partial_list_is_unknown_and_said(atlas):
    rows = layer(atlas, "portraits-commune")
    assert pd.isna(rows.loc["80002", "aide_cio"])
    assert rows.loc["80002", "aide_mission_locale"] == 0
    assert "CIO" in rows.loc["80002", "unknown"]
    assert "CIO" not in rows.loc["80001", "unknown"]


def test_each_figure_says_its_source_and_its_period(atlas):
    about = layer(atlas, "portraits-commune")["about"].iat[0]
    told = dict(part.split(" : ", 1) for part in about.split(" | "))
    figures = layer(atlas, "portraits-commune").drop(columns=WORDS)
    assert set(told) >= set(figures)
    for name in figures:
        (source,) = re.findall(r"source \d+", told[name])
        assert told[source]
    cited = re.findall(r"source \d+", told["aide_mission_locale"])
    assert told[cited[0]] == "Fichier d'essai, mars 2026"


def test_a_figure_that_some_say_in_words_is_numbers_alone():
    mixed = pd.Series([1.5, "entre deux", None], dtype=object)
    assert _of_one_type(mixed).dtype == float
    assert _of_one_type(mixed).tolist()[0] == 1.5
    words = pd.Series(["un", None], dtype=object)
    assert _of_one_type(words).tolist()[0] == "un"
