"""The table of métiers is in the order that its control asks."""

import pandas as pd
import pytest
from atlases.needs import needs_atlas, row
from atlases.small import of_type

from callbacks.tensions.answer import FIRST_ROWS, far_panel, metiers_panel, quadrant_panel
from geodata.tables.observation import TENSION

# The label tells them apart where the figure does not; what is not known comes last.
ORDERS = {
    "tension": ["S1Z40", "V0Z60", "S1Z20", "B2X30"],
    "projets": ["V0Z60", "S1Z20", "B2X30", "S1Z40"],
    "places": ["S1Z20", "V0Z60", "B2X30", "S1Z40"],
    "minutes": ["V0Z60", "S1Z40", "S1Z20", "B2X30"],
    "nom": ["S1Z20", "V0Z60", "S1Z40", "B2X30"],
}


@pytest.fixture(scope="module")
def loaded():
    return needs_atlas()


def shown(atlas, every_tense=False, **request):
    table, *_ = metiers_panel(atlas, request, every_tense)
    facts = [row.to_plotly_json()["props"] for row in of_type(table, "Tr")]
    return [fact["data-metier"] for fact in facts if "data-metier" in fact]


@pytest.mark.parametrize("sort", ORDERS)
def test_each_order_of_the_control(loaded, sort):
    assert shown(loaded, tri=sort) == ORDERS[sort]


@pytest.mark.parametrize("sort", ["", "lune"])
def test_an_unknown_order_is_that_of_tension(loaded, sort):
    assert shown(loaded, tri=sort) == ORDERS["tension"]


def test_the_first_metiers_are_shown_and_all_of_them_when_asked():
    rows = [row("bmo", f"B{n:02}X9", "region", "99", label=f"Métier {n}", projects=n)
            for n in range(1, FIRST_ROWS + 6)]  # fmt: skip
    atlas = needs_atlas(tension=TENSION.validate(pd.DataFrame(rows)))
    first = shown(atlas, tri="projets")
    assert len(first) == FIRST_ROWS
    assert len(shown(atlas, tri="projets", tous="oui")) == FIRST_ROWS + 5
    assert shown(atlas, tri="projets", tous="oui")[:FIRST_ROWS] == first


def test_on_paper_every_tense_metier_is_there_whatever_the_order():
    rows = [row("bmo", f"B{n:02}X9", "region", "99", label=f"Métier {n}", projects=n)
            for n in range(1, FIRST_ROWS + 6)]  # fmt: skip
    rows += [row("tension_dares", code, "region", "99", label=code, tension=5)
             for code in ("A0Z40", "A1Z40")]  # fmt: skip
    rows += [row("tension_dares", "A1Z41", "region", "99", label="A1Z41", tension=2)]
    atlas = needs_atlas(tension=TENSION.validate(pd.DataFrame(rows)))
    first = shown(atlas, tri="projets")
    assert len(first) == FIRST_ROWS
    assert shown(atlas, every_tense=True, tri="projets") == [*first, "A0Z40", "A1Z40"]


def test_without_a_tension_each_tab_says_that_none_is_loaded(atlas):
    for panel in (quadrant_panel, far_panel):
        assert "aucune tension n'est chargée" in str(panel(atlas, {})[0])
