import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Beauvais", "beauvais"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Sacré-Cœur", "sacre coeur"),
        ("ŒUILLY", "oeuilly"),
        ("Lætitia", "laetitia"),
        ("  CAP   Cuisine (niv. 3) ", "cap cuisine niv 3"),
        ("Villeneuve-d’Ascq", "villeneuve d ascq"),  # the typographic apostrophe
        ("a_b\u00a0c\u202fd", "a b c d"),
        ("BAC + 2", "bac 2"),
        ("e\u0301te\u0301", "ete"),  # accents typed as combining marks
        ("🙂", ""),
        ("", ""),
    ],
)
def test_folds(text, folded):
    assert fold(text) == folded


@given(st.text())
@example("İ")
@example("ǽ")
@example("Ⓐ")
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(st.text(alphabet="abcdeéèêëàùïîôöçœæ -'"))
def test_case_does_not_count(text):
    assert fold(text.upper()) == fold(text.lower())
