"""A build says what it knows of the offer, and every source of courses what it covers."""

import pandas as pd
import pytest

from geodata.completeness.published import published_counts
from loaders.catalogue import CATALOGUE

GIVING = [source for source in CATALOGUE if "offers" in source.gives]


@pytest.mark.parametrize("source", GIVING, ids=lambda source: source.key)
def test_a_source_of_courses_says_what_it_covers(source):
    assert source.covers


def test_only_sources_of_courses_cover_some():
    assert [source for source in CATALOGUE if source.covers] == GIVING


def test_the_demonstration_is_whole_and_simulated(atlas):
    known = atlas.quality["completeness"]
    assert known["simulated"]
    assert {cell["grade"] for cell in known["cells"]} == {"complete"}
    region = [cell for cell in known["cells"] if not cell["departement"]]
    placed = [cell for cell in known["cells"] if cell["departement"]]
    assert sum(cell["courses"] for cell in region) == int(atlas.offers["level"].notna().sum())
    assert {cell["departement"] for cell in placed} == {"02", "59", "60", "62", "80"}


def test_the_yardsticks_are_the_latest_counts_of_the_contract(atlas):
    counts = {(one.voie, one.levels): one for one in published_counts(atlas.indicators, "32")}
    assert counts["scolaire", (3, 4)].people == 222_699
    assert counts["superieur", (5, 6, 7, 8)].people == 237_849
    assert counts["continue", (3, 4, 5, 6, 7)].people == 106_777
    below, above = counts["apprentissage", (3, 4)], counts["apprentissage", (5, 6, 7)]
    assert below.people + above.people == 71_809
    assert below.estimated
    assert above.people == round(0.47 * 71_809)


def test_a_region_without_reference_figures_has_no_yardstick():
    assert published_counts(pd.DataFrame(), "93") == []
