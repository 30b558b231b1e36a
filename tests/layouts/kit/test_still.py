"""A page before its scripts: what they draw as HTML, nothing that a text could inject."""

from html.parser import HTMLParser

import dash_leaflet as dl
import dash_mantine_components as dmc
import pytest
from dash import dcc, html
from hypothesis import example, given
from hypothesis import strategies as st

from layouts.controls.find import FIND
from layouts.kit.markup import Written, markup, placed
from layouts.kit.still import Still
from layouts.kit.tree import plain


def still(content, **facts):
    return Still(**facts).write(plain(content))


class _Read(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.values = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.values += [value for _, value in attrs]


def test_fields_are_those_of_a_form_as_the_address_names_them():
    bar = html.Div(
        [
            dmc.Autocomplete(id="find-q", label="Formation", value="cuisine"),
            dmc.NumberInput(id="find-minutes", value=45, suffix=" min"),
            dmc.Select(
                id="find-mode", value="velo",
                data=[{"value": "velo", "label": "Vélo"}, {"value": "marche", "label": "À pied"}],
            ),
            html.Button("Voir", id="find-submit"),
            html.Button("Effacer", id="find-reset"),
        ],
        role="search",
    )  # fmt: skip
    text = still(bar, page=FIND)
    assert '<form action="/" id="first-search" method="get" role="search">' in text
    assert '<label class="mantine-InputWrapper-label" for="first-find-q">Formation</label>' in text
    assert 'name="q" type="text" value="cuisine"' in text
    assert 'name="max_minutes" type="hidden" value="45"' in text
    assert '<option selected="" value="velo">Vélo</option>' in text
    assert '<button id="first-find-submit" type="submit">' in text
    assert '<button disabled="" id="first-find-reset">' in text
    assert "<noscript>" not in text


def test_a_form_without_a_button_has_one_where_there_is_no_script():
    text = still(html.Div("?", role="search"), page=FIND)
    assert '<noscript><button class="button-main" type="submit">' in text


def test_a_control_that_the_address_does_not_hold_cannot_be_filled():
    text = still(dmc.TextInput(id="find-place", value="Arras"), page=FIND)
    assert "disabled" in text
    assert "name=" not in text


def test_boxes_keep_what_is_chosen():
    group = dmc.CheckboxGroup(
        [dmc.Checkbox(label="Oui", value="a"), dmc.Checkbox(label="Non", value="b")],
        id="find-voie", value=["b"],
    )  # fmt: skip
    text = still(group, page=FIND)
    assert text.count('name="voie"') == 2
    assert 'checked="" form="first-search" name="voie" type="checkbox" value="b"' in text


def test_of_tabs_the_open_one_is_there_and_the_others_are_links():
    tabs = dmc.Tabs(
        [
            dmc.TabsList([dmc.TabsTab("Un", value="un"), dmc.TabsTab("Deux", value="deux")]),
            dmc.TabsPanel("premier", value="un"),
            dmc.TabsPanel("second", value="deux"),
        ],
        value="un",
    )
    text = still(tabs, page=FIND, args={"q": "a b", "onglet": "x"})
    assert "premier" in text
    assert "second" not in text
    assert 'href="/?q=a+b&amp;onglet=deux"' in text
    assert text.count('aria-current="page"') == 1


def test_the_map_is_a_picture_and_its_data_stay_behind():
    drawn = Still(picture=Written("<svg></svg>"))
    text = drawn.write(plain(html.Div(dl.Map(), **{"data-map": "{}"})))
    assert text == "<div><svg></svg></div>"
    assert drawn.pictured


def test_places_are_filled_and_scripts_find_nothing_of_theirs():
    page = html.Div([*placed("body", html.B("&")), html.Div(id="answer"), dcc.Store(id="s")])
    text = still(page, filled={"answer": "<i>12</i>"})
    assert '<div data-put="" id="first-body"><b>&amp;</b></div>' in text
    assert '<div id="first-answer"><i>12</i></div>' in text
    assert "html" not in text


def test_anchors_stay_where_links_lead():
    text = still([html.H2("Sources", id="sources"), dcc.Link("voir", href="#sources")])
    assert text == '<h2 id="sources">Sources</h2><a href="#sources">voir</a>'


def test_links_of_the_menu_say_where_one_is():
    def link(href, path):
        return 'aria-current="' in still(dcc.Link("x", href=href, className="nav-link"), path=path)

    assert link("/territoire", "/territoire/departement/80")
    assert link("/", "/")
    assert not link("/", "/donnees")
    assert not link("/territoire", "/donnees")


HOSTILE = st.text(alphabet="<>&\"'/= abscriptonerr!-", max_size=60)


@example("</script><script>alert(1)</script>")
@example('" onfocus="alert(1)" autofocus="')
@example("<!--")
@given(HOSTILE)
def test_no_text_gets_out_of_its_place(text):
    page = [
        html.P(text, title=text),
        dmc.TextInput(id="find-q", label=text, value=text, placeholder=text),
        dmc.Select(id="find-mode", label=text, value=text, data=[{"value": text, "label": text}]),
        dmc.CheckboxGroup([dmc.Checkbox(label=text, value=text)], id="find-voie", label=text),
        dmc.Tabs(
            [dmc.TabsList([dmc.TabsTab(text, value=text)]), dmc.TabsPanel(text, value=text)],
            value=text,
        ),
        dcc.Link(text, href=f"/formation/{text}"),
        *placed("place", html.Td(text)),
    ]
    read = _Read(still(page, page=FIND, args={"q": text}))
    assert set(read.tags) <= {
        "p", "div", "input", "label", "select", "option", "span", "nav", "a", "td",
    }  # fmt: skip
    assert not {name for name in read.values if name == "alert(1)"}


def test_text_alone_is_never_taken_for_html():
    assert markup("<b>") == "&lt;b&gt;"
    assert markup(Written("<b>")) == "<b>"
    with pytest.raises(TypeError):
        markup(dmc.Checkbox(label="Oui"))
