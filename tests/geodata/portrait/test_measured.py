"""What is kept of the figures of a territory: its own row, of the territories last asked for."""

from dataclasses import replace

import pytest

import geodata.atlas
from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.measured import counted
from geodata.portrait.sums import sums
from geodata.territory import territory


@pytest.fixture
def fresh(atlas):
    return replace(atlas, _kept={})


def test_a_territory_has_its_own_row_and_keeps_no_other(fresh):
    code = fresh.communes["code"].iloc[10]
    own = counted(fresh, territory(fresh, "commune", code)).own
    assert own.equals(sums(fresh, "commune").loc[code])
    held = own.to_numpy().base
    assert held is None or held.size == own.size


def test_the_territories_last_asked_for_are_kept_and_no_more(fresh, monkeypatch):
    monkeypatch.setattr(geodata.atlas, "_PLACES", 3)
    codes = list(fresh.communes["code"].iloc[:6])
    shown = [portrait(fresh, "commune", code) for code in codes]
    kept = fresh.cached(("remembered", "portrait"), dict)
    assert [code for _, code, _ in kept] == codes[3:]
    assert portrait(fresh, "commune", codes[5]) is shown[5]
    again = portrait(fresh, "commune", codes[0])
    assert again is not shown[0]
    assert [f.value for _, f in every_figure(again)] == [f.value for _, f in every_figure(shown[0])]


def test_what_is_nothing_is_remembered_too(fresh):
    made = []
    for _ in range(2):
        assert fresh.of_place("nothing", "here", lambda: made.append(1)) is None
    assert made == [1]
