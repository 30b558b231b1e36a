"""The rows of the layers, those that cost kept for every worker under the store and the day."""

from base64 import b64decode, b64encode
from datetime import date
from io import BytesIO

import geopandas as gpd

from callbacks.serving.answers import remembered
from geodata.atlas import Atlas
from geodata.layers import rows

_COSTLY = "portraits-"
"""Portraits take seconds to minutes to work out; the other layers less than their reading back."""


def layer(atlas: Atlas, name: str) -> gpd.GeoDataFrame:
    """Return the rows of a layer, worked out once a store and a day by one of the workers."""
    if not name.startswith(_COSTLY):
        return rows.layer(atlas, name)
    key = ("layer-kept", name, date.today())
    return atlas.cached(key, lambda: _remembered(atlas, name))


def _remembered(atlas: Atlas, name: str) -> gpd.GeoDataFrame:
    def make() -> gpd.GeoDataFrame:
        return rows.layer(atlas, name)

    return remembered(atlas, "ogc-layer", name, make, _packed, _unpacked)


def _packed(table: gpd.GeoDataFrame) -> str:
    content = BytesIO()
    table.to_parquet(content)
    return b64encode(content.getvalue()).decode("ascii")


def _unpacked(kept: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(BytesIO(b64decode(kept)))
