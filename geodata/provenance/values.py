"""Where each value of a course comes from, and what changed since the build before.

The conventions are those of `geodata.tables.schema`.
"""

from typing import NamedTuple

import pandera.pandas as pa

from geodata.tables.columns import filled, table, text

CHANGE_KINDS: dict[str, str] = {
    "ouverte": "Formations nouvelles",
    "fermée": "Formations disparues",
    "modifiée": "Formations modifiées",
}


class OfferWords(NamedTuple):
    """Where the offer comes from: inside a sentence, in a column of a file, on paper."""

    sentence: str
    file: str
    paper: str


SIMULATED = OfferWords(
    "offre de démonstration, simulée",
    "démonstration (simulée)",
    "offre de démonstration : des formations simulées, qui n'existent pas",
)
OFFICIAL = OfferWords(*["sources officielles"] * 3)


def offer_words(demonstration: bool) -> OfferWords:
    """Return what says where the offer comes from."""
    return SIMULATED if demonstration else OFFICIAL


JOINER = "+"
"""Between the sources of a course that several know, in the column `source` of the offers."""


PROVENANCE = table(
    "provenance",
    {
        "offer": filled(),
        "source": filled(),
        "original": text(),  # id that the source's parser gave to the course
        "vintage": text(),
        "columns": text(),  # columns of the course whose value is this source's
        "facts": text(),  # JSON: what it says otherwise than the values kept, "" when nothing
    },
)

CHANGES = table(
    "changes",
    {
        "change": text(checks=pa.Check.isin(list(CHANGE_KINDS))),
        "offer": filled(),
        "title": text(),
        "provider": text(),
        "commune_name": text(),
        "departement": text(),
        "voie": text(),
        "detail": text(),  # in French, what changed of a course that is still there
    },
)


TIDIED_KINDS: dict[str, str] = {
    "code": "Code d'établissement qui a changé",
    "lieu": "Lieux réunis",
    "intitulé": "Intitulé réécrit",
    "nom": "Nom d'établissement réécrit",
}

TIDIED = table(
    "tidied",
    {
        "kind": text(checks=pa.Check.isin(list(TIDIED_KINDS))),
        "before": text(),
        "after": text(),
        "where": text(),  # the establishment, or its commune
        "courses": pa.Column("int64", pa.Check.ge(0)),  # how many it touches
    },
)
"""What was written otherwise, or counted once, so that a course and a school have one name."""


def sources_of(source: str) -> list[str]:
    """Return the keys of the sources of a course, the one whose values come first in front."""
    return [key for key in source.split(JOINER) if key]
