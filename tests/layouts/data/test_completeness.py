"""« Données et méthode » shows what is loaded, and ranks what would improve it."""

from atlases.partial import graded
from atlases.small import of_type, texts

from geodata.completeness.improving import improvements
from layouts.data.completeness import completeness

NAMES = {"02": "Aisne", "80": "Somme"}


def published(voie, levels, people):
    return {"voie": voie, "levels": levels, "people": people, "unit": "élèves", "period": "2020",
            "source": "Contrat", "estimated": False}  # fmt: skip


def source(name, voie, level, courses=0):
    covers = {"voies": [voie], "levels": [level], "lacks": [], "whole": False,
              "territory": "France", "period": "une année"}  # fmt: skip
    return {"source": name, "name": name, "page": f"https://{name}.fr", "courses": courses,
            "covers": [covers]}  # fmt: skip


REPORT = {
    **graded(scolaire_3="complete", scolaire_4="partial techno"),
    "published": [published("scolaire", [3, 4], 1000), published("continue", [3, 4], 9000)],
    "sources": [
        source("lycees", "scolaire", 4, 1), source("inutile", "scolaire", 3),
        source("continue", "continue", 3), source("docteurs", "superieur", 8),
    ],
}  # fmt: skip


def test_each_cell_says_its_grade_without_colours():
    shown = completeness(REPORT, NAMES)
    table = next(part for part in of_type(shown, "Table") if "Voie scolaire" in texts(part))
    assert "3 ●  1  (complète)" in texts(table)
    assert "◐  1  (partielle, sans le bac technologique)" in texts(table)
    assert "○  0  (absente)" in texts(shown)
    assert [part.title for part in of_type(table, "Abbr")] == ["Aisne", "Somme"]


def test_what_would_improve_most_comes_first():
    found = improvements(REPORT)
    assert [(one.name, one.people) for one in found] == [
        ("continue", 4500), ("lycees", 500), ("docteurs", None),
    ]  # fmt: skip
    text = texts(completeness(REPORT, NAMES))
    assert "Ce qui l'améliorerait le plus" in text
    assert "lycees  (un extrait est chargé)" in text
    assert "La formation continue de niveau 3" in text


def test_a_simulated_offer_is_said_to_be():
    text = texts(completeness({**REPORT, "simulated": True}, NAMES))
    assert "simulées, et elle est complète par construction" in text


def test_a_base_of_before_says_how_to_get_it():
    assert "reconstruisez-la" in texts(completeness({}, NAMES))
