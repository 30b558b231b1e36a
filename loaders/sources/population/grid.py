"""Insee's gridded population (Filosofi): how many people live in each square of 200 m or 1 km.

A CSV or a GeoPackage of France with a row a square that is lived in:

- `idcar_200m` (`Idcar_1km` in the coarser file): « CRS3035RES200mN2950400E3837800 », the side of
  the square and its south-west corner in metres of EPSG:3035;
- `lcog_geo` (`Depcom` before 2017): the code of its commune, or of several one after the other
  when it lies across borders;
- `ind`: people, with decimals.

A square across a border is counted where its centre is. The squares of a commune become a few
points (`geodata.places.homes.gathered`).
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import CRSError

from geodata.places.departements import departement_of
from geodata.places.homes import gathered
from geodata.places.projection import between
from loaders.errors import SourceError
from loaders.locating.communes import MOVES, Cog, cog_of, commune_code
from loaders.reading.columns import find_roles, known
from loaders.reading.figures import UNREADABLE
from loaders.reading.polygons import has_features, header_of_features
from loaders.reading.quotes import CutRow
from loaders.reading.streams import stream_table
from loaders.reading.tables import CUT, TOO_LONG, header_of, number
from loaders.reading.vintages import dated
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source

KEY = "carreaux"
TABLE = "homes"
NAMES = {
    "square": ("idcar_200m", "idcar_1km", "idINSPIRE", "id_carr_200m", "id_carr1km"),
    "communes": ("lcog_geo", "depcom", "lcog"),
    "people": ("ind", "ind_c", "nb_individus"),
}
NO_SQUARE = "identifiant de carreau illisible"
NO_COMMUNE = "commune du carreau illisible"
NOBODY = "carreau sans habitant"
AGAIN = "carreau déjà compté"

_SQUARE = re.compile(r"(?:CRS(\d+))?RES(\d+)mN(\d+)E(\d+)", re.ASCII | re.IGNORECASE)
_EUROPE = "3035"  # EPSG code of the squares of the mainland: those overseas name theirs


def recognises(path: Path) -> bool:
    """Tell whether a file has squares, with its communes or its people renamed at most."""
    header = header_of_features(path) if has_features(path) else header_of(path)
    roles = known(header, NAMES)
    return "square" in roles and len(roles) > 1


def read(path: Path, context: Context) -> Parsed:
    """Read the squares of the region (raises MissingColumnError, SourceError)."""
    rows = _features(path) if has_features(path) else stream_table(path)
    header = [name.strip() for name in next(rows, [])]
    found = find_roles(header, NAMES, NAMES)
    at = [header.index(str(found[role])) for role in NAMES]
    return _Reader(context).read(rows, at, len(header), dated("carreaux Filosofi", path))


def _features(path: Path) -> Iterator[Sequence[str]]:
    """Yield the properties of a GeoPackage as the rows of a table."""
    header = list(header_of_features(path))
    found = find_roles(header, NAMES, NAMES)
    columns = [str(found[role]) for role in NAMES]
    try:
        frame = pyogrio.read_dataframe(path, columns=columns, read_geometry=False)
    except Exception as error:  # GDAL lets through errors of many kinds
        raise SourceError("le fichier de carreaux est abîmé") from error
    yield columns
    yield from frame[columns].fillna("").astype(str).itertuples(index=False, name=None)


class _Reader:
    def __init__(self, context: Context) -> None:
        self._communes = context.communes
        self._cog: Cog = cog_of(context)
        self._region = set(context.profile.departements)
        self._rejects: list[tuple[int, str, str]] = []
        self._away = 0

    def read(
        self, rows: Iterator[Sequence[str]], at: Sequence[int], width: int, vintage: str
    ) -> Parsed:
        kept, seen, row = [], set[str](), 0
        for row, cells in enumerate(rows, start=1):
            if isinstance(cells, CutRow) or len(cells) < width or any(cells[width:]):
                self._refuse(row, TOO_LONG if len(cells) > width else CUT, cells)
                continue
            name, codes, text = (cells[place].strip() for place in at)
            square, people = _SQUARE.fullmatch(name), number(text)
            listed = _codes(codes)
            if not listed:
                self._refuse(row, NO_COMMUNE, cells)
            elif not self._near(listed):
                self._away += 1
            elif not square:
                self._refuse(row, NO_SQUARE, cells)
            elif people is None or people < 0 or not np.isfinite(people):
                self._refuse(row, UNREADABLE, cells)
            elif not people:
                self._refuse(row, NOBODY, cells)
            elif name in seen:
                self._refuse(row, AGAIN, cells)
            else:
                seen.add(name)
                side, north, east = map(int, square.groups()[1:])
                centre = (east + side / 2, north + side / 2)
                kept.append((listed, square[1] or _EUROPE, *centre, people, side))
        squares = pd.DataFrame(kept, columns=["listed", "crs", "x", "y", "people", "side"])
        self._to_metres(squares)
        squares["commune"] = self._placed(squares)
        here = squares["commune"] != ""
        self._away += int((~here).sum())
        sides = " et ".join(f"{side} m" for side in sorted(set(squares["side"])))
        return Parsed(
            tables={TABLE: gathered(squares[here])},
            rows_read=row,
            rejects=pd.DataFrame(self._rejects, columns=REPORT_COLUMNS),
            vintage=vintage,
            perimeter=f"habitants des ménages, par carreau de {sides}" if sides else "",
            elsewhere=self._away,
        )

    def _to_metres(self, squares: pd.DataFrame) -> None:
        """Put the centres of the squares in the metres of the region."""
        for code, rows in squares.groupby("crs").groups.items():
            try:
                to_region = between(f"EPSG:{code}", self._communes.crs)
            except CRSError as error:
                raise SourceError(f"projection de carreaux inconnue : « CRS{code} »") from error
            x, y = (squares.loc[rows, axis].to_numpy() for axis in ("x", "y"))
            squares.loc[rows, "x"], squares.loc[rows, "y"] = to_region.transform(x, y)

    def _near(self, listed: Sequence[str]) -> bool:
        return any(
            departement_of(code) in self._region or self._cog.candidates(code) for code in listed
        )

    def _placed(self, squares: pd.DataFrame) -> pd.Series:
        """Return the commune of each square, "" for one of another region."""
        alone = squares["listed"].map(lambda listed: listed[0] if len(listed) == 1 else "")
        place = alone.map({code: self._cog.current(code) for code in set(alone)}).fillna("")
        # Across a border, or of a commune that is no longer one: by the centre.
        unsure = (place == "").to_numpy()
        points = shapely.points(squares.loc[unsure, ["x", "y"]].to_numpy(dtype=np.float64))
        which, commune = self._communes.sindex.query(points, predicate="within")
        found = pd.Series("", index=squares.index[unsure], dtype=object)
        found.iloc[which] = self._communes["code"].to_numpy()[commune]
        return place.where(~unsure, found.reindex(squares.index))

    def _refuse(self, row: int, reason: str, cells: Sequence[str]) -> None:
        self._rejects.append((row, reason, " | ".join(cells)[:200]))


def _codes(text: str) -> tuple[str, ...]:
    """Return the codes of communes that a cell writes one after the other, () if it is none."""
    bare = re.sub(r"[^0-9A-Z]", "", text.upper().removesuffix(".0"))
    if len(bare) % 5:
        bare = f"0{bare}"  # a workbook loses the first zero
    codes = tuple(commune_code(bare[first : first + 5]) for first in range(0, len(bare), 5))
    return codes if all(codes) else ()


POPULATION_GRID = Source(
    key=KEY,
    name="Population par carreau (Filosofi)",
    producer="Insee",
    licence="Licence Ouverte 2.0",
    page="https://www.insee.fr/fr/statistiques/8735162",
    rhythm="tous les deux ans environ",
    recognises=recognises,
    read=read,
    gives=(TABLE,),
    needs=(MOVES,),
)
