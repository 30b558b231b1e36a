"""« Partir de ce que je sais faire »: a verb, a métier, and what is not loaded."""

from dataclasses import replace
from datetime import date

import pytest
from atlases.skilled import skilled_atlas
from atlases.small import of_type, small_atlas

from callbacks.find.answer import answer_request
from callbacks.routes import addresses
from callbacks.skills.page import page
from layouts.kit.still import Still
from layouts.kit.tree import plain


def shown(atlas, search):
    return Still().write(plain(page(atlas, search)))


@pytest.fixture(scope="module")
def atlas():
    return skilled_atlas()


def test_from_a_verb_to_a_course_near(atlas):
    text = shown(atlas, "?q=souder&lieu=Gamma")
    assert "2 métiers" in text.replace("\u00a0", " ")
    assert "/competences?lieu=02003&amp;metier=H2913" in text
    assert "Même commune, Gamma" in text
    text = shown(atlas, "?metier=H2913&lieu=02003")
    assert "/formation/weld?lieu=02003" in text
    assert "1 savoir-faire sur 2 en commun" in text


def test_a_search_that_names_a_metier_leads_to_its_skills(atlas):
    notices = answer_request(atlas, {"q": "soudeur"}, date(2026, 11, 22))[2]
    assert "/competences?metier=H2913" in {link.href for link in of_type(notices, "Link")}
    unskilled = replace(atlas, skills=atlas.skills.iloc[:0], _kept={})
    notices = answer_request(unskilled, {"q": "soudeur"}, date(2026, 11, 22))[2]
    assert not [one for one in of_type(notices, "Link") if one.href.startswith("/competences")]


def test_what_is_not_found_is_told(atlas):
    assert "Aucun savoir-faire" in shown(atlas, "?q=jongler")
    assert "pas de métier" in shown(atlas, "?metier=Z9999")
    assert "Nous ne trouvons pas" in shown(atlas, "?q=souder&lieu=Nulle-Part")


def test_without_a_source_the_page_says_who_has_it():
    text = shown(small_atlas(), "?q=souder")
    assert "Aucune source de compétences" in text
    assert "France Travail" in text


def test_the_page_is_listed(atlas):
    assert "/competences" in addresses(atlas)
