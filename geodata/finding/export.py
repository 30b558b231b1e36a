"""A list of courses as a file: CSV, XLSX, GeoJSON and GeoParquet, the same rows in each."""

import io
import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import xlsxwriter

from geodata.atlas import Atlas
from geodata.courses.establishments import best_of
from geodata.domains import DOMAINS
from geodata.finding.answer import Found
from geodata.tables.schema import FREE_TEXTS
from geodata.travel.model import OUT_OF_REACH
from geodata.travel.words import GIVEN_BY
from geodata.vocabulary import (
    DEPARTEMENT_ONLY,
    MODALITIES,
    PRECISIONS_OF_COURSES,
    PUBLICS,
    VOIES,
)

HEADERS: dict[str, str] = {
    "offer": "Identifiant",
    "title": "Intitulé",
    "site_name": "Lieu de formation",
    "commune_code": "Code commune",
    "commune": "Commune",
    "departement": "Département, pour un lieu à demander",
    "address": "Adresse",
    "postcode": "Code postal",
    "telephone": "Téléphone",
    "website": "Site de l'établissement",
    "minutes": "Temps de trajet (min)",
    "times": GIVEN_BY,
    "voie": "Voie",
    "level": "Niveau",
    "domain": "Domaine",
    "modality": "Modalité",
    "start": "Début",
    "end": "Fin",
    "provider": "Organisme",
    "certification": "Certification",
    "rncp": "Code RNCP",
    "romes": "Codes ROME",
    "nsf": "Code NSF",
    "formacodes": "Formacodes",
    "entry_level": "Niveau d'entrée",
    "publics": "Publics",
    "conventionnee": "Conventionnée",
    "funder": "Financeur",
    "rev3": "rev3",
    "boarding": "Internat",
    "duration": "Durée",
    "cost": "Coût",
    "pace": "Rythme",
    "capacity": "Places",
    "enrolled": "Inscrits",
    "lon": "Longitude",
    "lat": "Latitude",
    "precision": "Précision du lieu",
    "url": "Page de la formation",
    "source": "Source",
    "vintage": "Millésime",
}
"""Columns of a spreadsheet, in order, with the name a reader sees; the source closes each row."""

ABOUT = ("address", "postcode", "telephone", "website")
_WIDTHS = {"title": 48, "certification": 40, "site_name": 36, "provider": 36, "commune": 22}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MAX_CELL = 32_000  # XLSX refuses a longer text


def export_table(atlas: Atlas, found: Found, rows: np.ndarray) -> pd.DataFrame:
    """Return chosen courses with their place and travel time, in the order of `rows`.

    Parameters
    ----------
    atlas : Atlas
    found : Found
        The search that gave the rows; its `minutes` are those of the table.
    rows : numpy.ndarray of int
        Positions in the table of offers.

    Returns
    -------
    pandas.DataFrame
        The columns of the schema OFFERS, and `site_name`, `commune_code`, `commune`, `lon` and
        `lat` (degrees WGS84), `precision` (a key of `vocabulary.PRECISIONS_OF_COURSES`), `minutes`
        (null without an origin or out of reach), `times` (what gives them), and what is known of
        the establishment: `address`, `postcode`, `telephone`, `website` ("" when no source says
        it), `boarding` (null: unknown).
    """
    return pd.DataFrame(export_columns(atlas, found, rows), index=range(len(rows)), copy=False)


def export_columns(atlas: Atlas, found: Found, rows: np.ndarray) -> dict[str, Any]:
    """Return the columns of `export_table` as arrays; a text alone is that of every row.

    An index for each of forty columns costs more than what a page of results has in them.
    """
    rows = np.asarray(rows, dtype=np.int64)
    offers = atlas.offers
    position = atlas.columns.site[rows]
    places = _taken(_places(atlas), np.where(position < 0, len(atlas.sites), position))
    table, which = _about(atlas)
    departement = atlas.columns.departement[rows]
    free = {name: "" for name in FREE_TEXTS if name not in offers and name != "departement"}
    precision = pd.Series(places["precision"]).mask(departement != "", DEPARTEMENT_ONLY)
    return {
        **_taken(offers, rows),
        **free,
        **_taken(table, which[rows]),
        "site_name": places["name"],
        "departement": departement,
        "commune_code": places["commune_code"],
        "commune": places["commune"],
        "lon": places["lon"],
        "lat": places["lat"],
        "precision": precision.array,
        "minutes": _minutes(found.minutes, position).array,
        "times": found.times,
    }


def _taken(table: pd.DataFrame, rows: np.ndarray) -> dict[str, Any]:
    """Return the values of some rows, by column."""
    return {str(name): column.array.take(rows) for name, column in table.items()}


def _places(atlas: Atlas) -> pd.DataFrame:
    """Return what a table says of each site; the last row is that of a course without a place."""

    def make() -> pd.DataFrame:
        sites = atlas.sites.reset_index(drop=True).reindex(range(len(atlas.sites) + 1))
        codes = sites["commune"].fillna("")
        return pd.DataFrame(
            {
                "name": sites["name"].fillna(""),
                "uai": sites["uai"].fillna(""),
                "commune_code": codes,
                "commune": codes.map(atlas.commune_names).fillna(""),
                "lon": sites["lon"].round(6),
                "lat": sites["lat"].round(6),
                "precision": sites["precision"].fillna(""),
            }
        )

    return atlas.cached("export-places", make)


def _about(atlas: Atlas) -> tuple[pd.DataFrame, np.ndarray]:
    """Return what is known of each establishment in a commune, and which is that of each course."""

    def make() -> tuple[pd.DataFrame, np.ndarray]:
        places = _places(atlas).iloc[atlas.columns.site].reset_index(drop=True)
        uai = _keys(places["uai"], atlas.offers.reset_index(drop=True))
        pairs = pd.MultiIndex.from_arrays([uai, places["commune_code"]])
        known: Any
        which, known = pairs.factorize()
        return _best(atlas, known.get_level_values(0), known.get_level_values(1)), which

    return atlas.cached("export-about", make)


def _keys(uai: pd.Series, offers: pd.DataFrame) -> pd.Series:
    """Return what tells the establishment of each course: its UAI, its place, else the course."""
    where = offers["site"].where(offers["site"] != "", offers["offer"])
    return uai.where(uai != "", where)


def _best(atlas: Atlas, uai: pd.Index, commune: pd.Index) -> pd.DataFrame:
    """Return what is known of establishments, "" and null when it is not."""
    if atlas.establishments.empty:
        blank = pd.Series("", index=range(len(uai)))
        unknown = pd.Series(pd.NA, index=blank.index, dtype="boolean")
        return pd.DataFrame({**dict.fromkeys(ABOUT, blank), "boarding": unknown})
    best = best_of(atlas.establishments)
    there, anywhere = (
        best.reindex(pd.MultiIndex.from_arrays([uai, where])).reset_index(drop=True)
        for where in (commune, [""] * len(uai))
    )
    texts = {
        name: there[name].where(there[name].fillna("") != "", anywhere[name]).fillna("").astype(str)
        for name in ABOUT
    }
    return pd.DataFrame({**texts, "boarding": there["boarding"].fillna(anywhere["boarding"])})


def _minutes(minutes: np.ndarray | None, position: np.ndarray) -> pd.Series:
    if minutes is None:
        return pd.Series(pd.NA, index=range(len(position)), dtype="Int64")
    values = np.append(minutes, OUT_OF_REACH)[position].astype("int64")
    return pd.Series(values, dtype="Int64").mask(values == OUT_OF_REACH)


def for_readers(table: pd.DataFrame) -> pd.DataFrame:
    """Return an export table with French headers and words instead of codes."""
    words = table.assign(
        voie=table["voie"].map(VOIES),
        domain=table["domain"].map(DOMAINS).fillna(""),
        modality=table["modality"].map(MODALITIES),
        precision=table["precision"].map(PRECISIONS_OF_COURSES).fillna(""),
        publics=table["publics"].map(lambda text: ", ".join(PUBLICS[p] for p in text.split())),
        **{
            name: table[name].map({True: "oui", False: "non"}).fillna("")
            for name in ("conventionnee", "boarding")
        },
    )
    return words[list(HEADERS)].rename(columns=HEADERS)


def to_csv(table: pd.DataFrame) -> bytes:
    """Write a table as a French spreadsheet opens it: semicolons, decimal commas, UTF-8 with BOM.

    A text that a spreadsheet would run as a formula gets an apostrophe in front of it.
    """
    safe = table.copy()
    for name in safe.columns:
        if pd.api.types.is_string_dtype(safe[name]) or safe[name].dtype == object:
            safe[name] = [_harmless(value) for value in safe[name].to_numpy(dtype=object)]
    text = safe.to_csv(
        index=False, sep=";", decimal=",", lineterminator="\r\n", date_format="%d/%m/%Y"
    )
    return text.encode("utf-8-sig", errors="replace")


def _harmless(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def to_xlsx(
    table: pd.DataFrame,
    notes: Sequence[tuple[str, Sequence[Sequence[str | int]]]],
    sheet: str = "Formations",
    notes_sheet: str = "Sources et filtres",
) -> bytes:
    """Write a table as a workbook whose second sheet says where it comes from.

    Parameters
    ----------
    table : pandas.DataFrame
        With French headers (see `for_readers`).
    notes : sequence of (title, lines)
        Blocks of the second sheet; a line is a sequence of cells.
    sheet, notes_sheet : str
        Names of the two sheets, of 31 letters at most.
    """
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        _write_rows(book, table, sheet)
        _write_notes(book, notes, notes_sheet)
    return output.getvalue()


def _write_rows(book: xlsxwriter.Workbook, table: pd.DataFrame, name: str) -> None:
    sheet = book.add_worksheet(name)
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    number = _number_writer(book, sheet)
    widths = {HEADERS[name]: width for name, width in _WIDTHS.items()}
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, str(name), header)
        sheet.set_column(column, column, widths.get(str(name), 16))
        plain = name in (HEADERS["lon"], HEADERS["lat"])  # a position needs all its decimals
        write, values = _column(sheet, table[name], day, sheet.write_number if plain else number)
        for row, value in enumerate(values, start=1):
            if value is not None and value != "":
                write(row, column, value)
    sheet.freeze_panes(1, 2)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _column(
    sheet: Any, values: pd.Series, day: Any, number: Callable[[int, int, float], object]
) -> tuple[Callable[[int, int, Any], object], list[Any]]:
    """Return what writes the cells of a column, and their values, None where there is none."""
    cells = list(values.astype(object).where(values.notna(), None))
    if pd.api.types.is_datetime64_any_dtype(values):
        return lambda row, column, value: sheet.write_datetime(row, column, value, day), cells
    if pd.api.types.is_numeric_dtype(values):
        return number, cells
    return lambda row, column, value: sheet.write_string(row, column, _cell(value)), cells


def _number_writer(book: xlsxwriter.Workbook, sheet: Any) -> Callable[[int, int, float], object]:
    """Return what writes a number: its cell keeps it, and shows the decimals that one reads."""
    formats = {code: book.add_format({"num_format": code}) for code in ("0.0", "0.00", "0.000")}

    def write(row: int, column: int, value: float) -> object:
        if float(value).is_integer():
            return sheet.write_number(row, column, value)
        size = abs(value)
        code = "0.0" if size >= 10 else "0.00" if size >= 1 else "0.000"
        return sheet.write_number(row, column, value, formats[code])

    return write


def _write_notes(
    book: xlsxwriter.Workbook, notes: Sequence[tuple[str, Sequence[Sequence[str | int]]]], name: str
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 9, 28)
    row = 0
    for title, lines in notes:
        sheet.write_string(row, 0, title, bold)
        for line in lines:
            row += 1
            for column, text in enumerate(line):
                write = sheet.write_number if isinstance(text, int) else sheet.write_string
                write(row, column, text if isinstance(text, int) else _cell(text))
        row += 2


def _cell(text: object) -> str:
    return str(text).encode("utf-8", errors="replace").decode()[:_MAX_CELL]


def to_parquet(table: pd.DataFrame) -> bytes:
    """Write an export table as GeoParquet, its points in WGS84, null where there is no place."""
    points = gpd.points_from_xy(table["lon"], table["lat"], crs="EPSG:4326")
    placed = table["lon"].notna().to_numpy()
    geometry = gpd.GeoSeries(points, crs="EPSG:4326").where(placed, None)
    output = io.BytesIO()
    gpd.GeoDataFrame(table, geometry=geometry).to_parquet(output, index=False)
    return output.getvalue()


def to_geojson(table: pd.DataFrame, **members: object) -> bytes:
    """Write an export table as a GeoJSON FeatureCollection in WGS84.

    Parameters
    ----------
    table : pandas.DataFrame
        A course without a place becomes a feature whose geometry is null.
    **members
        Members of the collection written before `features` (the total, the source…).
    """
    placed = table["lon"].notna().to_numpy()
    points = table[["lon", "lat"]].to_numpy(dtype="float64").tolist()
    features = [
        {
            "type": "Feature",
            "id": properties["offer"],
            "geometry": {"type": "Point", "coordinates": point} if here else None,
            "properties": properties,
        }
        for properties, point, here in zip(
            records(table, without=("lon", "lat")), points, placed, strict=True
        )
    ]
    collection = {"type": "FeatureCollection", **members, "features": features}
    return to_json(collection)


def records(table: pd.DataFrame, without: Collection[str] = ()) -> list[dict[str, object]]:
    """Return the rows of a table as dictionaries that JSON can write; dates are ISO days.

    `without` are the columns that are left out.
    """
    columns = {}
    for name, values in table.items():
        if name in without:
            continue
        if pd.api.types.is_datetime64_any_dtype(values):
            values = values.dt.strftime("%Y-%m-%d")
        columns[str(name)] = values.to_numpy(object, na_value=None).tolist()  # type: ignore[call-overload]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def to_json(content: object) -> bytes:
    """Write strict JSON in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", errors="replace")
