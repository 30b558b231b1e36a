"""The skills and the names of the ROME 4.0: what is kept, which rows are refused, their version."""

import csv
from dataclasses import replace

import pytest

from loaders.catalogue import recognise
from loaders.sources.nomenclatures.rome_appellations import NO_LABEL
from loaders.sources.nomenclatures.rome_skills import BAD_ROME, LABELS, NO_SKILL
from tests.loaders.training_region import small_context

SKILLS = [
    {"code_ogr": "1", "nature": "Compétence", "libelle_competence": "Souder des pièces",
     "code_ogr_macro_comp": "9", "cat_comp": "Savoir-faire"},
    {"code_ogr": "2", "nature": "Compétence", "libelle_competence": "Faire preuve d'autonomie",
     "code_ogr_macro_comp": "9", "cat_comp": "Savoir-être professionnel"},
    {"code_ogr": "", "nature": "Compétence", "libelle_competence": "Sans code",
     "code_ogr_macro_comp": "9", "cat_comp": "Savoir-faire"},
]  # fmt: skip
LINKS = [
    {"code_rome": "H2913", "code_ogr": "1", "coeur_metier": "Principale"},
    {"code_rome": "H2913", "code_ogr": "2", "coeur_metier": ""},
    {"code_rome": "x", "code_ogr": "1", "coeur_metier": ""},
]


@pytest.fixture
def save(tmp_path):
    def save(name, rows):
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return save


def test_a_metier_asks_for_know_how(save, communes):
    context = small_context(communes)
    path = save("unix_referentiel_competence_v460_utf8.csv", SKILLS)
    source = recognise(path)
    assert source.key == "rome-competences"
    skills = source.read(path, context)
    assert skills.tables[LABELS]["skill"].tolist() == ["1"]
    assert (skills.elsewhere, skills.rejects["reason"].tolist()) == (1, [NO_SKILL])
    assert skills.vintage == "version 460"

    path = save("unix_coherence_item_v460_utf8.csv", LINKS)
    source = recognise(path)
    assert source.key == "rome-coherence"
    links = source.read(path, replace(context, nomenclatures=skills.tables))
    assert links.tables["skills"].to_dict("records") == [
        {"rome": "H2913", "skill": "1", "label": "Souder des pièces", "core": "Principale"}
    ]
    assert (links.elsewhere, links.rejects["reason"].tolist()) == (1, [BAD_ROME])
    assert links.rows_kept == 1


def test_a_metier_has_names_and_the_code_of_the_former_rome(save, communes):
    rows = [
        {"code_ogr": "1", "libelle_appellation_long": "Apiculteur / Apicultrice",
         "code_rome": "A1429", "code_rome_parent": "A1408"},
        {"code_ogr": "2", "libelle_appellation_long": "", "code_rome": "A1429",
         "code_rome_parent": ""},
        {"code_ogr": "3", "libelle_appellation_long": "Docker", "code_rome": "x",
         "code_rome_parent": ""},
    ]  # fmt: skip
    path = save("unix_referentiel_appellation_v460_utf8.csv", rows)
    source = recognise(path)
    assert source.key == "rome-appellations"
    parsed = source.read(path, small_context(communes))
    assert parsed.tables["appellations"].to_dict("records") == [
        {"label": "Apiculteur / Apicultrice", "rome": "A1429", "parent": "A1408"}
    ]
    assert sorted(parsed.rejects["reason"]) == sorted([BAD_ROME, NO_LABEL])
    assert parsed.vintage == "version 460"
