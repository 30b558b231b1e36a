"""A title says first what tells its course from others, and says it once, without shouting."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.folding import fold
from loaders.titles.courses import TitleReader
from loaders.titles.shown import shown

READER = TitleReader(pd.DataFrame(columns=["title", "short", "level", "nsf", "romes", "rncp"]))
KNOWN = frozenset(fold("lettres édition sciences langage anglais visuelles identités").split(" "))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Formation d'ingénieur Bac + 5 - Bac STL", "Formation d'ingénieur (après un bac STL)"),
        (
            "Formation d'ingénieur Bac + 5 Bac Série générale",
            "Formation d'ingénieur (après un bac général)",
        ),
        (
            "Formation d'ingénieur Bac + 5 Bacs généraux 2 Sciences",
            "Formation d'ingénieur (après un bac général, 2 Sciences)",
        ),
        (
            "Formation d'ingénieur Bac + 5 Voie d'accès bac technologique",
            "Formation d'ingénieur (après un bac technologique)",
        ),
        ("Formation d'ingénieur Bac + 5 Bac S,STL", "Formation d'ingénieur (après un bac S, STL)"),
        (
            "Formation d'ingénieur Bac + 5 Autres séries (Bac STL, STI2D)",
            "Formation d'ingénieur (après un bac STL, STI2D)",
        ),
        ("Formation d'ingénieur Bac + 5", "Formation d'ingénieur"),
        (
            "Formation des écoles de commerce et de management Bac + 3 - Bachelor Finance",
            "Bachelor Finance (école de commerce, bac + 3)",
        ),
        (
            "Formation des écoles de commerce et de management Bac + 5",
            "Formation des écoles de commerce et de management Bac + 5",
        ),
        ("Formation Bac + 3 Bachelor Réseaux", "Bachelor Réseaux (bac + 3)"),
        (
            "Diplôme d'Établissement - Expert - Formation Bac + 5",
            "Expert (diplôme d'établissement, bac + 5)",
        ),
        ("Diplôme d'Université - PAREO - PAREO", "PAREO (diplôme d'université)"),
        ("Licence - Informatique - Parcours", "Licence Informatique"),
        ("Licence - Informatique -", "Licence Informatique"),
        ("Licence - Droit - Parcours Droit privé", "Licence Droit Parcours Droit privé"),
        (
            "Licence - Sciences de la vie - Sciences de la vie, de la Terre",
            "Licence Sciences de la vie, de la Terre",
        ),
        ("DN MADE - évènement - Spécialité : Espace", "DN MADE Évènement Spécialité : Espace"),
        ("Paysage - 1ere année commune", "Paysage 1re année commune"),
        ("BTS - Tourisme", "BTS Tourisme"),
    ],
)  # fmt: skip
def test_a_title_says_what_distinguishes_it(written: str, read: str) -> None:
    assert READER.read(written).title == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "Licence Lettres Parcours LETTRES ET LANGAGE",
            "Licence Lettres Parcours Lettres et langage",
        ),
        ("Licence LLCER : ANGLAIS", "Licence LLCER : Anglais"),
        ("Double licence LLCER ANGLAIS", "Double licence LLCER anglais"),
        ("DN MADE IDENTITeS VISUELLES", "DN MADE Identités visuelles"),
        ("CPGE PCSI", "CPGE PCSI"),
        ("Licence MIASHS", "Licence MIASHS"),
        ("Bachelor BESTm", "Bachelor BESTm"),
    ],
)
def test_what_is_shouted_is_lowered_but_acronyms(written: str, read: str) -> None:
    accents = {"identites": "identités"}
    assert shown(written, known=KNOWN, accented=lambda word: accents.get(fold(word), word)) == read


def test_the_level_is_that_of_the_title_as_written() -> None:
    assert READER.read("Formation d'ingénieur Bac + 5 - Bac Général").level == 7
    assert READER.read("Formation des écoles de commerce et de management Bac + 3 - X").level == 6


@given(st.text("AéaBacs +35()-, d'ingRL", max_size=80))
def test_any_text_gives_a_title(text: str) -> None:
    plain = " ".join(text.split())
    assert shown(plain, known=KNOWN).strip() or not plain
