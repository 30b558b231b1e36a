"""What the page of tensions writes: never a bare zero for what is not known."""

import math

import numpy as np
import pandas as pd
import pytest
from atlases.needs import needs_atlas, outcomes
from atlases.small import of_type, texts

from geodata.asking.needs import NeedsQuery
from geodata.needs.answer import needs
from geodata.needs.basins import by_basin, drawn
from geodata.needs.quadrant import CORNERS, READINGS, quadrant
from layouts.tensions.answer import CAUTION, SOURCES, Summary, answer, basins_note, missing_notice
from layouts.tensions.map import legend, map_words, styles_of
from layouts.tensions.metier import metier_facts
from layouts.tensions.quadrant import corners, quadrant_points
from layouts.tensions.table import far_table, metiers_table
from layouts.tensions.words import degree, listed, part, place_name, places, published, rate


def words(component):
    return " ".join(texts(component).replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def atlas():
    return needs_atlas(outcomes=outcomes())


def row_of(atlas, key, **asked):
    table = needs(atlas, NeedsQuery(**asked)).table
    (row,) = table[table["key"] == key].to_dict("records")
    return row


@pytest.mark.parametrize(
    ("value", "state", "said"),
    [
        (157.0, "", "157"),
        (0.0, "", "0"),
        (math.nan, "secret", "secret"),
        (math.nan, "absent", "—"),
        (1184.0, "partiel", "≥ 1 184"),
    ],
)
def test_a_published_figure(value, state, said):
    assert words(published(value, state)) == said


def test_a_degree_has_its_word_and_a_missing_one_is_no_zero():
    shown = degree(5.0)
    assert (words(shown), shown.title) == ("5", "Très élevée")
    assert words(degree(math.nan)) == "n. d."
    assert words(degree(None)) == "n. d."


def test_a_rate_comes_with_its_two_numbers(atlas):
    row = row_of(atlas, "V0Z60", level="bmo_basin", code="B1")
    shown = rate(row)
    assert words(shown) == "≥ 20"
    assert "20 places pour 100 projets" in shown.title
    assert words(part(row, "difficult")) == "60 60 %"
    assert part(row, "difficult").title == "60 sur 100 projets"
    assert words(places(row)) == "≥ 20"


def test_no_share_of_a_sum_that_secrets_are_not_in(atlas):
    assert words(part(row_of(atlas, "V0Z60"), "difficult")) == "≥ 60"


def test_the_answer_says_what_a_tension_does_not_prove():
    summary = Summary("Lens", 100, 40, 12, 3, 20, 9, "France Travail 2021")
    said = words(answer(summary, 30, "en voiture", []))
    assert said.startswith("40 métiers en tension sur 100 mesurés : Lens (France Travail 2021).")
    assert "Pour 12 d'entre eux" in said
    assert "plus de 30 min en voiture" in said
    assert CAUTION in said
    assert "20 ont des conditions de travail contraignantes et 9 une inadéquation" in said
    assert "3 métiers en tension ne sont reliés à aucune formation" in said


def test_what_is_missing_is_named_with_what_to_run():
    said = words(missing_notice(["bmo"]))
    assert "enquête Besoins en main-d'œuvre" in said
    assert "Dares" not in said
    assert "python -m loaders build" in said
    assert "contrat" in words(missing_notice(list(SOURCES)))
    assert missing_notice([]) is None


def test_a_spel_names_the_basins_that_stand_for_it():
    said = basins_note("Clermont", {"SANTERRE OISE": 0.86, "BEAUVAIS": 0.14})
    assert "Santerre Oise (86\u00a0% des habitants du SPEL) et Beauvais (14\u00a0%" in said


def test_the_table_has_both_tensions_and_all_six_indicators(atlas):
    found = needs(atlas, NeedsQuery())
    table = metiers_table(
        found.table, len(found.table), ["Dares 2019, Somme", "France Travail 2021"], "Dares 2019",
        "2022-2023", "2024",
    )  # fmt: skip
    heads = [words(cell) for cell in of_type(table, "Th") if cell.scope == "col"]
    assert len(heads) == 17
    assert {"Dares 2019, Somme", "France Travail 2021", "Conditions de travail"} <= set(heads)
    lines = {words(line.children[0]): line for line in of_type(table, "Tr")[2:]}
    cells = [words(cell) for cell in lines["Aides-soignants"].children]
    assert cells[1:6] == ["4", "3 3 à 5", "5", "3", "≥ 100"]
    assert "75 %" in cells
    unlinked = [words(cell) for cell in lines["Ouvriers en pose de revêtements"].children]
    assert unlinked.count("non relié") == 3
    near = next(name for name in lines if name.startswith("Aides de cuisine et"))
    assert "périmètre voisin : Aides de cuisine" in near


def test_the_far_say_when_no_course_can_be_reached(atlas):
    found = needs(atlas, NeedsQuery(threshold=0))
    said = words(far_table(found.far, 3, found.people, 0, "en voiture"))
    assert "aucune formation à portée" in said
    assert "100 % 4 000" in said
    none = far_table(found.far.head(0), 3, found.people, 30, "en voiture")
    assert "Aucun des 3 métiers en tension" in words(none)


def test_the_four_corners_are_named_in_words(atlas):
    found = quadrant(atlas, needs(atlas, NeedsQuery()))
    said = words(corners(found))
    for key, name in CORNERS.items():
        assert name in said
        assert READINGS[key] in said
    points = quadrant_points(found)
    assert all("places pour" in point["told"] for point in points["points"])
    assert not any(np.isnan(point["y"]) for point in points["points"])


def test_one_metier_puts_sources_side_by_side(atlas):
    found = needs(atlas, NeedsQuery(level="bmo_basin", code="B1", metier="V0Z60"))
    row = row_of(atlas, "V0Z60", level="bmo_basin", code="B1")
    names = {"dares": "Dares 2019, Somme", "rome": "France Travail 2021", "six": "France Travail"}
    said = words(metier_facts(found.metier, row, names, "Un", atlas.rome_labels))
    assert "Tension, Dares 2019, Somme 2 faible" in said
    assert "Tension, France Travail 2021 5 très élevée" in said
    assert "60 sur 100 (60 %)" in said
    assert "environ 30 sur 40, région" in said
    assert "savoir-faire" not in said
    codes = found.metier.romes
    skilled = words(metier_facts(found.metier, row, names, "Un", atlas.rome_labels, codes[:1]))
    assert skilled.count("ses savoir-faire") == 1
    nothing = metier_facts(found.metier, None, names, "Un", {})
    assert "Rien n'est publié" in words(nothing)


def test_the_map_s_legend_keeps_secret_and_silence_apart(atlas):
    found = needs(atlas, NeedsQuery(metier="V0Z60"))
    table = by_basin(atlas, found.metier, "voiture")
    classes = drawn(atlas, table, "projects")
    said = words(legend("projects", classes.upper, classes.counts, "(2024)"))
    assert "secret statistique 1" in said
    assert "non disponible" not in said
    assert len(styles_of(5)) == 7
    assert map_words(table.loc["B2"], "projects", True) == "Deux : secret statistique"
    assert map_words(table.loc["B1"], "tension", True) == "Un : très élevée (5)"
    assert "20 places pour 100 projets" in map_words(table.loc["B1"], "ratio", True)
    blank = pd.Series({**table.loc["B1"], "tension": np.nan})
    assert map_words(blank, "tension", True) == "Un : non disponible"


def test_names_are_written_as_people_write_them():
    assert place_name("BASSIN MINIER OUEST") == "Bassin Minier Ouest"
    assert place_name("Amiens Métropole") == "Amiens Métropole"
    assert listed(["a", "b", "c"]) == "a, b et c"
    assert listed(["a"]) == "a"
