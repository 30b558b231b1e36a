"""The words of flows: observed and simulated, secret, and who has what lacks."""

from dataclasses import replace

import pytest

from geodata.flows.observed import Flow, Move, Series, Summary
from layouts.flows import words

SERIES = Series(
    "home_training", "2022", "élèves, recensement", "Mobilités (Insee)", False, 100.0, 60.0, 90.0,
    (Flow(("departement", "75"), "Département 75 (autre région)", 25.0, 0),
     Flow(("spel", "S2"), "Lille", None, 1)), (),
)  # fmt: skip


def test_the_essential_says_who_stays_where_the_others_go_and_when():
    (text,) = words.essentials("Lens", [SERIES])
    assert "60\u00a0% restent dans le SPEL Lens" in text
    assert "25\u00a0% vont vers département 75" in text
    assert "(élèves, recensement, 2022, part de ce qui est publié)" in text
    whole = replace(SERIES, out=SERIES.out[:1])
    assert "(élèves, recensement, 2022)" in words.essentials("Lens", [whole])[0]
    assert words.facts(SERIES).startswith("Élèves, recensement : au moins 100 au départ")
    assert "au moins" not in words.facts(whole)
    assert words.essentials("Lens", [replace(SERIES, total=0.0)]) == []


def test_the_essential_of_the_region_is_how_many_leave_their_spel():
    rows = (Summary("A", "Lens", 60.0, 30.0, "Lille", 30.0, 0.0),
            Summary("B", "Lille", 40.0, 40.0, "", 0.0, 30.0))  # fmt: skip
    one = replace(SERIES, summaries=rows, moves=(Move("A", "B", 30.0),))
    (text,) = words.essentials("Région", [one])
    assert "30\u00a0% quittent leur SPEL, d'abord de Lens vers Lille" in text


def test_a_secret_figure_is_never_a_zero():
    assert words.people_words(SERIES.out[1]) == "secret"
    assert words.people_words(Flow(("spel", "S2"), "Lille", 4.0, 1)) == "au moins 4"
    assert "1\u00a0chiffre secret n'est dans aucune somme" in words.source_note(SERIES)


@pytest.mark.parametrize(("simulated", "word"), [(True, "Simulé."), (False, "Observé.")])
def test_the_source_says_whether_it_was_observed(simulated, word):
    note = words.source_note(replace(SERIES, simulated=simulated))
    assert word in note
    assert "se lit avec précaution" in note


def test_what_nothing_tells_names_its_producer():
    lost = list(words.absent([SERIES]))
    assert len(lost) == 2
    assert "Le lieu d'insertion des diplômés" in lost[0]
    assert "InserJeunes" in lost[0]
    assert "MOBPRO" in lost[1]


def test_why_rural_communes_are_not_told_apart():
    assert "pas connus par commune" in words.no_parts(SERIES)
    assert "zonage n'est pas chargé" in words.no_parts(replace(SERIES, located=True))
