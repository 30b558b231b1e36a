"""The figures that ship with a region: those of its contract, transcribed with their source.

`data/indicators/<slug>.csv` has the columns of the table of indicators. They are facts, named in
our own words or by their short official label: never sentences of the document. For each figure:

- `source` names the document and, in brackets, the producer that it cites;
- `reference` gives the lines of the document's text, « Contrat, l. 1075 »;
- `period` and `perimeter` are those that the document gives, empty when it gives none;
- `value` is null when the figure is not a number, `text` then says it (« près de 11 % »);
- figures that contradict one another share a word in `contradiction`, and all of them are there;
- what the document asks for and does not give is there too, « indisponible ».

In the store, `source` is the name of a document, or else the key of a file in the table of sources.
"""

from pathlib import Path

import pandas as pd
import pandera.errors

from geodata.tables.observation import INDICATORS
from geodata.tables.schema import SOURCES
from loaders.errors import SourceError
from loaders.paths import DATA

FOLDER = DATA / "indicators"
KEY = "contrat"


def read_indicators(region: str, folder: Path = FOLDER) -> pd.DataFrame:
    """Return the indicators that ship with a region (schema INDICATORS), none when it has no file.

    Raises SourceError: the file is not a table of indicators: the message names the column at
    fault.
    """
    path = folder / f"{region}.csv"
    if not path.is_file():
        return INDICATORS.validate(pd.DataFrame(columns=list(INDICATORS.columns)))
    texts = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    missing = [column for column in INDICATORS.columns if column not in texts.columns]
    if missing:
        raise SourceError(f"{path.name} : colonne manquante : « {missing[0]} »")
    try:
        table = texts.assign(value=pd.to_numeric(texts["value"].replace("", None)))
        return INDICATORS.validate(table)
    except (ValueError, pandera.errors.SchemaError) as error:
        reason = str(error).splitlines()[0]
        raise SourceError(f"{path.name} : une valeur n'est pas admise ({reason})") from error


def account_of(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the account (schema SOURCES) of the indicators that ship: a row, or none."""
    rows = [
        {
            "source": KEY,
            "name": "Chiffres du contrat et de son diagnostic, transcrits",
            "producer": "Région et État (CPRDFOP), Centre Inffo",
            "licence": "",
            "vintage": "2021 à 2023",
            "perimeter": "région, départements, zones d'emploi et France, selon le chiffre",
            "url": "https://www.c2rp.fr/",
            "file": "",
            "checksum": "",
            "rows_read": len(indicators),
            "rows_kept": len(indicators),
            "rows_rejected": 0,
            "simulated": False,
        }
    ]
    return pd.DataFrame(rows if len(indicators) else [], columns=list(SOURCES.columns))
