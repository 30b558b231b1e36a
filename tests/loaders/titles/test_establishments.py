"""Names of schools that registers write in capitals are set as people read them."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.titles.establishments import NameReader

WORDS = ("Lycée", "IUT", "GRETA", "MFR", "Jean Jaurès", "Saint-Omer", "de", "d'Artois", "EPSI")
READER = NameReader(
    SimpleNamespace(  # type: ignore[arg-type]
        lycees=pd.DataFrame(
            {"name": ["Lycée Jean Jaurès", "Lycée Théophile Legrand", "LYCÉE ÎLE DE FLANDRÉ"]}
        ),
        communes=pd.DataFrame({"name": ["Saint-Omer", "Dunkerque", "Berck"]}),
    )
)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("IUT LITTORAL (DUNKERQUE)", "IUT Littoral (Dunkerque)"),
        ("Lycee JEAN JAURÈS", "Lycée Jean Jaurès"),
        ("Lycée THÉOPHILE LEGRAND", "Lycée Théophile Legrand"),
        ("ECOLE D EDUCATEURS DE SAINT-OMER", "École d'Educateurs de Saint-Omer"),
        ("ICL ESTICE", "ICL ESTICE"),
        ("EPITECH Campus de Berck", "EPITECH Campus de Berck"),
        ("Institut IFSI et IFAS BERCK", "Institut IFSI et IFAS Berck"),
        ("IFSI de DUNKeRQUE", "IFSI de Dunkerque"),
        ("ECOLE Berck", "École Berck"),
        ("EPSI", "EPSI"),
        ("LYCÉE ÎLE DE FLANDRÉ", "Lycée Île de Flandre"),
        ("LYCEE DES MONTS DE FLANDRE", "Lycée des Monts de Flandre"),
        ("Mission locale Flandre Lys", "Mission locale Flandre Lys"),
        ("LYCEE JEAN XXIII", "Lycée Jean XXIII"),
        ("GRETA  MFR", "GRETA MFR"),
        ("Lycée professionnel GUY DEBEYRE", "Lycée professionnel Guy Debeyre"),
        ("Lycée ORT DANIEL MAYER", "Lycée ORT Daniel Mayer"),
        ("Lycée Ledoux / EBTP", "Lycée Ledoux / EBTP"),
        ("Lycée Jean Paul Ii", "Lycée Jean Paul II"),
        ("Lycée Notre Dame D'Annay", "Lycée Notre Dame d'Annay"),
        ("Cfppa-Ufa 62", "CFPPA-UFA 62"),
        ("Ecole des courses AFASEC", "École des courses AFASEC"),
        ("", ""),
    ],
)
def test_a_name_is_set_as_people_read_it(given: str, read: str) -> None:
    assert READER.read_mixed(given) == read


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))
def test_a_name_that_is_read_reads_the_same_again(name: str) -> None:
    once = READER.read_mixed(name)
    assert READER.read_mixed(once) == once
    assert once.casefold() == name.casefold(), "no letter is added or lost"


@pytest.mark.parametrize(
    ("given", "read"),
    [("AFA", "AFA"), ("CFPPA-UFA 62", "CFPPA-UFA 62"), ("Ecole de Lens", "École de Lens"),
     ("Cfppa de Lens", "CFPPA de Lens"), ("BERCK", "Berck"),
     ("MAISON DE L'EMPLOI DE DUNKERQUE - Service Mission Locale",
      "Maison de l'Emploi de Dunkerque - Service Mission Locale"),
     ("AFPI - Site de Berck", "AFPI - Site de Berck")],
)  # fmt: skip
def test_a_name_of_a_register(given: str, read: str) -> None:
    assert READER.read(given) == read
