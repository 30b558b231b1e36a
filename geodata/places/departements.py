"""The département that a code begins with: two characters on the mainland, three overseas."""


def departement_of(code: object) -> str:
    """Return the département of a commune by its INSEE or postal code, "" without one."""
    text = str(code or "")
    return text[:3] if is_overseas(text) else text[:2]


def is_overseas(code: str) -> bool:
    """Tell whether a commune is overseas, by its INSEE or postal code."""
    return code.startswith(("97", "98"))
