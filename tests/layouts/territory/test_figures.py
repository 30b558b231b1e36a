"""Numbered sources on paper, and places named with what they are."""

import pytest
from lxml.html import fromstring

from geodata.portrait.figure import Figure
from layouts.kit.markup import markup
from layouts.territory.figures import Notes, figure_card
from layouts.territory.words import amount, other_words, place_words, signed

SEVERAL = "Parcoursup (MESR) ; Places en BTS (MEN)"


def test_several_sources_are_named_once_then_by_their_note():
    notes = Notes()
    first = notes.mark(Figure("a", "A", source=SEVERAL, period="2026"))
    other = Figure("b", "B", source=SEVERAL, period="2026", formula="a / b")
    assert (first, notes.mark(Figure("c", "C", source="Insee"))) == (1, 2)
    assert notes.mark(other) == notes.mark(other) == 3
    assert notes.mark(Figure("d", "D", source=SEVERAL, period="2026")) == first
    assert list(notes.lines) == [
        f"{SEVERAL} · 2026", "Insee", "Mêmes sources que la note 1 · 2026 · calcul : a / b",
    ]  # fmt: skip


def test_a_place_has_no_parenthesis_inside_another():
    assert place_words(Figure("a", "A", place="Nord", level="departement")) == "Nord (département)"
    assert place_words(Figure("a", "A", place="Vervins", level="spel")) == (
        "Vervins, bassin emploi-formation (SPEL)"
    )


def test_a_fall_is_written_with_a_minus():
    assert amount(-54.5, "%", 1) == "−54,5\u00a0%"


@pytest.mark.parametrize(
    ("change", "unit", "text"),
    [(3.42, "", "+ 3,4"), (-4.2, "%", "− 4,2 points"), (0.03, "", "0"), (-0.03, "%", "0 point")],
)
def test_a_change_has_its_sign_unless_it_rounds_to_nothing(change, unit, text):
    assert signed(change, unit) == text.replace(" ", "\u00a0")


def test_another_value_has_its_date_or_says_that_it_has_none():
    dated = Figure("a", "A", value=26.0, unit="%", period="2018")
    assert other_words(dated).endswith("26\u00a0% (2018)")
    assert other_words(Figure("a", "A", value=26.0, unit="%")).endswith("(sans date)")


def test_only_what_is_counted_is_singular():
    assert amount(1, "projets") == "1\u00a0projet"
    assert amount(0.4, "habitants par km²", 1) == "0,4\u00a0habitant par km²"
    assert amount(0, "pour 10 000 habitants", 1) == "0\u00a0pour 10 000 habitants"


@pytest.mark.parametrize(
    ("figure", "year"),
    [
        (Figure("a", "A", value=26.0, period="2021"), ["2021"]),
        (Figure("a", "A", value=26.0), []),
        (Figure("a", "A", period="2021"), []),  # nothing is known: a year would date nothing
    ],
)
def test_the_year_of_a_figure_is_beside_its_value(figure, year):
    card = fromstring(markup(figure_card(figure, Notes(), "")))
    assert [one.text_content() for one in card.find_class("figure-when")] == year
