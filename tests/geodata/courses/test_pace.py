"""When a course is followed, read in what its source writes."""

import pytest
from atlases.small import offer, small_atlas


@pytest.mark.parametrize(
    ("written", "known", "expected"),
    [
        ("", False, set()),
        ("Temps plein", True, set()),
        ("Cours du soir", True, {"soir"}),
        ("en soirée, et le samedi", True, {"soir", "week_end"}),
        ("A temps partiel (mi-temps)", True, {"temps_partiel"}),
        ("Cours de soirs", True, {"soir"}),
    ],
)
def test_a_pace_is_read_in_words(written, known, expected):
    columns = small_atlas([offer("one", pace=written)]).columns
    assert columns.pace_known.tolist() == [known]
    assert {name for name, which in columns.paces.items() if which[0]} == expected


def test_a_store_of_before_knows_no_pace():
    assert not small_atlas([offer("one")]).columns.pace_known.any()
