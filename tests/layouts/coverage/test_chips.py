"""The chips of a coverage question."""

from atlases.small import texts

from geodata.asking.coverage import parse_coverage
from layouts.coverage.chips import question_chips


def said(**args):
    chips = question_chips(parse_coverage(args))
    facts = [chip.to_plotly_json()["props"] for chip in chips]
    return [
        (f["data-control"], " ".join(texts(c).split())) for f, c in zip(facts, chips, strict=True)
    ]


def test_what_the_sentence_does_not_say_is_a_chip():
    assert said(q="boulanger", level="3", domain="sante", voie="scolaire", population="0_19") == [
        ("q", "« boulanger » ×"),
        ("population", "Moins de 20 ans ×"),
        ("voie", "Voie scolaire ×"),
    ]


def test_a_question_about_places_that_help_has_no_filter_of_courses():
    assert said(q="boulanger", voie="scolaire", target="mission_locale") == []
