"""The pages of words, written in Markdown, and the figures that each names."""

import re

FIGURES: dict[str, frozenset[str]] = {
    "accessibility": frozenset(),
    "definitions": frozenset(
        ("voies", "levels", "domain_count", "domains", "distance", "mixed", "region",
         "conventionnee", "rev3", "zonings")
    ),
    "demonstration": frozenset({"proportions"}),
    "glossary": frozenset(),
    "help": frozenset(),
    "indicators": frozenset(
        {"held", "decay_source", "weights", "modes", "families"}
    ),
    "loading": frozenset(),
    "privacy": frozenset(),
    "reuse": frozenset({"addresses", "course_orders", "territory_orders", "search"}),
    "rev3": frozenset({"rules"}),
    "travel_time": frozenset(
        {"in_force", "model", "constants", "longest", "examples", "errors", "wrong", "held",
         "margins", "example"}
    ),
    "validation": frozenset({"pairs", "times", "silent"}),
}  # fmt: skip
"""Name of a page (`data/pages/<name>.md`) -> the figures that its text must name, and no other."""

NAMED = re.compile(r"\{\{ (\w+) \}\}")
"""Where a figure stands in a text."""
