"""A trainer that a catalogue knows by its codes has the name that other sources give."""

import pandas as pd
import pytest

from loaders.locating.courses import KNOWN_PLACES, unnamed
from loaders.locating.place import Place
from loaders.sources.apprenticeship.entry import Organisation
from loaders.sources.apprenticeship.known_names import KnownNames
from tests.loaders.training_region import small_context

ROWS = [
    {"siret": "80000000100017", "uai": "0800001A", "name": "CFA d'Alpha"},
    {"siret": "80000000200015", "uai": "", "name": "École de Bêta"},
    {"siret": "80000000200023", "uai": "", "name": "École de Bêta"},
    {"siret": "80000000300013", "uai": "", "name": "Un"},
    {"siret": "80000000300021", "uai": "", "name": "Deux"},
]


@pytest.mark.parametrize(
    ("siret", "uai", "name"),
    [
        ("80000000100017", "", "CFA d'Alpha"),
        ("", "0800001A", "CFA d'Alpha"),
        ("80000000200099", "", "École de Bêta"),
        ("80000000300099", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_by_siret_uai_or_organism(communes, siret: str, uai: str, name: str) -> None:
    context = small_context(communes, nomenclatures={KNOWN_PLACES: pd.DataFrame(ROWS)})
    assert KnownNames(context).get(Organisation(siret=siret, uai=uai)) == name


@pytest.mark.parametrize(
    ("street", "city", "name"),
    [
        ("51 RUE DE BELLOY", "Alpha", "Centre de formation, 51 rue de Belloy"),
        ("Btp Cfa Ermont 18 Rue Buisson", "Ermont", "BTP CFA Ermont"),
        ("", "Amiens", "Centre de formation d'Amiens"),
        ("", "", "Centre de formation"),
    ],
)
def test_a_place_that_nobody_names(street: str, city: str, name: str) -> None:
    assert unnamed(Place(street=street, city=city)) == name
