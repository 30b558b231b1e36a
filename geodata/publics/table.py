"""The table of people trained by public, as a region counts them."""

import pandera.pandas as pa

from geodata.domains import DOMAINS
from geodata.tables.columns import filled, table, text
from geodata.tables.observation import STATUSES, TERRITORIES
from geodata.vocabulary import LEVELS

PUBLICS: dict[str, str] = {
    "jeunes": "Jeunes",
    "demandeurs_emploi": "Demandeurs d'emploi",
    "handicap": "Personnes en situation de handicap",
    "rsa": "Bénéficiaires du RSA",
    "qpv": "Habitants des quartiers prioritaires (QPV)",
    "frr": "Habitants des communes FRR",
}
"""The publics that the contract names."""

FIRST_YEAR = "premiere_annee"
"""Not a public: the pupils, apprentices and trainees who begin, set beside recruitment."""

_COUNT = pa.Column("float64", pa.Check.ge(0), nullable=True)

TRAINED = table(
    "trained",
    {
        "public": pa.Column(str, pa.Check.isin([*PUBLICS, FIRST_YEAR])),
        "scheme": text(),  # in the words of the region, empty where it is not said
        "domain": pa.Column(str, pa.Check.isin([*DOMAINS, ""])),
        "qualification": pa.Column("Int64", pa.Check.isin(list(LEVELS)), nullable=True),
        "level": pa.Column(str, pa.Check.isin(TERRITORIES)),
        "code": filled(),
        "year": pa.Column(str, pa.Check.str_matches(r"^\d{4}$")),
        "people": _COUNT,  # of the public
        "total": _COUNT,  # all who are trained in that cell, null where it is not said
        "leavers": _COUNT,  # of the public, those who left before the end
        "status": pa.Column(str, pa.Check.isin(list(STATUSES))),
        "perimeter": filled(),
        "source": filled(),
    },
)
"""Cells do not overlap: a person is in one cell at most of a public, a year and a level."""

IDENTITY = ("public", "scheme", "domain", "qualification", "level", "code", "year")
"""What a cell is about: two rows that share it are the same figure, published twice."""
