"""A place as a source writes it, and the places among which a course is to be put."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a course may be given, as written: degrees and codes as texts, "" when absent."""

    lat: str = ""
    lon: str = ""
    insee: str = ""
    postcode: str = ""
    city: str = ""
    departement: str = ""
    street: str = ""


@dataclass(frozen=True)
class Candidates:
    """Where a course may be given, the surest first, and the UAI and SIRET of who gives it."""

    places: tuple[Place, ...]
    codes: tuple[str, ...] = ()
