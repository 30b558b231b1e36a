"""Formations and métiers share the places of the list of suggestions."""

import pytest

from geodata.search.suggesting import Suggester

CODES = {"D1102": ("Boulanger", 7), "RNCP1102": ("CAP", 2), "D1101": ("Boucher", 9)}


def suggester(titles, metiers):
    return Suggester(
        [(f"CAP Cuisine {n}x", 100 - n) for n in range(titles)],
        [(f"Cuisinier {n}x", 50 - n) for n in range(metiers)],
        CODES,
    )


@pytest.mark.parametrize(
    ("titles", "metiers", "shown"),
    [
        (10, 10, (4, 2)),  # a third is kept for métiers
        (10, 1, (5, 1)),  # or as many as there are
        (10, 0, (6, 0)),
        (3, 10, (3, 3)),  # what formations leave is theirs
        (0, 10, (0, 6)),
        (2, 2, (2, 2)),
    ],
)
def test_neither_kind_hides_the_other(titles, metiers, shown):
    found = suggester(titles, metiers).complete("cui", 6)
    kinds = [suggestion.kind for suggestion in found]
    assert kinds == ["formation"] * shown[0] + ["métier"] * shown[1]


def test_the_most_offered_come_first():
    found = suggester(10, 10).complete("cui", 3)
    assert [s.text for s in found] == ["CAP Cuisine 0x", "CAP Cuisine 1x", "Cuisinier 0x"]
    assert [s.text for s in suggester(0, 0).complete("D11", 3)] == ["D1101", "D1102"]
    assert [s.text for s in suggester(0, 0).complete("1102", 3)] == ["RNCP1102"]


def test_the_same_title_is_one_suggestion_and_its_richest_writing_is_shown():
    texts = [("CAP Patissier", 2), ("CAP  Pâtissier", 3)]
    (found,) = Suggester(texts, [], {}).complete("pati", 5)
    assert (found.text, found.count) == ("CAP Pâtissier", 5)


def test_titles_found_otherwise_complete_the_list_up_to_its_limit():
    made = suggester(3, 0)
    first = made.complete("cuisine 0x", 5)
    titles = [f"CAP Cuisine {n}x" for n in range(3)] + ["Inconnue"]
    assert [s.text for s in made.add_titles(first, titles, 2)] == titles[:2]
    assert [s.text for s in made.add_titles(first, titles, 9)] == titles[:3]
