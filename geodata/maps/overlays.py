"""The zonings that can be laid over a map, with their vintage, as far as the store knows them."""

import base64
from dataclasses import dataclass

import numpy as np

from geodata.atlas import Atlas
from geodata.places.zoning import is_known, zoning
from geodata.vocabulary import TERRITORY_LEVELS


@dataclass(frozen=True)
class Overlay:
    """A layer over the map: its name, what says how old it is, and what it does not have."""

    name: str
    vintage: str
    lacks: str = ""


# Name, column of the communes whose vintage is the overlay's, and what to add to it.
_OVERLAYS: dict[str, tuple[str, str, str]] = {
    "departement": (TERRITORY_LEVELS["departement"].many, "departement", "COG 2026"),
    "spel": (TERRITORY_LEVELS["spel"].many, "spel", ""),
    "epci": (TERRITORY_LEVELS["epci"].many, "epci", ""),
    "zone_emploi": (TERRITORY_LEVELS["zone_emploi"].many, "zone_emploi", ""),
    "qpv": ("Communes avec quartier prioritaire (QPV)", "qpv_population", "redessinés en 2024"),
    "quartiers": ("Quartiers prioritaires (QPV), contours", "qpv_2024", ""),
    "frr": ("France ruralités revitalisation (FRR)", "frr", ""),
    "zrr": (
        "Anciennes zones de revitalisation rurale (ZRR)",
        "zrr",
        "remplacées par FRR le 1er juillet 2024",
    ),
}
_FLAGS = ("qpv", "zrr", "frr")
_CODED = ("zone_emploi", "bmo_basin", "density", "rurality")

OVERLAY_KEYS = tuple(_OVERLAYS)
"""The zonings that an address may ask for; a store may lack some (see `overlays`)."""


def overlays(atlas: Atlas) -> dict[str, Overlay]:
    """Return the zonings that this store can draw, in the order in which they are offered."""
    return atlas.cached(
        "overlays",
        lambda: {
            key: Overlay(name, _vintage(atlas, column, default))
            for key, (name, column, default) in _OVERLAYS.items()
            if _known(atlas, key)
        },
    )


def zonings_table(atlas: Atlas) -> dict[str, object]:
    """Return the zonings that the topology does not carry, as the browser reads them.

    `flags` have a bit a commune, in base64, little-endian; `codes` the territory of each commune;
    `quartiers` is GeoJSON, where the quarters' outlines are known.
    """
    known = overlays(atlas)
    table: dict[str, object] = {
        "flags": {name: _bits(atlas, name) for name in _FLAGS if name in known},
        "codes": {level: _codes(atlas, level) for level in _CODED if _known(atlas, level)},
    }
    if "quartiers" in known:
        quarters = atlas.zones[atlas.zones["level"] == "qpv"][["code", "name", "geometry"]]
        degrees = quarters.to_crs("EPSG:4326")
        degrees["geometry"] = degrees.geometry.set_precision(1e-5)
        table["quartiers"] = degrees.__geo_interface__
    return table


def _codes(atlas: Atlas, level: str) -> list[str]:
    zones = zoning(atlas.communes, level)
    return [zones.codes[zone] for zone in zones.of_commune]


def _bits(atlas: Atlas, level: str) -> str:
    inside = zoning(atlas.communes, level)
    which = inside.communes("1") if "1" in inside.codes else np.zeros(len(atlas.communes), bool)
    return base64.b64encode(np.packbits(which, bitorder="little").tobytes()).decode("ascii")


def _known(atlas: Atlas, key: str) -> bool:
    if key == "quartiers":
        return bool((atlas.zones["level"] == "qpv").any())
    return is_known(zoning(atlas.communes, key))


def _vintage(atlas: Atlas, column: str, more: str) -> str:
    if column == "qpv_population" and "qpv_2024" in atlas.layers:
        column, more = "qpv_2024", ""
    vintage = str(atlas.layers.get(column, {}).get("vintage", ""))
    return " ; ".join(part for part in (vintage, more) if part)
