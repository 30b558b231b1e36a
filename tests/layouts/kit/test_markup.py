"""Components written as HTML: what they say, nothing that a text could inject."""

from html.parser import HTMLParser

import dash_mantine_components as dmc
import pytest
from dash import dcc, html
from hypothesis import example, given
from hypothesis import strategies as st

from layouts.kit.markup import markup, placed


def test_elements_attributes_and_texts():
    row = html.Tr(
        [html.Th("Métier", scope="col", colSpan=2), html.Td(["12", html.Small("3 %")])],
        className="ranked",
        tabIndex=0,
        **{"data-metier": "V0Z60", "aria-label": "l'un"},
    )
    assert markup(row) == (
        '<tr aria-label="l&#x27;un" class="ranked" data-metier="V0Z60" tabindex="0">'
        '<th colspan="2" scope="col">Métier</th><td>12<small>3 %</small></td></tr>'
    )
    assert markup([None, "a", 3, html.Br()]) == "a3<br>"
    assert markup(html.Span(style={"backgroundColor": "#fff"})) == (
        '<span style="background-color:#fff"></span>'
    )
    assert markup(html.Details(html.Summary("Voir"), open=False)) == (
        "<details><summary>Voir</summary></details>"
    )


def test_a_link_of_the_application_stays_one():
    assert markup(dcc.Link("Données", href="/donnees#sources")) == (
        '<a href="/donnees#sources" data-app="">Données</a>'
    )


def test_what_a_script_draws_cannot_be_written():
    with pytest.raises(TypeError):
        markup(dmc.Checkbox(label="Oui"))


class _Read(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text, self.titles = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.titles += [value for name, value in attrs if name == "title"]

    def handle_data(self, data):
        self.text += data


@example("<script>alert(1)</script>")
@example("&lt;b&gt; &amp; « R&D »")
@example("' onclick='x' \"")
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_a_text_is_a_text_whatever_it_says(text):
    read = _Read()
    read.feed(markup(html.P(text, title=text)))
    read.close()
    assert read.tags == ["p"]
    assert read.text == text
    assert read.titles == [text]


def test_a_place_has_its_store():
    place, store = placed("un-lieu", html.B("x"), className="c")
    assert (place.id, place.className, store.id, store.data) == (
        "un-lieu", "c", "un-lieu-html", "<b>x</b>",
    )  # fmt: skip
