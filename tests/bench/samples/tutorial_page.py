"""The page that tutorials teach: communes and courses as GeoJSON `data`, made again at each filter.

It shows the same communes and courses as « Trouver une formation », with the two filters that the
benchmark changes. `communes=once` in the address makes only the courses again.
"""

import json
import os
from urllib.parse import parse_qs

import dash_leaflet as dl
import geopandas as gpd
from dash import Dash, Input, Output, State, dcc, html, no_update

from geodata.vocabulary import VOIES
from loaders.store.regional import read_store

store = read_store(os.environ["ATLAS_STORE"])
places = store.sites.set_index("site")[["name", "commune", "lon", "lat"]]
offers = store.offers[store.offers["site"] != ""].join(places, on="site")
columns = ["offer", "title", "name", "voie", "level", "start"]
communes = store.communes[["code", "name", "population", "geometry"]].to_crs(4326)

app = Dash(__name__)
server = app.server
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Checklist(id="voie", options=VOIES, value=[]),
        dcc.Checklist(id="level", options=[str(n) for n in range(3, 9)], value=[]),
        dl.Map(
            [
                dl.GeoJSON(id="communes", style={"weight": 1, "fillOpacity": 0.3}),
                dl.GeoJSON(id="offers", cluster=True),
            ],
            center=[50.0, 2.9],
            zoom=8,
            style={"height": "700px"},
        ),
        html.Div(id="count"),
    ]
)


def chosen(voies, levels):
    rows = offers
    if voies:
        rows = rows[rows["voie"].isin(voies)]
    return rows[rows["level"].isin([int(n) for n in levels])] if levels else rows


@app.callback(
    Output("communes", "data"),
    Output("offers", "data"),
    Output("count", "children"),
    Input("voie", "value"),
    Input("level", "value"),
    State("address", "search"),
    State("communes", "data"),
)
def draw(voies, levels, search, drawn):
    rows = chosen(voies, levels)
    points = gpd.GeoDataFrame(
        rows[columns].astype(str), geometry=gpd.points_from_xy(rows["lon"], rows["lat"])
    )
    found = no_update
    if drawn is None or parse_qs((search or "").lstrip("?")).get("communes") != ["once"]:
        counts = rows["commune"].value_counts()
        counted = communes.assign(courses=communes["code"].map(counts).fillna(0).astype(int))
        found = json.loads(counted.to_json())
    return found, json.loads(points.to_json()), f"{len(rows)} formations"
