"""A layer as a GeoPackage that opens drawn, for those who take the data away."""

import sqlite3
from io import BytesIO
from typing import Any

from callbacks.ogc.kept import layer
from geodata.atlas import Atlas
from geodata.layers.portraits import BETWEEN
from layouts.ogc.qml import qml
from layouts.ogc.sld import sld
from layouts.ogc.style import AREA, POINT, Style, style_of

MIMETYPE = "application/geopackage+sqlite3"

_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)"""
"""The table that QGIS reads styles from, as QGIS itself makes it."""

_LISTED = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles (QML, SLD)')"""

_ONE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
    styleName, styleQML, styleSLD, useAsDefault, description, owner)
VALUES ('', '', ?, 'geom', ?, ?, ?, 1, ?, '')"""


ABOUT = "about"
"""The column that says what the others are, and the table that says it once for many rows."""

_TABLE_OF_ABOUT = (
    "CREATE TABLE about (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, field TEXT, words TEXT)",
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
    VALUES ('about', 'attributes', 'about', 'Ce que dit chaque colonne, et sa source')""",
)

_SHAPES: dict[str, dict[str, Any]] = {
    POINT: {"geometry_type": "Point"},
    AREA: {"geometry_type": "MultiPolygon", "promote_to_multi": True},
}
"""Said even of a layer without a row, which QGIS would not draw otherwise."""


def geopackage(atlas: Atlas, name: str, title: str, description: str) -> bytes:
    """Return all the rows of a layer, in degrees WGS84, with its style and its own words.

    What its columns are, when each row would say the same, is a table of its own: for the communes
    it was four fifths of the file.
    """
    content = BytesIO()
    rows = layer(atlas, name).rename_axis("id_atlas").reset_index()
    words = ""
    if ABOUT in rows and len(rows) > 1 and rows[ABOUT].nunique() == 1:
        words = str(rows[ABOUT].iloc[0])
        rows = rows.drop(columns=ABOUT)
    said = {"IDENTIFIER": title, "DESCRIPTION": description}
    style = style_of(name, rows.columns)
    rows.to_file(
        content, driver="GPKG", engine="pyogrio", layer=name, layer_options=said,
        **_SHAPES[style.shape],
    )  # fmt: skip
    return _styled(content.getvalue(), name, title, style, words)


def _styled(content: bytes, name: str, title: str, style: Style, words: str) -> bytes:
    """Add the tables of styles and of words: GDAL cannot append to a file in memory, SQLite can."""
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(content)
        with base:
            base.execute(_STYLES)
            base.execute(_LISTED)
            base.execute(_ONE, (name, name[:30], qml(style), sld(name, style), title))
            if words:
                for statement in _TABLE_OF_ABOUT:
                    base.execute(statement)
                told = [part.partition(" : ")[::2] for part in words.split(BETWEEN)]
                base.executemany("INSERT INTO about (field, words) VALUES (?, ?)", told)
        return base.serialize()
    finally:
        base.close()
