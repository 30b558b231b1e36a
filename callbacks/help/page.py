"""« Aide » and the glossary: pages of words, and the acronyms that other pages explain."""

from collections.abc import Mapping

from dash.development.base_component import Component

from geodata.atlas import Atlas
from layouts.help.glossary import glossary_page, signs_of
from layouts.help.page import help_page
from layouts.kit.signs import Sign
from layouts.kit.typography import french


def page(atlas: Atlas) -> Component:
    """Return the page « Aide »."""
    return french(help_page(atlas.pages["help"]))


def glossary(atlas: Atlas) -> Component:
    """Return the glossary."""
    return french(glossary_page(atlas.pages["glossary"]))


def signs(atlas: Atlas) -> Mapping[str, Sign]:
    """Return the acronyms that the glossary explains."""
    return atlas.cached("signs", lambda: signs_of(atlas.pages.get("glossary", "")))
