"""What France compétences says of a certification: until when it is registered, how one gets it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pandera.pandas as pa

from geodata.folding import fold
from geodata.tables.columns import table, text

BETWEEN = "|"
"""Between the ways of a certification, in the column `access`."""

VAE = "par experience"
WAYS: dict[str, str] = {
    "apres un parcours de formation sous statut d eleve ou d etudiant": (
        "sous statut d'élève ou d'étudiant"
    ),
    "en contrat d apprentissage": "en apprentissage",
    "en contrat de professionnalisation": "en contrat de professionnalisation",
    "apres un parcours de formation continue": "en formation continue",
    "par candidature individuelle": "en candidat libre",
    VAE: "par la validation des acquis de l'expérience (VAE)",
}
"""The ways that France compétences names, folded, as they are shown and in this order."""

CERTIFICATES = table(
    "certificates",
    {
        "rncp": pa.Column(str, pa.Check.str_matches(r"^(RNCP|RS)\d+$"), unique=True),
        "end": text(),  # day its registration ends (2028-09-01), or ""
        "active": pa.Column("boolean", nullable=True),
        "access": text(),  # the ways that lead to it, folded, "" when they are not known
        "vintage": text(),  # day of the file
    },
)
"""A row a certification that a course leads to."""


@dataclass(frozen=True)
class Certificate:
    """A certification: `ways` are in words, empty when no file tells them; `vae` None then."""

    end: date | None
    active: bool | None
    ways: tuple[str, ...]
    vae: bool | None
    vintage: str

    def over(self, today: date) -> bool:
        """Tell whether its registration has ended."""
        return self.active is False or (self.end is not None and self.end < today)


def certificate_of(table: pd.DataFrame, rncp: str) -> Certificate | None:
    """Return what is known of a certification by its number, None when nothing is.

    Parameters
    ----------
    table : schema CERTIFICATES, or empty
    """
    if not rncp or table.empty:
        return None
    rows = table[table["rncp"] == rncp]
    if rows.empty:
        return None
    row = rows.iloc[0]
    told = [way for way in row["access"].split(BETWEEN) if way]
    known = sorted(told, key=lambda way: [*WAYS, way].index(way))
    return Certificate(
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        active=None if pd.isna(row["active"]) else bool(row["active"]),
        ways=tuple(WAYS.get(way, way) for way in known),
        vae=VAE in told if told else None,
        vintage=row["vintage"],
    )


def way_of(words: str) -> str:
    """Return the way that a text of France compétences names, folded."""
    return fold(words.replace("’", "'"))
