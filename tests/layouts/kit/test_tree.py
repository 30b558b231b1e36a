"""Components as plain data: the same whether Dash says it or we do."""

import json
from datetime import date

import dash_mantine_components as dmc
import numpy as np
import pytest
from dash import dcc, html
from plotly.io.json import to_json_plotly

from layouts.kit import tree
from layouts.kit.markup import Written
from layouts.kit.tree import node_of, plain


def test_a_component_is_as_dash_sends_it():
    link = dcc.Link("Lire", href="/", className="more")
    link.title = "set later"
    for one in (html.P(), html.Div([link], id="a", **{"data-x": "1", "aria-label": "b"}), link):
        assert node_of(one) == one.to_plotly_json()


_PAGE = html.Div(
    [dcc.Link("Lire", href="/"), (None, 3, "é"), dmc.Select(data=[{"value": "a", "label": "b"}])],
    id="a",
    **{"data-x": True},
)


@pytest.mark.parametrize(
    "content",
    [
        _PAGE,
        [_PAGE, {"n": html.Br()}],
        dcc.Store(id="s", data={3: _PAGE, "day": date(2026, 11, 29), "many": np.arange(3)}),
        html.P([Written("<b>"), np.int64(4), float("nan"), 1.5]),
    ],
)
def test_plain_data_is_what_is_read_of_the_json_of_components(content):
    told = json.loads(to_json_plotly(content))
    assert plain(content) == told
    assert json.dumps(plain(content)) == json.dumps(told), "to the byte"


def test_components_and_texts_are_not_written_to_be_read_again(monkeypatch):
    monkeypatch.setattr(tree, "to_json_plotly", None)
    assert plain(_PAGE)["props"]["id"] == "a"
