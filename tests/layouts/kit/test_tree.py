"""Components as plain data: the same whether Dash says it or we do."""

from dash import dcc, html

from layouts.kit.tree import node_of


def test_a_component_is_as_dash_sends_it():
    link = dcc.Link("Lire", href="/", className="more")
    link.title = "set later"
    for one in (html.P(), html.Div([link], id="a", **{"data-x": "1", "aria-label": "b"}), link):
        assert node_of(one) == one.to_plotly_json()
