"""The glossary explains what screens abbreviate, each once, at an address of its own."""

from layouts.help.glossary import glossary_page, signs_of
from layouts.kit.markup import markup
from loaders.project_data.pages import read_pages

TEXT = read_pages()["glossary"]
ON_SCREEN = (
    "SPEL QPV FRR ZRR EPCI FOAD ROME RNCP RS UAI BMO APL LHEO CPRDFOP CFA CAP BTS BUT MSP CIO MDPH"
)


def test_every_acronym_of_the_screens_has_its_meaning():
    assert set(ON_SCREEN.split()) <= set(signs_of(TEXT))


def test_each_has_its_own_anchor_and_a_line_of_the_index():
    signs = signs_of(TEXT)
    assert len({sign.anchor for sign in signs.values()}) == len(signs) == TEXT.count("\n### ")
    written = markup(glossary_page(TEXT))
    for sign in signs.values():
        assert f'href="#{sign.anchor}"' in written
        assert f'id="{sign.anchor}"' in written
