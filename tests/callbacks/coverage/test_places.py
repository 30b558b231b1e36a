"""The coverage of a kind of places: the engine of courses on other sites, and what is not known."""

from datetime import date

import pandas as pd
import pytest
from atlases.guided import guided_atlas
from atlases.small import small_atlas, texts

from callbacks.coverage.answer import answer_question, zones_of
from callbacks.coverage.blank_zones import shown_zones
from callbacks.coverage.distribution import compared
from callbacks.coverage.question import covered_of, silence_of, told
from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.export import origin
from geodata.figure_sources import sources_of
from geodata.travel.margin import Uncertainty
from layouts.brief.coverage import method
from layouts.coverage.paper import question_words
from layouts.kit.markup import markup

TODAY = date(2026, 10, 6)


@pytest.fixture(scope="module")
def atlas():
    return guided_atlas()


def asked(atlas, **said):
    covered, (words, _, legend, drawing) = answer_question(atlas, said, TODAY)
    return covered, markup(words), markup(legend), drawing


def test_a_partial_list_counts_what_is_known_only(atlas):
    covered, words, legend, drawing = asked(atlas, target="cio", threshold="5")
    assert covered.minutes.tolist().count(0) == 2
    assert "à plus de 5\u00a0min" in words
    assert "d&#x27;un centre" in words or "d'un centre" in words
    assert "Liste partielle : le siège seulement" in words
    assert "lieux connus seulement" in legend
    assert drawing["places"]["name"] == ["Chez Gamma", "Chez Alpha"]
    table, file = zones_of(atlas, covered)
    assert "Loin des lieux connus" in markup(table)
    assert "target=cio" in file


def test_a_whole_list_gives_the_zones_that_nobody_covers(atlas):
    covered, words, _, _ = asked(atlas, target="mission_locale", threshold="5")
    assert covered.verdict.state == "complete"
    assert "Liste partielle" not in words
    zones, _, _ = shown_zones(atlas, {"target": "mission_locale", "threshold": "5"}, None, TODAY)
    assert "Chez" in markup(zones)


def test_no_list_no_figure(atlas):
    _, words, legend, drawing = asked(atlas, target="mdph")
    assert "aucun chiffre possible" in words
    assert "Annuaire de l" in words
    assert "aucun temps" in legend
    assert drawing["places"]["lat"] == []
    assert "aucun chiffre possible" in asked(small_atlas(), target="gare")[1]


def test_filters_and_scenarios_of_courses_do_not_count(atlas):
    question = parse_coverage({"target": "gare", "voie": "continue", "open": "80001:3"})
    alone = cover(atlas, parse_coverage({"target": "gare"}), TODAY)
    assert cover(atlas, question, TODAY).minutes.tolist() == alone.minutes.tolist()


def test_panels_of_courses_say_so(atlas):
    covered = covered_of(atlas, {"target": "gare"})
    assert "porte sur les formations" in markup(silence_of(covered))
    assert silence_of(covered, places=True) == []


def test_the_paper_asks_the_same_question():
    words = question_words(parse_coverage({"target": "mission_locale"}))
    assert words.endswith("d'une mission locale ?")


def test_zones_far_from_places_speak_of_no_course(atlas):
    request = {"target": "mission_locale", "threshold": "5"}
    zones = markup(shown_zones(atlas, request, None, TODAY)[0])
    assert "du lieu le plus proche" in zones
    assert "formation" not in zones
    assert "Ce qui manque" not in zones
    assert zones.count("Chez Alpha") + zones.count("Chez Gamma") == zones.count("data-blank=")
    courses = markup(shown_zones(atlas, {"threshold": "5"}, None, TODAY)[0])
    assert "Ce qui manque" in courses


def test_the_curves_of_places_speak_of_no_course(atlas):
    shown, _, _ = compared(atlas, {"target": "mission_locale"}, "departement", [])
    words = texts(shown)
    assert "Gini des temps" in words
    assert "formation" not in words
    assert "places" not in words


def test_files_of_places_say_their_own_source(atlas):
    covered = covered_of(atlas, {"target": "cio"})
    told_by = origin(covered)
    assert told_by["source"].startswith("Fichier d'essai")
    assert told_by["vintage"] == "mars 2026"
    assert origin(covered_of(atlas, {}))["source"] != told_by["source"]
    (first, *_) = sources_of(atlas, "voiture", kind="cio")
    assert first.startswith("Lieux : Fichier d'essai, mars 2026")
    assert origin(covered_of(atlas, {"target": "mdph"}))["source"] == "aucune source chargée"


def test_files_of_panels_about_courses_have_no_row(atlas):
    covered = covered_of(atlas, {"target": "gare"})
    table = pd.DataFrame({"Code": ["80001"]})
    assert told(covered, table).empty
    assert len(told(covered, table, places=True)) == 1
    assert len(told(covered_of(atlas, {}), table)) == 1


def test_the_paper_of_places_assumes_nothing_of_courses(atlas):
    asked = parse_coverage({"target": "cio"})
    lines = method("territoires", asked, "à vol d'oiseau", Uncertainty(30))
    assert "formation" not in " ".join(lines)
    assert "formation" in " ".join(method("territoires", parse_coverage({}), "x", Uncertainty(30)))
