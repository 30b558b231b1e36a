"""Acronyms lead to the glossary once a page, in running text alone."""

import re

import pytest
from atlases.small import texts
from dash import dcc, html

from layouts.kit.markup import markup
from layouts.kit.signs import Sign, explained

SIGNS = {"CAP": Sign("certificat", "cap"), "BTS": Sign("brevet", "bts")}


def links(content):
    return markup(explained(content, SIGNS)).count('class="sign"')


def test_the_first_of_each_leads_to_its_meaning():
    page = html.Div([html.P("Un CAP, un BTS ou un autre CAP."), html.P(["Encore un ", "BTS"])])
    written = markup(explained(page, SIGNS))
    assert written.count('href="/glossaire#cap"') == written.count('href="/glossaire#bts"') == 1
    assert '<abbr title="certificat">CAP</abbr>' in written
    assert "Un " in written
    assert texts(page).endswith("BTS")


@pytest.mark.parametrize(
    "closed",
    [
        html.P(dcc.Link("CAP cuisine", href="/")),
        html.P(html.Button("CAP")),
        html.H2("CAP"),
        html.Div("CAP"),
        html.P("CAPES et RECAP"),
    ],
)
def test_what_leads_or_names_already_is_left(closed):
    assert links(closed) == 0


def test_no_letter_is_lost():
    page = html.Li(["Le ", html.Strong("CAP"), " puis le BTS."])
    written = markup(explained(page, SIGNS))
    assert re.sub("<[^>]+>", "", written) == "Le CAP puis le BTS."
    assert written.count('class="sign"') == 2
