"""The list of territories that one chooses from."""

from geodata.portrait.choice import Choice
from layouts.territory.page import options


def test_territories_are_grouped_by_level_the_largest_first():
    choices = [
        Choice("spel", "1", "Lens"),
        Choice("region", "32", "Nord"),
        Choice("spel", "2", "Laon"),
    ]
    groups = options(choices)
    assert [group["group"] for group in groups] == ["Région", "Bassins emploi-formation (SPEL)"]
    assert [item["label"] for item in groups[1]["items"]] == ["Lens", "Laon"]
