"""Where each value of a course comes from, and what changed since the build before.

The conventions are those of `geodata.tables.schema`.
"""

from typing import NamedTuple

import pandera.pandas as pa

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


def _text(**options: object) -> pa.Column:
    return pa.Column(str, nullable=False, **options)  # type: ignore[arg-type]


PROVENANCE = pa.DataFrameSchema(
    {
        "offer": _text(checks=pa.Check.str_length(min_value=1)),
        "source": _text(checks=pa.Check.str_length(min_value=1)),
        "original": _text(),  # id that the source's parser gave to the course
        "vintage": _text(),
        "columns": _text(),  # columns of the course whose value is this source's
        "facts": _text(),  # JSON: what it says otherwise than the values kept, "" when nothing
    },
    strict="filter",
    coerce=True,
    name="provenance",
)

CHANGES = pa.DataFrameSchema(
    {
        "change": _text(checks=pa.Check.isin(list(CHANGE_KINDS))),
        "offer": _text(checks=pa.Check.str_length(min_value=1)),
        "title": _text(),
        "provider": _text(),
        "commune_name": _text(),
        "departement": _text(),
        "voie": _text(),
        "detail": _text(),  # in French, what changed of a course that is still there
    },
    strict="filter",
    coerce=True,
    name="changes",
)


TIDIED_KINDS: dict[str, str] = {
    "code": "Code d'établissement qui a changé",
    "lieu": "Lieux réunis",
    "intitulé": "Intitulé réécrit",
    "nom": "Nom d'établissement réécrit",
}

TIDIED = pa.DataFrameSchema(
    {
        "kind": _text(checks=pa.Check.isin(list(TIDIED_KINDS))),
        "before": _text(),
        "after": _text(),
        "where": _text(),  # the establishment, or its commune
        "courses": pa.Column("int64", pa.Check.ge(0)),  # how many it touches
    },
    strict="filter",
    coerce=True,
    name="tidied",
)
"""What was written otherwise, or counted once, so that a course and a school have one name."""


def sources_of(source: str) -> list[str]:
    """Return the keys of the sources of a course, the one whose values come first in front."""
    return [key for key in source.split(JOINER) if key]
