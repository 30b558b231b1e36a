"""Pages of words: Markdown to components, with figures in their places."""

import pytest
from dash import html

from layouts.kit.prose import prose, section


def written(*components):
    return [part.to_plotly_json() for part in components]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un **mot**\n`code`.", html.P(["Un ", html.Strong("mot"), " ", html.Code("code"), "."])),
        ("**Source :** Insee", html.P([html.Strong("Source : "), "Insee"])),
        ("## Titre {#ici}", html.H2("Titre", id="ici")),
        ("a = b {.formula}", html.P("a = b", className="formula")),
        ("- un\n- deux", html.Ul([html.Li("un"), html.Li("deux")])),
        ("1. un\n2. deux", html.Ol([html.Li("un"), html.Li("deux")])),
        ("[là](#sources)", html.P([html.A("là", href="#sources")])),
        ("```\nmake run\n```", html.Pre(html.Code("make run"), tabIndex=0)),
        ("*On maps*", html.P([html.Cite("On maps", lang="en")])),
        ("<b>gras</b>", html.P("<b>gras</b>")),
    ],
)  # fmt: skip
def test_markdown_becomes_components(text, expected):
    (block,) = prose(text)
    assert str(block) == str(expected)


def test_a_figure_is_a_text_and_never_markdown():
    (block,) = prose("Il y en a {{ n }}.", n="**12**")
    assert str(block) == str(html.P("Il y en a **12**."))


def test_a_component_alone_is_a_block_and_beside_words_is_one_of_them():
    link = html.A("ici", href="/")
    assert str(prose("{{ link }}", link=link)) == str([link])
    assert str(prose("Lisez {{ link }}", link=link)) == str([html.P(["Lisez ", link])])
    two = [html.P("a"), html.P("b")]
    assert str(prose("{{ two }}", two=two)) == str(two)


def test_a_text_alone_is_a_paragraph():
    assert str(prose("{{ n }}", n="12")) == str([html.P("12")])


def test_a_figure_that_is_not_given_is_an_error():
    with pytest.raises(KeyError, match="lost"):
        section("{{ lost }}")
