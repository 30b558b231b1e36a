"""The tables of observation: outcomes, tension, prospects, indicators, crosswalks between codes.

A value that its producer keeps secret or does not publish is null, and its `status` says which:
it is never a zero. A sum of which some terms are secret is what is published of it, and « partiel »
says so. The conventions are those of `geodata.tables.schema`.
"""

import pandera.pandas as pa

from geodata.vocabulary import VOIES, ZONE_LEVELS

STATUSES: dict[str, str] = {
    "": "publié",
    "secret": "secret statistique",
    "indisponible": "non disponible",
    "partiel": "somme partielle, des valeurs secrètes n'y sont pas",
}

TERRITORIES = ("france", *ZONE_LEVELS, "commune", "establishment")
"""What a figure can be about, by its level; `code` then names it."""


def _text(**options: object) -> pa.Column:
    return pa.Column(str, nullable=False, **options)  # type: ignore[arg-type]


def _rate() -> pa.Column:
    return pa.Column("float64", pa.Check.in_range(0, 100), nullable=True)


def _degree() -> pa.Column:
    return pa.Column("Int64", pa.Check.in_range(1, 5), nullable=True)


def _count(required: bool = True) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(0), nullable=True, required=required)


_STATUS = _text(checks=pa.Check.isin(list(STATUSES)))
_LEVEL = _text(checks=pa.Check.isin(TERRITORIES))

OUTCOMES = pa.DataFrameSchema(
    {
        "level": _LEVEL,  # establishment (code is a UAI) or region (code is the region's)
        "code": _text(),
        "voie": _text(checks=pa.Check.isin([*VOIES, ""])),  # empty: all of them together
        "mef": _text(),  # MEFSTAT11, empty when the figure is about all the courses
        "cfd": _text(),
        "cohort": _text(checks=pa.Check.str_matches(r"^\d{4}_\d{4}$")),
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
        "source": _text(),
        "vintage": _text(),
    },
    strict="filter",
    coerce=True,
    name="outcomes",
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

TENSION = pa.DataFrameSchema(
    {
        "nomenclature": _text(checks=pa.Check.isin(["rome", "fap", "pcs"])),
        "metier": _text(checks=pa.Check.str_length(min_value=1)),
        "label": _text(),
        "level": _LEVEL,
        "code": _text(),
        "zone_name": _text(),
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
        "partial": _text(),  # columns of this row that are sums without the secret values
        "status": _STATUS,
        "source": _text(),
        "vintage": _text(),
    },
    strict="filter",
    coerce=True,
    name="tension",
)

PROSPECTS = pa.DataFrameSchema(
    {
        "metier": _text(
            checks=pa.Check.str_matches(r"^[A-Z][0-9A-Z][0-9A-Z_]$")
        ),  # FAP 2009, 87 groups
        "label": _text(checks=pa.Check.str_length(min_value=1)),
        "level": _LEVEL,
        "code": _text(),
        "period": _text(checks=pa.Check.str_matches(r"^\d{4}-\d{4}$")),
        "jobs": pa.Column("float64", pa.Check.ge(0)),  # people at work in the first year
        "created": pa.Column("float64"),  # net creations of jobs, negative where jobs go
        "departures": pa.Column("float64", pa.Check.ge(0)),  # at the end of a career
        "openings": pa.Column("float64"),  # created + departures
        "starters": pa.Column("float64", pa.Check.ge(0)),  # young people who begin
        "moves": pa.Column("float64"),  # what moves between regions add to the gap
        "gap": pa.Column("float64"),  # openings - starters + moves
        "tension": _degree(),  # in the first year
        "source": _text(),
        "vintage": _text(),
    },
    unique=["metier", "level", "code", "period"],
    strict="filter",
    coerce=True,
    name="prospects",
)
"""What a projection expects of each family of métiers, in people over the period."""

INDICATORS = pa.DataFrameSchema(
    {
        "theme": _text(
            checks=pa.Check.isin(
                ["population", "entreprises-emploi", "marche-travail", "formations"]
            )
        ),
        "entry": _text(checks=pa.Check.isin(["metier", "secteur", "territoire", "public"])),
        "indicator": _text(checks=pa.Check.str_length(min_value=1)),
        "category": _text(),  # what the figure is broken down by, empty for a total
        "level": _LEVEL,
        "code": _text(),
        "period": _text(),
        "value": pa.Column("float64", nullable=True),
        "text": _text(),  # the value as published when it is not a number (« près de 11 % »)
        "unit": _text(),
        "status": _STATUS,
        "perimeter": _text(),
        "source": _text(checks=pa.Check.str_length(min_value=1)),
        "reference": _text(),  # page or line of the document
        "contradiction": _text(),  # a word shared by figures that contradict one another
        "note": _text(),
    },
    strict="filter",
    coerce=True,
    name="indicators",
)

CROSSWALKS = pa.DataFrameSchema(
    {
        "from_kind": _text(),  # rncp, rome, fap, nsf, formacode, cfd, mef, pcs…
        "from_code": _text(checks=pa.Check.str_length(min_value=1)),
        "to_kind": _text(),
        "to_code": _text(checks=pa.Check.str_length(min_value=1)),
        "label": _text(),  # of what `to_code` names
        "source": _text(),
    },
    strict="filter",
    coerce=True,
    name="crosswalks",
)
