"""Controls, maps and what dialogues hold are cut apart; the rest of a page is as it was."""

import json

import dash_leaflet as dl
import dash_mantine_components as dmc
from dash import dcc, html

from layouts.kit.parts import boxes_menu
from layouts.kit.slices import APART, in_slices
from layouts.kit.tree import nodes, plain


def kinds(content):
    """Return the types of what a page holds, a slice's before that of what is in it."""
    return [node["type"] for node in nodes(plain(content))]


def test_each_control_is_in_a_slice_with_all_it_holds():
    page = html.Div(
        [
            "Chercher",
            html.Section(dmc.Select(id="mode", data=["a"], value="a")),
            boxes_menu("voie", "Voie", {"a": "Une", "b": "Deux"}, ["b"]),
        ]
    )
    assert kinds(in_slices(page)) == [
        "Div", "Section", "Slice", "Select",
        "Details", "Summary", "Div", "Slice", "CheckboxGroup", "Checkbox", "Checkbox",
    ]  # fmt: skip


def test_a_control_keeps_what_it_was_given():
    select = dmc.Select(id="mode", data=["a"], value="a", **{"aria-label": "Mode"})
    assert plain(in_slices(html.Div(select)))["props"]["children"]["props"]["children"] == plain(
        select
    )


def test_a_page_kept_as_plain_data_is_cut_the_same():
    page = html.Div([html.P("Mot"), dmc.NumberInput(id="minutes"), dl.Map(id="map")])
    assert plain(in_slices(plain(page))) == plain(in_slices(page))
    assert "Slice" not in json.dumps(plain(page)), "what was kept is left as it was"


def test_what_a_slice_is_drawn_with_comes_first():
    page = [dl.Map(id="map"), dcc.Graph(id="graph"), dcc.Upload(id="file"), dmc.Select(id="mode")]
    needs = [one["props"]["needs"] for one in in_slices(page)]
    assert needs == ["leaflet", "polyfill", "polyfill", None]


def test_what_a_dialogue_holds_is_cut_and_a_part_marked_is_whole():
    page = html.Div([html.Dialog([html.P("Mot"), dmc.TextInput(id="q")]), html.Div("Mot", **APART)])
    assert kinds(in_slices(page)) == [
        "Div", "Dialog", "Slice", "P", "Slice", "TextInput", "Slice", "Div",
    ]  # fmt: skip


def test_stores_are_held_without_being_drawn():
    page = html.Div([dcc.Store(id="a"), dcc.Store(id="b", data=1), html.P(), dcc.Store(id="c")])
    cut = in_slices(page)["props"]["children"]
    assert [one["type"] for one in cut] == ["Undrawn", "P", "Undrawn"]
    held = [store["props"]["id"] for one in cut[::2] for store in plain(one)["props"]["children"]]
    assert held == ["a", "b", "c"]
