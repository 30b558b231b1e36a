"""The tables of the store: what each column is, declared once and checked by pandera.

Lists (postcodes, ROME codes, publics…) are kept as one string of codes separated by a space,
which every tool reads. A missing text is the empty string; a missing number is null.
"""

import pandera.pandas as pa

from geodata.tables.columns import filled, placed, table, text
from geodata.vocabulary import LEVELS, MODALITIES, PUBLICS, VOIES, ZONE_LEVELS


def _words(allowed: dict[str, str]) -> pa.Check:
    words = set(allowed)
    return pa.Check(lambda s: s.map(lambda text: set(text.split()) <= words), error=str(words))


_FLAG = pa.Column("boolean", nullable=True)
_COUNT = pa.Column("Int64", pa.Check.ge(0), nullable=True)
_LEVEL = pa.Column("Int64", pa.Check.isin(list(LEVELS)), nullable=True)
_DATE = pa.Column("datetime64[ns]", nullable=True)

COMMUNES = table(
    "communes",
    {
        "code": text(checks=pa.Check.str_matches(r"^\d[0-9AB]\d{3}$"), unique=True),
        "name": filled(),
        "postcodes": text(),
        "population": pa.Column("int64", pa.Check.ge(0)),
        "pop_0_19": _COUNT,
        "pop_20_64": _COUNT,
        "pop_65_plus": _COUNT,
        "departement": text(),
        "spel": text(),
        "epci": text(),
        "zone_emploi": text(),
        "bmo_basin": text(),
        "density": text(),
        "zrr": _FLAG,
        "frr": _FLAG,
        "qpv_population": _COUNT,
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
        "lon": pa.Column("float64"),
        "lat": pa.Column("float64"),
    },
    strict=False,
)

ZONES = table(
    "zones",
    {
        "level": text(checks=pa.Check.isin(ZONE_LEVELS)),
        "code": filled(),
        "name": filled(),
        "population": _COUNT,  # null where no source says it: quarters are parts of communes
    },
    unique=["level", "code"],
    strict=False,
)

SITES = table(
    "sites",
    {
        "site": filled(unique=True),
        "uai": text(),
        "siret": text(),
        "name": filled(),
        "commune": text(),
        **placed(),
        "source": filled(),
    },
)

RING = table(
    "ring",
    {
        "code": text(checks=pa.Check.str_matches(r"^\d[0-9AB]\d{3}$"), unique=True),
        "name": filled(),
        "departement": text(),
        "region": text(),
        "population": pa.Column("int64", pa.Check.ge(0)),
        "minutes": pa.Column("int64", pa.Check.ge(0)),
    },
)
"""Communes of other regions near the border: their courses reach people of the region.

`minutes` is the time by car from the nearest town hall of the region.
"""

FREE_TEXTS = ("duration", "cost", "pace", "departement")
"""Columns of courses that few sources give.

`duration`, `cost` and `pace` are as their source writes them: « 2 ans », « 525 euros », « cours du
soir ». `departement` is the code of the one that a course without a site is given in, "" elsewhere.
"""

OFFERS = table(
    "offers",
    {
        "offer": text(checks=pa.Check.str_matches(r"^[A-Za-z0-9_.-]{1,80}$"), unique=True),
        "site": text(),
        "title": filled(),
        "certification": text(),
        "rncp": text(),
        "level": _LEVEL,
        "voie": text(checks=pa.Check.isin(list(VOIES))),
        "domain": text(),
        "nsf": text(),
        "formacodes": text(),
        "romes": text(),
        "modality": text(checks=pa.Check.isin(list(MODALITIES))),
        "conventionnee": _FLAG,
        "funder": text(),
        "rev3": text(),
        "capacity": _COUNT,
        "enrolled": _COUNT,
        "start": _DATE,
        "end": _DATE,
        "entry_level": _LEVEL,
        "publics": text(checks=_words(PUBLICS)),
        "url": text(),
        "provider": text(),
        "source": filled(),
        "vintage": text(),
        # What few sources say, and a store of before them does not have.
        **{name: text(required=False) for name in FREE_TEXTS},
    },
)

SOURCES = table(
    "sources",
    {
        "source": filled(unique=True),
        "name": filled(),
        "producer": text(),
        "licence": text(),
        "vintage": text(),
        "perimeter": text(),
        "url": text(),
        "file": text(),
        "checksum": text(),
        "rows_read": pa.Column("int64", pa.Check.ge(0)),
        "rows_kept": pa.Column("int64", pa.Check.ge(0)),
        "rows_rejected": pa.Column("int64", pa.Check.ge(0)),
        "simulated": pa.Column("bool"),
    },
)

REJECTS = table(
    "rejects",
    {
        "source": filled(),
        "row": pa.Column("int64", pa.Check.ge(0)),
        "reason": filled(),
        "content": text(),
    },
)

ROMES = table(
    "romes",
    {
        "rome": text(checks=pa.Check.str_matches(r"^[A-N]\d{4}$"), unique=True),
        "label": filled(),
    },
)
