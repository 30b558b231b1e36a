"""The map's frame; what is drawn in it is drawn by the browser (assets/map.js)."""

from __future__ import annotations

import json
from collections.abc import Mapping

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component

OVERLAYS: dict[str, tuple[str, str]] = {
    "departement": ("Départements", "2026"),
    "spel": ("Bassins emploi-formation (SPEL)", "2026"),
    "epci": ("Intercommunalités (EPCI)", "2026"),
    "qpv": ("Communes avec quartier prioritaire (QPV)", "2022 ; quartiers redessinés en 2024"),
    "zrr": ("Zones de revitalisation rurale (ZRR)", "2022 ; remplacées par FRR en 2024"),
}
"""What can be laid over the map: name and vintage of each."""


def region_map(
    id_: str, bounds: list[list[float]], resources: Mapping[str, str], **data: object
) -> Component:
    """Return a map of the region.

    Parameters
    ----------
    bounds : list
        South-west and north-east corners, each a latitude and a longitude in degrees.
    resources : mapping
        Addresses of what the browser fetches to draw it.
    **data
        What else the map shows, given to the browser as JSON.
    """
    leaflet = dl.Map(
        id=id_,
        bounds=bounds,
        preferCanvas=True,
        attributionControl=False,
        zoomControl=False,
        trackViewport=False,
        zoomSnap=0.25,
        minZoom=6.5,
        maxZoom=15,
        style={"height": "100%"},
    )
    facts = {"data-map": json.dumps({"resources": dict(resources), "bounds": bounds, **data})}
    return html.Div(leaflet, className="map-frame", id=f"{id_}-frame", **facts)
