import dash_mantine_components as dmc
from dash import html

from layouts.kit.markup import Written
from layouts.kit.typography import french


def test_punctuation_stays_with_its_word():
    assert french("Durée : 30 %, « environ » ; oui ?") == (
        "Durée\u00a0: 30\u00a0%, «\u00a0environ\u00a0»\u00a0; oui\u00a0?"
    )


def test_what_a_field_is_called_and_html_already_written():
    field = french(dmc.Select(id="zone", label="Où ?", description="Sinon : toutes"))
    assert (field.label, field.description) == ("Où\u00a0?", "Sinon\u00a0: toutes")
    assert type(french(Written("<b>a :</b>"))) is Written


def test_every_text_of_a_component_is_treated_but_commands():
    page = french(html.Div(["a :", html.P("b ;"), html.Code("c : d"), None, 3]))
    first, second, command, nothing, number = page.children
    assert (first, second.children, command.children) == ("a\u00a0:", "b\u00a0;", "c : d")
    assert (nothing, number) == (None, 3)
