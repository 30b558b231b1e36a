"""« Où ouvrir ? »: what is said of the communes proposed, of others, of what they change."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from atlases.small import FULL, of_type, small_atlas, texts

from geodata.asking.coverage import parse_coverage
from geodata.asking.siting import parse_best
from geodata.coverage.answer import cover
from geodata.siting import best_places
from geodata.siting.search import Siting, best_sites
from layouts.coverage.best_answer import best_answer, best_on_paper


@cache
def solved(question=(), **asked):
    atlas = small_atlas([FULL])
    atlas.communes["population"] = [1000, 1000, 900, 850]
    args = {"threshold": "5", **asked}
    covered = cover(atlas, parse_coverage(args), date(2026, 1, 1))
    best = parse_best({"habitants_min": "0", "candidates": "all", **dict(question)})
    stated = best_places.best_problem(covered, best)
    return best_places.best_answer(stated, best_sites(stated.problem, best.p))


def shown(*question, **asked):
    return best_answer(solved(question, **asked), b"Rang;Commune\r\n", "/api/v1/siting?format=xlsx")


def said(*question, **asked):
    return " ".join(texts(shown(*question, **asked)).split())


def test_the_best_places_say_people_share_band_method_and_proof():
    words = said(("p", "2"))
    assert "1 900 habitants de plus à moins de 5 min en voiture, soit 69 % de ceux" in words
    assert "prouvé" in words
    assert "Church et ReVelle" in words
    assert "Entre 1 900 et 1 900 : " in words
    assert "parmi toutes les communes ;" in words


def test_an_answer_that_is_not_proven_says_how_far_it_may_be():
    exact = solved((("priorities", "zrr,qpv"), ("p", "2")))
    near = Siting(exact.found.candidates, (3000.0, 500.0), 3500.0, 3535.36, "swaps")
    words = texts(best_answer(replace(exact, found=near), b"", ""))
    assert "à 1,0 % au plus du meilleur choix possible" in words
    assert (
        "Les communes en ancienne ZRR et les communes avec un quartier prioritaire comptent 2 fois"
        in words
    )


def test_each_commune_has_what_would_do_nearly_as_well_and_what_it_loses():
    words = said(("p", "1"))
    assert "ou Gamma : 90 %, 100 de moins" in words
    assert "ou Delta : 85 %, 150 de moins" in words
    assert "aucune autre ne ferait 50 % de son apport" in said(("p", "3"))


def test_whom_it_is_for_is_said_with_its_reason_and_the_page_s_people_beside():
    words = said(("p", "1"), level="3")
    assert "250 habitants de moins de 20 ans de plus" in words
    assert "( 1 000 habitants de tout âge )" in words
    assert "la question porte sur le CAP et le bac pro" in words
    assert "rien dans la question ne désigne" in said(("p", "1"))


def test_a_place_has_its_cost():
    assert "Une ouverture compte 24,0 places, moyenne" in said(("p", "1"))
    words = said(("p", "1"), ("places", "10"))
    assert "Chaque ouverture a 10 places (choisi)" in words
    assert "Gagnés par place 1 Bêta Bassin 1 000 100 ou" in words


def test_the_effect_is_told_by_spel_and_by_rural_zoning():
    tables = of_type(shown(("p", "1")), "Caption")
    assert [texts(one) for one in tables] == ["Effet par SPEL", "Effet en ancienne ZRR et ailleurs"]


def test_the_communes_proposed_can_be_simulated_and_taken_away():
    answer = shown(("p", "2"))
    (simulate,) = [b for b in of_type(answer, "Button") if "Simuler" in texts(b)]
    assert simulate.to_plotly_json()["props"]["data-open-communes"] == "80002,02003"
    csv, xlsx = of_type(answer, "A")
    assert csv.href == "data:text/csv;charset=utf-8,Rang%3BCommune%0D%0A"
    assert xlsx.href.endswith("format=xlsx")
    with_places = shown(("p", "2"), ("places", "10"))
    (simulate,) = [b for b in of_type(with_places, "Button") if "Simuler" in texts(b)]
    assert simulate.to_plotly_json()["props"]["data-open-communes"] == "80002:10,02003:10"


@pytest.mark.parametrize(
    ("question", "asked", "words"),
    [
        ({"p": "10"}, {}, "3 ouvertures suffisent : les 7 autres"),
        ({"candidates": "chosen", "choisies": "02003,02004"}, {},
         "2 communes se proposent seulement parmi 2 communes choisies à la main"),
        ({}, {"threshold": "240"}, "Personne n'est hors d'atteinte"),
        ({"candidates": "chosen", "choisies": "80001"}, {},
         "Aucune ouverture parmi 1 commune choisie à la main"),
        ({"habitants_min": "5000"}, {},
         "Aucune commune à proposer parmi toutes les communes d'au moins 5 000 habitants"),
        ({"habitants_min": "5000", "dans": "spel:S1"}, {}, "dans « Bassin »"),
    ],
)  # fmt: skip
def test_fewer_or_no_places_are_explained(question, asked, words):
    assert words in said(*question.items(), **asked)


def test_paper_has_no_button_to_simulate_and_all_the_territories():
    words = texts(best_on_paper(solved((("p", "1"),))))
    assert "Simuler" not in words
    assert "Effet par SPEL" in words
