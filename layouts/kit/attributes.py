"""Attributes of HTML whose names hold a dash, as `html` components take them."""

from typing import Any


def attributes(**named: object) -> dict[str, Any]:
    """Return attributes to unfold into a component: `aria_label` becomes `aria-label`."""
    return {name.replace("_", "-"): value for name, value in named.items()}
