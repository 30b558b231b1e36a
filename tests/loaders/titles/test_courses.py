"""What a producer's title says once it is read."""

import pandas as pd
import pytest

from loaders.titles.courses import TitleReader

NONE_KNOWN = pd.DataFrame(columns=["title", "short", "level", "nsf", "romes", "rncp"])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "Annee preparatoire   Année de préparation aux études scientifiques   Parcours Maths",
            "Année de préparation aux études scientifiques Parcours Maths",
        ),
        ("Année préparatoire - Design", "Année préparatoire Design"),
        ("Licence - Droit", "Licence Droit"),
    ],
)
def test_a_title_does_not_say_twice_what_kind_of_year_it_is(written, shown):
    assert TitleReader(NONE_KNOWN).read(written).title == shown
