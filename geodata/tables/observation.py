"""The tables of observation: outcomes, tension, prospects, indicators, crosswalks between codes.

A value that its producer keeps secret or does not publish is null, and its `status` says which:
it is never a zero. A sum of which some terms are secret is what is published of it, and « partiel »
says so. The conventions are those of `geodata.tables.schema`.
"""

import pandera.pandas as pa

from geodata.tables.columns import filled, table, text
from geodata.vocabulary import VOIES, ZONE_LEVELS

STATUSES: dict[str, str] = {
    "": "publié",
    "secret": "secret statistique",
    "indisponible": "non disponible",
    "partiel": "somme partielle, des valeurs secrètes n'y sont pas",
}

TERRITORIES = ("france", *ZONE_LEVELS, "commune", "establishment")
"""What a figure can be about, by its level; `code` then names it."""


def _rate() -> pa.Column:
    return pa.Column("float64", pa.Check.in_range(0, 100), nullable=True)


def _degree() -> pa.Column:
    return pa.Column("Int64", pa.Check.in_range(1, 5), nullable=True)


def _count(required: bool = True) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(0), nullable=True, required=required)


_STATUS = text(checks=pa.Check.isin(list(STATUSES)))
_LEVEL = text(checks=pa.Check.isin(TERRITORIES))

OUTCOMES = table(
    "outcomes",
    {
        "level": _LEVEL,  # establishment (code is a UAI) or region (code is the region's)
        "code": text(),
        "voie": text(checks=pa.Check.isin([*VOIES, ""])),  # empty: all of them together
        "mef": text(),  # MEFSTAT11, empty when the figure is about all the courses
        "cfd": text(),
        "cohort": text(checks=pa.Check.str_matches(r"^\d{4}_\d{4}$")),
        "last_year": _count(),  # people in the last year of the course
        "leavers": _count(),
        "continuing_rate": _rate(),
        "employment_rate_6_months": _rate(),
        "employment_rate_12_months": _rate(),
        "employment_rate_18_months": _rate(),
        "employment_rate_24_months": _rate(),
        "expected_rate": _rate(),
        "added_value": pa.Column("float64", nullable=True),
        "status": _STATUS,
        "source": text(),
        "vintage": text(),
    },
)

COMPLEMENTARY = {
    "hiring_intensity": "Intensité d'embauches",
    "skills_mismatch": "Lien entre la spécialité de formation et le métier",
    "labour_shortage": "Manque de main-d'œuvre disponible",
    "job_instability": "Non-durabilité de l'emploi",
    "working_conditions": "Conditions de travail contraignantes",
    "geographic_mismatch": "Inadéquation géographique",
}
"""The six indicators that Dares publishes beside the tension of a métier, from 1 to 5."""

TENSION = table(
    "tension",
    {
        "nomenclature": text(checks=pa.Check.isin(["rome", "fap", "pcs"])),
        "metier": filled(),
        "label": text(),
        "level": _LEVEL,
        "code": text(),
        "zone_name": text(),
        "year": pa.Column("int64"),
        "tension": _degree(),
        **{name: _degree() for name in COMPLEMENTARY},
        "projects": _count(),
        "difficult": _count(),
        "seasonal": _count(),
        "job_seekers": _count(),
        # Projects of the cells whose difficult, or seasonal, ones are published too.
        "difficult_of": _count(required=False),
        "seasonal_of": _count(required=False),
        "partial": text(),  # columns of this row that are sums without the secret values
        "status": _STATUS,
        "source": text(),
        "vintage": text(),
    },
)

PROSPECTS = table(
    "prospects",
    {
        "metier": text(
            checks=pa.Check.str_matches(r"^[A-Z][0-9A-Z][0-9A-Z_]$")
        ),  # FAP 2009, 87 groups
        "label": filled(),
        "level": _LEVEL,
        "code": text(),
        "period": text(checks=pa.Check.str_matches(r"^\d{4}-\d{4}$")),
        "jobs": pa.Column("float64", pa.Check.ge(0)),  # people at work in the first year
        "created": pa.Column("float64"),  # net creations of jobs, negative where jobs go
        "departures": pa.Column("float64", pa.Check.ge(0)),  # at the end of a career
        "openings": pa.Column("float64"),  # created + departures
        "starters": pa.Column("float64", pa.Check.ge(0)),  # young people who begin
        "moves": pa.Column("float64"),  # what moves between regions add to the gap
        "gap": pa.Column("float64"),  # openings - starters + moves
        "tension": _degree(),  # in the first year
        "source": text(),
        "vintage": text(),
    },
    unique=["metier", "level", "code", "period"],
)
"""What a projection expects of each family of métiers, in people over the period."""

INDICATORS = table(
    "indicators",
    {
        "theme": text(
            checks=pa.Check.isin(
                ["population", "entreprises-emploi", "marche-travail", "formations"]
            )
        ),
        "entry": text(checks=pa.Check.isin(["metier", "secteur", "territoire", "public"])),
        "indicator": filled(),
        "category": text(),  # what the figure is broken down by, empty for a total
        "level": _LEVEL,
        "code": text(),
        "period": text(),
        "value": pa.Column("float64", nullable=True),
        "text": text(),  # the value as published when it is not a number (« près de 11 % »)
        "unit": text(),
        "status": _STATUS,
        "perimeter": text(),
        "source": filled(),
        "reference": text(),  # page or line of the document
        "contradiction": text(),  # a word shared by figures that contradict one another
        "note": text(),
    },
)

CROSSWALKS = table(
    "crosswalks",
    {
        "from_kind": text(),  # rncp, rome, fap, nsf, formacode, cfd, mef, pcs…
        "from_code": filled(),
        "to_kind": text(),
        "to_code": filled(),
        "label": text(),  # of what `to_code` names
        "source": text(),
    },
)
