"""Population of the IRIS, the quarters of towns that the census counts, and where they are.

Two files, one of Insee and one of IGN and Insee, which are of use together:

- `base-ic-evol-struct-pop-2021.csv` (« ; ») : `IRIS` (nine signs), `COM`, and `P21_POP`, whose name
  bears the year of the census;
- the outlines of the IRIS (GeoPackage, shapefile or GeoJSON): `CODE_IRIS`, and polygons.

The people of an IRIS are put in the middle of its polygon. A commune of a single IRIS keeps its
town hall, which says better where it is lived in than the middle of its fields.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.places.homes import gathered
from loaders.errors import SourceError
from loaders.locating.communes import MOVES, cog_of, commune_code
from loaders.reading.columns import find_column, in_short, known, require_column
from loaders.reading.figures import UNREADABLE
from loaders.reading.polygons import has_features, header_of_features, read_features
from loaders.reading.rejected_rows import joined, malformed, sorted_out
from loaders.reading.tables import header_of, number, read_table
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source

PLACES = "iris_places"
TABLE = "homes"
OUTLINE = ("CODE_IRIS", "DCOMIRIS", "iris_code")
NAMES = {"iris": ("IRIS", "CODE_IRIS"), "commune": ("COM", "CODGEO", "INSEE_COM")}
NO_CODE = "code IRIS absent ou mal formé"
NO_OUTLINE = "IRIS absent des contours chargés"
NOBODY = "IRIS sans habitant"
AGAIN = "IRIS déjà compté"

_IRIS = re.compile(r"(\d\d|2[AB])\d{7}", re.ASCII)
_PEOPLE = re.compile(r"P(\d\d)_POP", re.IGNORECASE)


def has_population(path: Path) -> bool:
    """Tell whether a file has the population of IRIS."""
    if has_features(path):
        return False
    header = header_of(path)
    return "iris" in known(header, NAMES) and _people_of(header) is not None


def has_outlines(path: Path) -> bool:
    """Tell whether a file draws IRIS."""
    return has_features(path) and find_column(header_of_features(path), OUTLINE) is not None


def read_outlines(path: Path, context: Context) -> Parsed:
    """Read the middle of each IRIS (raises MissingColumnError, SourceError)."""
    features = read_features(path, context.communes.crs)
    code = require_column(features.columns.drop(features.geometry.name), OUTLINE)
    rows = pd.DataFrame({"iris": features[code].str.upper(), "content": features[code]})
    drawn = features.geometry.notna()
    rows, rejects = sorted_out(
        rows,
        {
            NO_CODE: ~rows["iris"].map(_is_code),
            "sans contour": ~drawn,
            AGAIN: rows["iris"].duplicated(),
        },
    )
    middles = features.geometry[rows.index].representative_point()
    return Parsed(
        tables={PLACES: pd.DataFrame({"iris": rows["iris"], "x": middles.x, "y": middles.y})},
        rows_read=len(features),
        rejects=rejects,
        vintage=dated("contours des IRIS", path),
        perimeter="milieu de chaque IRIS",
    )


def read_population(path: Path, context: Context) -> Parsed:
    """Read the people of the IRIS of the region.

    Raises MissingColumnError, SourceError: a column is not there, or no file of outlines says where
    the IRIS are.
    """
    places = context.nomenclatures.get(PLACES)
    if places is None or places.empty:
        raise SourceError(
            "il manque les contours des IRIS, qui disent où ils sont : déposez aussi le fichier "
            "« Contours… IRIS » de l'IGN et de l'Insee"
        )
    sheet = read_table(path)
    header = list(sheet.rows.columns)
    iris, commune = (require_column(header, NAMES[role]) for role in ("iris", "commune"))
    people = _people_of(header) or require_column(header, ("P21_POP",))
    where = places.drop_duplicates("iris").set_index("iris")
    code = sheet.rows[iris].str.upper().map(lambda text: f"0{text}" if len(text) == 8 else text)
    rows = pd.DataFrame(
        {
            "iris": code,
            "commune": sheet.rows[commune].map(commune_code),
            "people": sheet.rows[people].map(number).astype("float64"),
            "content": in_short(sheet.rows),
        }
    )
    cog = cog_of(context)
    today = rows["commune"].map({code: cog.current(code) for code in set(rows["commune"])})
    here = today.fillna("") != ""
    away = int((~here).sum())
    rows = rows[here].assign(commune=today[here])
    rows, rejects = sorted_out(
        rows,
        {
            NO_CODE: ~rows["iris"].map(_is_code),
            AGAIN: rows["iris"].duplicated(),
            UNREADABLE: ~(rows["people"] >= 0) | ~np.isfinite(rows["people"]),
            NOBODY: rows["people"] == 0,
            NO_OUTLINE: ~rows["iris"].isin(where.index),
        },
    )
    placed = rows.assign(**{axis: rows["iris"].map(where[axis]) for axis in ("x", "y")})
    several = placed.groupby("commune")["iris"].transform("size") > 1
    year = (_PEOPLE.fullmatch(people) or ["", "21"])[1]
    return Parsed(
        tables={TABLE: gathered(placed[several])},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), rejects]),
        vintage=f"recensement 20{year}",
        perimeter="habitants des communes de plusieurs IRIS, par IRIS",
        elsewhere=away,
    )


def _people_of(header: Sequence[str]) -> str | None:
    return next((name for name in header if _PEOPLE.fullmatch(name.strip())), None)


def _is_code(text: str) -> bool:
    return bool(_IRIS.fullmatch(text))


IRIS_OUTLINES = Source(
    key="iris-contours",
    name="Contours des IRIS",
    producer="IGN et Insee",
    licence="Licence Ouverte 2.0",
    page="https://geoservices.ign.fr/contoursiris",
    rhythm="chaque année",
    recognises=has_outlines,
    read=read_outlines,
    gives=(PLACES,),
)
IRIS_POPULATION = Source(
    key="iris",
    name="Population par IRIS",
    producer="Insee",
    licence="Licence Ouverte 2.0",
    page="https://www.insee.fr/fr/statistiques/8268806",
    rhythm="chaque année",
    recognises=has_population,
    read=read_population,
    gives=(TABLE,),
    needs=(MOVES, PLACES),
)
