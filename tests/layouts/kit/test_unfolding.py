"""The boxes of closed menus are told to the browser, which draws them; others are left."""

import json

import dash_mantine_components as dmc
from dash import html

from layouts.kit.parts import boxes_menu
from layouts.kit.unfolding import drawn_when_unfolded


def test_a_closed_menu_holds_its_boxes_as_json():
    page = html.Div(boxes_menu("find-voie", "Voie", {"a": "Une", "b": "Deux"}, ["b"]))
    group = drawn_when_unfolded(page)["find-voie"]
    props = group.to_plotly_json()["props"]
    assert (group.children, group.value, props["data-boxes-of"]) == ([], ["b"], "find-voie")
    boxes = json.loads(props["data-boxes"])
    assert [(one["type"], one["namespace"]) for one in boxes] == [
        ("Checkbox", "dash_mantine_components")
    ] * 2
    assert [one["props"]["label"] for one in boxes] == ["Une", "Deux"]


def test_boxes_in_sight_are_left():
    def group(name):
        return dmc.CheckboxGroup([dmc.Checkbox(label="Une", value="a")], id=name)

    page = html.Div([group("out"), html.Details(group("in"), open=True)])
    drawn_when_unfolded(page)
    assert len(page["out"].children) == len(page["in"].children) == 1
