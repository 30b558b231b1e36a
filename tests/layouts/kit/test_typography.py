from dash import html

from layouts.kit.typography import french


def test_punctuation_stays_with_its_word():
    assert french("Durée : 30 %, « environ » ; oui ?") == (
        "Durée\u00a0: 30\u00a0%, «\u00a0environ\u00a0»\u00a0; oui\u00a0?"
    )


def test_every_text_of_a_component_is_treated_but_commands():
    page = french(html.Div(["a :", html.P("b ;"), html.Code("c : d"), None, 3]))
    first, second, command, nothing, number = page.children
    assert (first, second.children, command.children) == ("a\u00a0:", "b\u00a0;", "c : d")
    assert (nothing, number) == (None, 3)
