"""Components made quickly: the same as Dash makes them, and as strict."""

import json

import pytest
from dash import dcc, html
from plotly.io.json import to_json_plotly

from layouts.kit.making import quicken


@pytest.fixture(autouse=True)
def _quickly():
    quicken()


def test_a_component_is_the_one_that_dash_makes():
    def slowly(kind, *children, **props):
        made = kind.__new__(kind)
        kind.__init__.__wrapped__(made, *children, **props)
        return made

    facts = {"className": "a", "id": "b", "title": None, "data-x": "1", "aria-label": "c"}
    for kind, children, props in (
        (html.Div, (["x", html.Br()],), facts),
        (html.Td, (), {"colSpan": 2, "style": {"color": "red"}}),
        (html.Div, ("a", "b"), {}),
        (dcc.Link, ("a",), {"href": "/", "className": "more"}),
    ):
        quick, slow = kind(*children, **props), slowly(kind, *children, **props)
        assert type(quick) is type(slow)
        assert json.loads(to_json_plotly(quick)) == json.loads(to_json_plotly(slow))


def test_what_is_the_same_of_all_is_not_written_in_each():
    for one in (html.Span("a", className="b"), dcc.Link("a", href="/")):
        assert set(vars(one)) <= {"children", "className", "href"}
        assert one.available_properties


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: html.Span(colour="red"),
        lambda: html.Div("a", className=html.Br()),
        lambda: html.Div(id=3),
        lambda: dcc.Link("without an address"),
        lambda: dcc.Link("a", href="/", **{"data-x": "1"}),
    ],
)
def test_what_is_wrong_is_told(wrong):
    with pytest.raises(TypeError):
        wrong()
