from dash import html

from layouts.kit.attributes import attributes


def test_an_attribute_s_name_has_dashes():
    shown = html.Nav(**attributes(aria_label="Pages", data_open_place="spel:3205"))
    assert shown.to_plotly_json()["props"] == {
        "children": None,
        "aria-label": "Pages",
        "data-open-place": "spel:3205",
    }
