"""A layer as a GeoPackage, for those who take the data away."""

from __future__ import annotations

from io import BytesIO

from geodata.atlas import Atlas
from geodata.layers.rows import layer

MIMETYPE = "application/geopackage+sqlite3"


def geopackage(atlas: Atlas, name: str, title: str, description: str) -> bytes:
    """Return all the rows of a layer, in degrees WGS84, with what the layer says of itself."""
    content = BytesIO()
    rows = layer(atlas, name).rename_axis("id_atlas").reset_index()
    said = {"IDENTIFIER": title, "DESCRIPTION": description}
    rows.to_file(content, driver="GPKG", engine="pyogrio", layer=name, layer_options=said)
    return content.getvalue()
