"""« Qui peut m'aider près d'ici ? », beside the list of courses."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from geodata.guides import KINDS
from layouts.course.place import travel_time
from layouts.find.answer import MODE_WORDS
from layouts.guidance.page import PATH


def guides_fold(
    rows: Sequence[Mapping[str, Any]], communes: Mapping[Any, str], mode: str, times: str, lieu: str
) -> Component:
    """Return the nearest places that guide, folded under the question.

    Parameters
    ----------
    rows : those of `geodata.guidance.near.near`
    communes : names by code
    times : what gives the times, from `geodata.finding.origin.times_from`
    lieu : code of the person's commune, "" when it is not known
    """
    listed = [html.Li(_row(one, communes)) for one in rows]
    asked = {name: text for name, text in {"lieu": lieu, "mode": mode}.items() if text}
    every = dcc.Link("Toutes les adresses, par public", href=f"{PATH}?{urlencode(asked)}")
    by = html.Small(f"{MODE_WORDS[mode].capitalize()}, {times}. ")
    inside = html.Div([html.Ul(listed), html.P([by, every])])
    return html.Details(
        [html.Summary("Qui peut m'aider près d'ici ?"), inside], className="more guides-fold"
    )


def _row(row: Mapping[str, Any], communes: Mapping[Any, str]) -> list[Component | str]:
    time = "" if pd.isna(row["minutes"]) else f" · {travel_time(int(row['minutes']))}"
    town = communes.get(row["commune"], "")
    name = str(row["name"])
    where = "" if town and town in name else f", {town}"
    phone = f" · {row['telephone']}" if row["telephone"] else ""
    return [html.Strong(name), f"{where}{time}{phone}", html.Small(f" {KINDS[row['kind']].does}")]
