"""Our figures beside the published ones, over four communes of 1,000 inhabitants."""

from dataclasses import replace

import pytest
from atlases.portrait import figure, portrait_atlas
from atlases.small import FULL, offer

from geodata.region.yardsticks import Yardsticks
from geodata.validation.pairs import comparison

PEOPLE = {"ours": "habitants", "value": 4080, "unit": "habitants", "source": "Insee",
          "period": "2021", "why": "Deux dates."}  # fmt: skip


def compared(*sticks, silent=(), **options):
    yardsticks = Yardsticks.model_validate({"region": "99", "figures": sticks, "silent": silent})
    return comparison(replace(portrait_atlas(**options), yardsticks=yardsticks, _kept={}))


def test_ours_is_counted_in_the_store_and_set_beside_the_published_one():
    (pair,) = compared(PEOPLE).pairs
    assert (pair.ours.value, pair.published.value) == (4000, 4080)
    assert (pair.difference, round(pair.relative, 2)) == (-80, -1.96)
    assert pair.close
    (far,) = compared({**PEOPLE, "value": 4100}).pairs
    assert not far.close


def test_a_share_differs_by_points_and_one_in_words_is_not_subtracted():
    young = figure("Jeunes", 26.4, "2018", theme="population", category="Moins de 20 ans")
    told = figure("QPV", None, "", theme="population", text="près de 31 %")
    sticks = [
        {"ours": "age-0-19", "indicator": "Jeunes", "category": "Moins de 20 ans", "why": "Dates."},
        {"ours": "part-qpv", "indicator": "QPV", "why": "En mots."},
    ]
    points, words = compared(*sticks, indicators=[young, told]).pairs
    assert round(points.difference, 1) == -1.4
    assert (points.relative, points.close) == (None, False)
    assert (words.published.text, words.difference, words.close) == ("près de 31 %", None, False)


def test_the_published_one_is_of_the_period_that_is_asked():
    rows = [figure("Habitants", 1, "2019"), figure("Habitants", 2, "2021")]
    stick = {"ours": "habitants", "indicator": "Habitants", "period": "2021", "why": "Dates."}
    (pair,) = compared(stick, indicators=rows).pairs
    assert pair.published.value == 2


def test_what_cannot_be_compared_says_why():
    apprentices = {**PEOPLE, "ours": "apprentices", "offer": True}
    declared = {"label": "Zones", "why": "Personne ne les compte."}
    lost = {"ours": "habitants", "indicator": "Absent", "why": "Dates."}
    offers = [offer("bare")]
    found = compared(apprentices, lost, silent=[declared], offers=offers)
    assert found.pairs == ()
    assert [one.why for one in found.silent] == [
        "Aucune source chargée ne donne le nôtre. Deux dates.",
        "Le chiffre publié n'est pas chargé.",
        "Personne ne les compte.",
    ]


@pytest.mark.parametrize(("demonstration", "pairs"), [(False, 1), (True, 0)])
def test_simulated_courses_are_compared_with_nothing(demonstration, pairs):
    stick = {**PEOPLE, "ours": "apprentices", "offer": True}
    found = compared(stick, offers=[FULL], demonstration=demonstration)
    assert len(found.pairs) == pairs
    if demonstration:
        assert "simulées" in found.silent[0].why
    else:
        assert found.pairs[0].ours.value == 1


def test_without_a_file_nothing_is_compared():
    assert comparison(replace(portrait_atlas(), yardsticks=None)).pairs == ()
