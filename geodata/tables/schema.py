"""The tables of the store: what each column is, declared once and checked by pandera.

Lists (postcodes, ROME codes, publics…) are kept as one string of codes separated by a space,
which every tool reads. A missing text is the empty string; a missing number is null.
"""

import pandera.pandas as pa

from geodata.vocabulary import LEVELS, MODALITIES, PRECISIONS, PUBLICS, VOIES, ZONE_LEVELS


def _text(**options: object) -> pa.Column:
    return pa.Column(str, nullable=False, **options)  # type: ignore[arg-type]


def _words(allowed: dict[str, str]) -> pa.Check:
    words = set(allowed)
    return pa.Check(lambda s: s.map(lambda text: set(text.split()) <= words), error=str(words))


_FLAG = pa.Column("boolean", nullable=True)
_COUNT = pa.Column("Int64", pa.Check.ge(0), nullable=True)
_LEVEL = pa.Column("Int64", pa.Check.isin(list(LEVELS)), nullable=True)
_DATE = pa.Column("datetime64[ns]", nullable=True)

COMMUNES = pa.DataFrameSchema(
    {
        "code": _text(checks=pa.Check.str_matches(r"^\d[0-9AB]\d{3}$"), unique=True),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "postcodes": _text(),
        "population": pa.Column("int64", pa.Check.ge(0)),
        "pop_0_19": _COUNT,
        "pop_20_64": _COUNT,
        "pop_65_plus": _COUNT,
        "departement": _text(),
        "spel": _text(),
        "epci": _text(),
        "zone_emploi": _text(),
        "bmo_basin": _text(),
        "density": _text(),
        "zrr": _FLAG,
        "frr": _FLAG,
        "qpv_population": _COUNT,
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
        "lon": pa.Column("float64"),
        "lat": pa.Column("float64"),
    },
    strict=False,
    coerce=True,
    name="communes",
)

ZONES = pa.DataFrameSchema(
    {
        "level": _text(checks=pa.Check.isin(ZONE_LEVELS)),
        "code": _text(checks=pa.Check.str_length(min_value=1)),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "population": _COUNT,  # null where no source says it: quarters are parts of communes
    },
    unique=["level", "code"],
    strict=False,
    coerce=True,
    name="zones",
)

SITES = pa.DataFrameSchema(
    {
        "site": _text(checks=pa.Check.str_length(min_value=1), unique=True),
        "uai": _text(),
        "siret": _text(),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "commune": _text(),
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
        "lon": pa.Column("float64"),
        "lat": pa.Column("float64"),
        "precision": _text(checks=pa.Check.isin(list(PRECISIONS))),
        "source": _text(checks=pa.Check.str_length(min_value=1)),
    },
    strict="filter",
    coerce=True,
    name="sites",
)

RING = pa.DataFrameSchema(
    {
        "code": _text(checks=pa.Check.str_matches(r"^\d[0-9AB]\d{3}$"), unique=True),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "departement": _text(),
        "region": _text(),
        "population": pa.Column("int64", pa.Check.ge(0)),
        "minutes": pa.Column("int64", pa.Check.ge(0)),
    },
    strict="filter",
    coerce=True,
    name="ring",
)
"""Communes of other regions near the border: their courses reach people of the region.

`minutes` is the time by car from the nearest town hall of the region.
"""

FREE_TEXTS = ("duration", "cost", "pace", "departement")
"""Columns of courses that few sources give.

`duration`, `cost` and `pace` are as their source writes them: « 2 ans », « 525 euros », « cours du
soir ». `departement` is the code of the one that a course without a site is given in, "" elsewhere.
"""

OFFERS = pa.DataFrameSchema(
    {
        "offer": _text(checks=pa.Check.str_matches(r"^[A-Za-z0-9_.-]{1,80}$"), unique=True),
        "site": _text(),
        "title": _text(checks=pa.Check.str_length(min_value=1)),
        "certification": _text(),
        "rncp": _text(),
        "level": _LEVEL,
        "voie": _text(checks=pa.Check.isin(list(VOIES))),
        "domain": _text(),
        "nsf": _text(),
        "formacodes": _text(),
        "romes": _text(),
        "modality": _text(checks=pa.Check.isin(list(MODALITIES))),
        "conventionnee": _FLAG,
        "funder": _text(),
        "rev3": _text(),
        "capacity": _COUNT,
        "enrolled": _COUNT,
        "start": _DATE,
        "end": _DATE,
        "entry_level": _LEVEL,
        "publics": _text(checks=_words(PUBLICS)),
        "url": _text(),
        "provider": _text(),
        "source": _text(checks=pa.Check.str_length(min_value=1)),
        "vintage": _text(),
        # What few sources say, and a store of before them does not have.
        **{name: _text(required=False) for name in FREE_TEXTS},
    },
    strict="filter",
    coerce=True,
    name="offers",
)

SOURCES = pa.DataFrameSchema(
    {
        "source": _text(checks=pa.Check.str_length(min_value=1), unique=True),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "producer": _text(),
        "licence": _text(),
        "vintage": _text(),
        "perimeter": _text(),
        "url": _text(),
        "file": _text(),
        "checksum": _text(),
        "rows_read": pa.Column("int64", pa.Check.ge(0)),
        "rows_kept": pa.Column("int64", pa.Check.ge(0)),
        "rows_rejected": pa.Column("int64", pa.Check.ge(0)),
        "simulated": pa.Column("bool"),
    },
    strict="filter",
    coerce=True,
    name="sources",
)

REJECTS = pa.DataFrameSchema(
    {
        "source": _text(checks=pa.Check.str_length(min_value=1)),
        "row": pa.Column("int64", pa.Check.ge(0)),
        "reason": _text(checks=pa.Check.str_length(min_value=1)),
        "content": _text(),
    },
    strict="filter",
    coerce=True,
    name="rejects",
)

ROMES = pa.DataFrameSchema(
    {
        "rome": _text(checks=pa.Check.str_matches(r"^[A-N]\d{4}$"), unique=True),
        "label": _text(checks=pa.Check.str_length(min_value=1)),
    },
    strict="filter",
    coerce=True,
    name="romes",
)
