"""The catalogue of certifications: the real French diplomas that demonstration and search use.

`data/demonstration/certifications.csv` is written by hand. It names diplomas as the State names
them, gives the abbreviation people use, the NSF group, the ROME 4.0 métiers they lead to, and the
everyday words a person would type instead.
"""

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from geodata.domains import NSF_DOMAINS, domain_of_nsf
from geodata.tables.columns import filled, table, text
from geodata.vocabulary import LEVELS, VOIES
from loaders.paths import DATA

CATALOGUE = DATA / "demonstration" / "certifications.csv"


def _voies_known(voies: pd.Series) -> pd.Series:
    return voies.map(lambda text: bool(text) and set(text.split()) <= set(VOIES))


CERTIFICATIONS = table(
    "certifications",
    {
        "title": filled(unique=True),
        "short": filled(unique=True),
        "level": pa.Column("Int64", pa.Check.isin(list(LEVELS)), nullable=True),
        "nsf": pa.Column(str, pa.Check.isin(list(NSF_DOMAINS))),
        "romes": pa.Column(str, pa.Check.str_matches(r"^([A-N]\d{4}( [A-N]\d{4})*)?$")),
        "voies": pa.Column(str, pa.Check(_voies_known, error="voies")),
        "rncp": pa.Column(str, pa.Check.str_matches(r"^(RNCP\d+)?$")),
        "formacode": pa.Column(str, pa.Check.str_matches(r"^(\d{5})?$")),
        "words": text(),
        "weight": pa.Column(float, pa.Check.ge(0)),
        "domain": filled(),
    },
)


def read_certifications(path: Path = CATALOGUE) -> pd.DataFrame:
    """Read the catalogue of certifications.

    Parameters
    ----------
    path : Path
        A CSV with the columns of `CERTIFICATIONS` but `domain`, which is worked out.

    Returns
    -------
    pd.DataFrame
        One row a certification: `title` (official), `short` (as people abbreviate it), `level`
        (3 to 8, null when the certification has none), `nsf` (3 digits), `domain` (slug of
        `geodata.domains.DOMAINS`), `romes` and `voies` (space-separated), `rncp` ("RNCP" and
        digits, "" when unknown), `formacode` (5 digits or ""), `words` (everyday words), `weight`
        (relative frequency in the demonstration offer; 0: known by name, never simulated).

    Raises
    ------
    pandera.errors.SchemaError
        If a row breaks the schema.
    """
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame["level"] = pd.to_numeric(frame["level"]).astype("Int64")
    frame["weight"] = frame["weight"].astype(float)
    frame["domain"] = frame["nsf"].map(domain_of_nsf)
    return CERTIFICATIONS.validate(frame)
