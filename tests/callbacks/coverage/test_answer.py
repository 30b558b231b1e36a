"""The headline of coverage: people out of reach, and the band that an estimate has."""

from datetime import date

import pytest
from atlases.small import texts

from callbacks.coverage.answer import answer_question, figures, source
from callbacks.coverage.page import answered_places
from geodata.portrait.census import people_period
from geodata.provenance.age import years_of_offer
from geodata.provenance.values import offer_words
from layouts.kit.format import number
from layouts.kit.markup import markup

TODAY = date(2026, 11, 22)
ASKED = {"domain": "sante", "level": "3", "threshold": "20"}


def answered(atlas, **asked):
    return answer_question(atlas, {**ASKED, **asked}, TODAY)


def people_farther_than(atlas, covered, minutes):
    away = (covered.minutes > minutes) | (covered.minutes == 255)
    return int(atlas.communes["population"].to_numpy()[away].sum())


@pytest.mark.parametrize("threshold", [10, 20, 30])
def test_the_band_is_that_of_the_measured_error(atlas, threshold):
    covered, _ = answered(atlas, threshold=str(threshold))
    found = figures(covered)
    assert found.population == 5_992_194
    assert found.beyond == people_farther_than(atlas, covered, threshold)
    sure, possible = covered.uncertainty.ends
    assert covered.uncertainty.margin is atlas.measured.margins["voiture"]
    assert sure < threshold < possible
    assert found.beyond_least == people_farther_than(atlas, covered, possible)
    assert found.beyond_most == people_farther_than(atlas, covered, sure)
    assert 0 < found.beyond_least < found.beyond < found.beyond_most


def test_the_sentence_says_the_figure_and_its_band(atlas):
    covered, (words, *_) = answered(atlas)
    found, said = figures(covered), texts(words)
    assert f"{number(found.beyond)} habitants" in said
    assert f"Entre {number(found.beyond_least)} et {number(found.beyond_most)} :" in said


def test_people_out_of_reach_in_zrr_are_those_of_its_communes(atlas):
    covered, _ = answered(atlas)
    communes = atlas.communes.assign(away=(covered.minutes > 20) | (covered.minutes == 255))
    in_zrr = communes[communes["zrr"].fillna(False).astype(bool) & communes["away"]]
    assert figures(covered).beyond_zoned == in_zrr["population"].sum() > 0
    assert figures(covered).zoned == "ancienne ZRR"  # the demonstration has no FRR


def test_people_of_a_band_of_age_are_counted_alone(atlas):
    whole, young = (figures(answered(atlas, **more)[0]) for more in ({}, {"population": "0_19"}))
    assert young.population == atlas.communes["pop_0_19"].sum()
    assert 0 < young.beyond < whole.beyond


def test_the_sources_of_the_answer_are_dated_by_their_data_and_not_by_the_build(atlas):
    said = source(atlas, "voiture")
    assert f"{offer_words(atlas.demonstration).sentence}, {years_of_offer(atlas)}." in said
    assert people_period(atlas) in said
    assert f"{atlas.built_on:%d/%m/%Y}" not in said


def test_the_line_of_sources_says_that_courses_are_simulated(atlas):
    assert atlas.demonstration
    words, *_ = answered(atlas)[1]
    assert f"Sources : formations simulées, {years_of_offer(atlas)}" in texts(words)


def test_acronyms_of_the_answer_lead_to_the_glossary(atlas):
    _, places, _ = answered_places(atlas, ASKED, TODAY)
    assert "/glossaire#zrr" in markup(places["cover-answer"])
