"""The map's frame; what is drawn in it is drawn by the browser (assets/map/map.js)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import dash_leaflet as dl
import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from geodata.maps.overlays import Overlay
from layouts.kit.attributes import attributes

_REGION = 6
"""Degrees from south to north that a region has at most: a country is seen from farther."""


def overlay_boxes(
    id_: str, overlays: Mapping[str, Overlay], chosen: Sequence[str], label: str = "Zonages"
) -> Component:
    """Return the boxes that lay zonings, or places, over a map, each with its vintage."""
    boxes = [
        dmc.Checkbox(label=overlay.name, description=overlay.vintage, value=key)
        for key, overlay in overlays.items()
    ]
    value = [key for key in chosen if key in overlays]
    return dmc.CheckboxGroup(boxes, id=id_, label=label, value=value, className="boxes")


def overlay_facts(overlays: Mapping[str, Overlay]) -> dict[str, dict[str, str]]:
    """Return what the map's legend says of each layer, for the browser."""
    return {key: asdict(overlay) for key, overlay in overlays.items()}


def overlay_legend(overlays: Mapping[str, Overlay], chosen: Sequence[str]) -> list[Component]:
    """Return what `RegionMap.showOverlayLegend` of assets/map/map.js writes of zonings."""
    return [
        html.Div(
            [
                html.Span(className=f"sample sample-{key}", **attributes(aria_hidden="true")),
                html.Span([overlays[key].name, *_small(overlays[key])]),
            ]
        )
        for key in chosen
        if key in overlays
    ]


def _small(overlay: Overlay) -> list[Component]:
    return [html.Small(text) for text in (overlay.vintage, overlay.lacks) if text]


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
    (south, _), (north, _) = bounds
    leaflet = dl.Map(
        id=id_,
        bounds=bounds,
        preferCanvas=True,
        attributionControl=False,
        zoomControl=False,
        trackViewport=False,
        zoomSnap=0.25,
        minZoom=6.5 if north - south < _REGION else 5,
        maxZoom=15,
        style={"height": "100%"},
    )
    facts = json.dumps({"resources": dict(resources), "bounds": bounds, **data})
    return html.Div(leaflet, className="map-frame", id=f"{id_}-frame", **attributes(data_map=facts))
