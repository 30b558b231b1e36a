"""The quartiers prioritaires de la politique de la ville (QPV) of 2024: their list, their polygons.

Two layouts, told apart by their content:

- a table with a row a quarter and a commune: `code_qp` (QN and six signs), `lib_qp`, `insee_com`;
- a GeoJSON, a GeoPackage… with a feature a quarter and the same properties, in Lambert-93 or
  WGS84; `insee_com` may name several communes.

The perimeters of 2015 (codes QP…) were replaced on 1 January 2024: they are rejected. A point in
place of a polygon is the commune's, not the quarter's: such a file is read as a list.
"""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geodata.plural import named
from loaders.locating.communes import MOVES, cog_of, commune_code
from loaders.locating.gazetteer import SWAPPED
from loaders.reading.columns import find_column, in_short, require_column
from loaders.reading.polygons import (
    TURNED,
    first_properties,
    has_features,
    header_of_features,
    read_features,
)
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import header_of, read_table
from loaders.source import Context, Parsed, Source, report
from loaders.sources.zonings.membership import (
    ATTRIBUTES,
    REPEATED,
    ZONES,
    placed,
)

LEVEL, ATTRIBUTE = "qpv", "qpv_2024"
CODE = (
    "code_qp", "Code QP", "Code du QPV", "code_qpv", "codgeo_qp", "code_quartier",
    "Code du quartier", "num_qp", "codqp", "id_qp",
)  # fmt: skip
NAME = (
    "lib_qp", "Nom du QP", "nom_qp", "Nom du QPV", "lib_qpv", "libelle_qp", "nom_quartier",
    "Nom du quartier", "nom", "libelle",
)  # fmt: skip
COMMUNE = ("insee_com", "code_insee", "codgeo", "Code INSEE", "code_commune", "insee")
POPULATION = ("pop", "population", "pop_municipale", "pmun")
FORMER = "quartier de 2015, remplacé par ceux de 2024"
NO_CODE = "code de quartier absent ou inconnu"
FAR = "quartier hors de la région par ses coordonnées"
PART = "partie d'un quartier, réunie à la première de ses parties"
NO_SHAPE = "sans polygone : gardé dans la liste des communes, absent de la carte"

_CODE = re.compile(r"QN[0-9A-Z]{6}", re.ASCII)
_FORMER = re.compile(r"QP[0-9A-Z]{6}", re.ASCII)
_LEAST_SHARE = 0.01
"""Part of a quarter that must be in a commune: simplified borders leave slivers beside."""


def recognises(path: Path) -> bool:
    """Tell whether a file lists or draws QPV."""
    if has_features(path):
        header = header_of_features(path)
        return find_column(header, CODE) is not None or _of_codes(first_properties(path)) != ""
    header = header_of(path)
    return all(find_column(header, names) for names in (CODE, COMMUNE))


def _of_codes(rows: pd.DataFrame) -> str:
    """Return the column whose every value is the code of a quarter, whatever its name; else ""."""
    quarter = f"{_CODE.pattern}|{_FORMER.pattern}"
    return next(
        (str(c) for c in rows.columns if len(rows) and rows[c].str.fullmatch(quarter).all()), ""
    )


def read(path: Path, context: Context) -> Parsed:
    """Read QPV: the number of quarters of each commune (`qpv_2024`), and their polygons if any.

    Communes without any have 0, unless the file has none of the region. Zones have level « qpv »,
    with a null population unless the file says it.

    Raises MissingColumnError, SourceError as `loaders.reading.tables` and
    `loaders.reading.polygons`.
    """
    return _drawn(path, context) if has_features(path) else _listed(path, context)


def _listed(path: Path, context: Context) -> Parsed:
    sheet = read_table(path)
    columns = list(sheet.rows.columns)
    code, commune = (require_column(columns, names) for names in (CODE, COMMUNE))
    rows = pd.DataFrame(
        {
            "qpv": _written(sheet.rows[code]),
            "commune": sheet.rows[commune],
            "content": in_short(sheet.rows),
        }
    )
    vintage = _vintage(rows["qpv"])
    rows, rejects = _known(rows)
    rows, lost, outside = placed(rows, context)
    again = rows.duplicated(["qpv", "commune"])
    rejects += [malformed(sheet), *lost, report(rows, again, REPEATED)]
    rows = rows[~again]
    return Parsed(
        tables={ATTRIBUTES: _counts(rows[["qpv", "today"]], context)},
        rows_read=sheet.count,
        rejects=joined(rejects),
        vintage=vintage,
        perimeter=_perimeter(rows, "sans leurs contours"),
        elsewhere=len(outside),
    )


def _drawn(path: Path, context: Context) -> Parsed:
    features = read_features(path, context.communes.crs)
    columns = [column for column in features.columns if column != features.geometry.name]
    code = find_column(columns, CODE) or _of_codes(pd.DataFrame(features[columns]))
    code = code or require_column(columns, CODE)
    columns.remove(code)  # « code » is what some name the quarter, and some the commune
    name, commune = find_column(columns, NAME), find_column(columns, COMMUNE)
    people = find_column(columns, POPULATION)
    rows = gpd.GeoDataFrame(
        {
            "qpv": _written(features[code]),
            "name": features[name] if name else features[code],
            "communes": features[commune] if commune else "",
            "population": pd.to_numeric(features[people], errors="coerce") if people else None,
            "content": in_short(features[[code, *columns]]),
        },
        geometry=features.geometry.to_numpy(),
        crs=features.crs,
    ).set_index(features.index)
    vintage = _vintage(rows["qpv"])
    rows, rejects = _known(rows)
    rows, parts = _united(rows)
    rejects.append(parts)
    members = _members(rows, context)
    rows = rows[rows["qpv"].isin(members["qpv"])]
    far = ~rows.geometry.isna() & ~shapely.intersects(rows.geometry.to_numpy(), _region(context))
    rejects.append(report(rows, far, FAR))
    rows = rows[~far]
    members = members[members["qpv"].isin(rows["qpv"])]
    drawn = rows[~rows.geometry.isna()]
    rejected = joined(rejects)
    zones = drawn.rename(columns={"qpv": "code"})[["code", "name", "population", "geometry"]]
    return Parsed(
        tables={
            ATTRIBUTES: _counts(members, context),
            ZONES: zones.assign(level=LEVEL, communes_outside=0),
        },
        rows_read=len(features),
        rejects=rejected,
        corrections=joined(
            [
                report(rows, rows.geometry.isna(), NO_SHAPE),
                report(rows, rows.index.isin(features.attrs[TURNED]), SWAPPED),
            ]
        ),
        vintage=vintage,
        perimeter=_perimeter(members, f"{len(drawn)} avec leur contour"),
        elsewhere=len(features) - len(rejected) - len(rows),
    )


def _vintage(codes: pd.Series) -> str:
    """Return the perimeters that a file is of: those of 2015 when it has no other."""
    former = not codes.str.fullmatch(_CODE.pattern).any()
    return "QPV 2015" if former and codes.str.fullmatch(_FORMER.pattern).any() else "QPV 2024"


def _written(codes: pd.Series) -> pd.Series:
    return codes.str.upper().str.replace(r"\s", "", regex=True)


def _known(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    good = rows["qpv"].str.fullmatch(_CODE.pattern)
    former = rows["qpv"].str.fullmatch(_FORMER.pattern)
    reasons = former.map({True: FORMER, False: NO_CODE})
    return rows[good], [report(rows, ~good, reasons)]


def _united(rows: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return a row a quarter, of all the parts that are drawn of it, and the report of the others.

    What lies over a part that comes before it draws the quarter another time.
    """
    again = rows.duplicated("qpv")
    part = pd.Series(data=False, index=rows.index)
    of_quarter = rows[rows["qpv"].isin(rows.loc[again, "qpv"])].groupby("qpv", sort=False)
    whole = rows.copy()
    for _, features in of_quarter:
        first, *others = features.index
        drawn = features.geometry[first]
        for one in others:
            shape = features.geometry[one]
            if not shape or (drawn and shape.intersection(drawn).area >= 1):
                continue
            part[one], drawn = True, drawn.union(shape) if drawn else shape
        whole.loc[first, "communes"] = " ".join(features["communes"])
        whole.loc[[first], "geometry"] = gpd.GeoSeries([drawn], [first], crs=rows.crs)
    return whole[~again], report(rows, again, part.map({True: PART, False: REPEATED}))


def _members(rows: gpd.GeoDataFrame, context: Context) -> pd.DataFrame:
    """Return `qpv` and `today`, a row a quarter and a commune of the region that it is in.

    The communes are those that the file names, else those that hold a part of the polygon.
    """
    cog = cog_of(context)
    named = rows["communes"].str.findall(r"\b[0-9][0-9AB]?[0-9]{2,3}\b").explode()
    today = named.dropna().map(commune_code).map(cog.current)
    said = pd.DataFrame({"qpv": rows["qpv"].reindex(today.index), "today": today})
    silent = rows[~rows["qpv"].isin(said["qpv"]) & ~rows.geometry.isna()]
    parts = gpd.overlay(
        silent[["qpv", "geometry"]].assign(whole=silent.area),
        context.communes[["code", "geometry"]],
        keep_geom_type=True,
    )
    held = parts[parts.area >= _LEAST_SHARE * parts["whole"]].rename(columns={"code": "today"})
    both = pd.concat([said, pd.DataFrame(held[["qpv", "today"]])])
    return both[both["today"] != ""].drop_duplicates()


def _region(context: Context) -> shapely.Geometry:
    """Return the region and what is just around it: quarters cross its border, never leave it."""
    return context.communes.union_all().buffer(2_000)


def _counts(members: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the number of quarters of every commune of the region, zeros included.

    A file that has no quarter of the region, or those of 2015 alone, says nothing of its communes:
    the table is empty.
    """
    codes = context.communes["code"].iloc[: None if len(members) else 0]
    number = members.drop_duplicates().groupby("today")["qpv"].nunique()
    return pd.DataFrame(
        {
            "code": codes,
            "origin": codes,
            ATTRIBUTE: pd.array(codes.map(number).fillna(0), dtype="Int64"),
        }
    )


def _perimeter(members: pd.DataFrame, shapes: str) -> str:
    quarters, communes = members["qpv"].nunique(), members["today"].nunique()
    return f"{named(quarters, 'quartier')} de {named(communes, 'commune')} de la région, {shapes}"


QPV = Source(
    key="qpv",
    name="Quartiers prioritaires de la politique de la ville (QPV)",
    producer="ANCT",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/fr/datasets/quartiers-prioritaires-de-la-politique-de-la-ville-qpv/",
    rhythm="à chaque décret",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
