"""A diploma's code gives a title that reads, a level, an NSF, métiers and an RNCP sheet."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders.certifications.codes import Codes
from tests.loaders.diploma_sample import TODAY, sample_context


@pytest.fixture
def codes(communes, tmp_path: Path) -> Codes:
    return Codes(sample_context(communes, tmp_path), TODAY)


def test_the_catalogue_names_what_it_knows(codes: Codes) -> None:
    cuisine = codes.certified("50022146")
    assert cuisine.title == "CAP Cuisine"
    assert cuisine.certification == "Certificat d'aptitude professionnelle Cuisine"
    assert (cuisine.level, cuisine.nsf, cuisine.romes) == (3, "221", "G1602")
    assert (cuisine.rncp, cuisine.formacodes) == ("RNCP38430", "42752")


def test_certif_info_names_the_rest_with_its_accents(codes: Codes) -> None:
    accueil = codes.certified("40031212")
    assert accueil.title == accueil.certification == "Bac pro Métiers de l'accueil"
    assert (accueil.level, accueil.romes) == (4, "M1601")


def test_what_certif_info_lacks_comes_from_the_active_sheet(codes: Codes) -> None:
    commerce = codes.certified("40031213")
    assert commerce.rncp == "RNCP38399"
    assert commerce.romes == "D1403"
    assert commerce.title == "Bac pro Métiers du commerce et de la vente option A"


def test_a_diploma_without_facts_takes_those_of_its_predecessors(communes, tmp_path: Path) -> None:
    context = sample_context(communes, tmp_path)
    infos = context.nomenclatures["certif_info"]
    older = infos.assign(cfd=infos["cfd"].replace("50022146", "50022139"), old_cfd="")
    context = replace(
        context,
        certifications=context.certifications.iloc[:0],
        nomenclatures={**context.nomenclatures, "certif_info": older},
    )
    cuisine = Codes(context, TODAY).certified("50022146")
    assert cuisine.romes == "G1602"
    assert cuisine.title == "CAP Cuisine"


def test_a_common_year_has_the_title_of_its_diploma_and_the_metiers_of_its_options(
    communes, tmp_path: Path
) -> None:
    context = sample_context(communes, tmp_path)
    infos = context.nomenclatures["certif_info"]
    extra = infos.iloc[[0]].assign(cfd="32032614", romes="M1805", title="BTS SIO B", old_cfd="")
    known = {**context.nomenclatures, "certif_info": pd.concat([infos, extra])}
    sio = Codes(replace(context, nomenclatures=known), TODAY).certified("32032612")
    assert sio.title == "BTS Services informatiques aux organisations"
    assert (sio.level, sio.nsf, sio.romes) == (5, "326", "M1805")


def test_an_unknown_code_says_nothing(codes: Codes) -> None:
    unknown = codes.certified("12345678")
    assert (unknown.title, unknown.level, unknown.nsf, unknown.romes) == ("", None, "", "")
