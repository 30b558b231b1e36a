"""One thing and several."""

from geodata.plural import named


def test_none_and_one_are_singular():
    assert [named(n, "lieu", "lieux") for n in (0, 1, 2)] == ["0 lieu", "1 lieu", "2 lieux"]


def test_s_is_added_where_nothing_else_is_said():
    assert named(3, "commune") == "3 communes"
