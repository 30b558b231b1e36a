"""Titles and names of registers read as people write them."""

import datetime as dt

import geopandas as gpd
import pytest

from loaders.sources.apprenticeship.entry import Entry
from loaders.sources.apprenticeship.titles import Titler, agree
from loaders.titles.establishments import NameReader
from tests.loaders.training_region import small_context


@pytest.fixture(scope="module")
def titler(communes: gpd.GeoDataFrame) -> Titler:
    return Titler(small_context(communes), dt.date(2024, 6, 1))


@pytest.mark.parametrize(
    ("titles", "sheet", "expected"),
    [
        (("TRAVAUX PUBLICS (BTS)",), "", "BTS Travaux publics"),
        (("CUISINE (CAP)", "CAP Cuisine"), "", "CAP Cuisine"),
        (("CONSEILLER TECHNIQUE CYCLES (ANFA)",), "", "Conseiller technique cycles (ANFA)"),
        (("VENDEUR EN CHAUSSURES (TP)",), "", "Titre professionnel Vendeur en chaussures"),
        (("POSEUR DE BETON (CAP)",), "Poseur de béton", "CAP Poseur de béton"),
        (("AGENT DU PATRIMOINE", "Agent du Patrimoine"), "", "Agent du Patrimoine"),
        (("Titre Danseur (Apprentissage possible)",), "", "Titre Danseur"),
    ],
)
def test_titles(titler: Titler, titles: tuple[str, ...], sheet: str, expected: str) -> None:
    assert titler.read(Entry(1, titles, rncp_title=sheet)).title == expected


def test_the_sheet_gives_the_title_that_nothing_else_gives(titler: Titler) -> None:
    read = titler.read(Entry(1, (), rncp="RNCP37199"))
    assert (read.title, read.level, read.nsf) == ("BTS Travaux publics", 5, "231")
    assert titler.read(Entry(1, ())).title == ""


def test_level_and_domain_of_a_code(titler: Titler) -> None:
    read = titler.read(Entry(1, ("INCONNU",), cfd="46X25201"))
    assert (read.level, read.nsf, read.cfd) == (4, "252", "46X25201")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SOMMELLERIE (MC)", "Sommelier", True),
        ("ESTHETIQUE (CAP)", "Esthétique cosmétique parfumerie", True),
        ("AGENT D'ACCOMPAGNEMENT", "Technicien supérieur informatique", False),
        ("CAP", "Boulanger", True),
    ],
)
def test_titles_of_the_same_course_share_a_word(one: str, other: str, same: bool) -> None:
    assert agree(one, other) is same


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("BTP CFA HAUTS-DE-FRANCE", "BTP CFA Hauts-de-France"),
        ("LYCEE PROFESSIONNEL D ALPHA", "Lycée Professionnel d'Alpha"),
        ("Centre déjà bien écrit", "Centre déjà bien écrit"),
        ("CTR DE FORMATION DE BETA", "CTR de Formation de Bêta"),
        ("", ""),
    ],
)
def test_names(communes: gpd.GeoDataFrame, written: str, expected: str) -> None:
    assert NameReader(small_context(communes)).read(written) == expected
