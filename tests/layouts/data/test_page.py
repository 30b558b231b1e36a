from dataclasses import replace
from itertools import pairwise

import pytest
from atlases.small import REV3, of_type, parts, small_atlas, texts

from callbacks.data.page import page
from geodata.travel.margin import half_width
from geodata.travel.model import SPEED_LAWS, EstimatedTravel
from layouts.data.method import plain
from layouts.kit.format import number
from loaders.store.measured import read_measured


@pytest.fixture(scope="module")
def official():
    return page(small_atlas(), "")


def ids(component):
    return {getattr(part, "id", None) for part in parts(component)}


def test_every_line_of_the_contents_leads_somewhere(official):
    for component in (official, page(small_atlas(demonstration=True), "")):
        (contents,) = of_type(component, "Nav")
        anchors = [link.href for link in of_type(contents, "A")]
        assert len(anchors) >= 8
        assert {anchor.removeprefix("#") for anchor in anchors} <= ids(component)


def test_the_anchors_that_other_pages_link_to_exist(official):
    assert {"charger", "sources", "temps-de-trajet", "definitions"} <= ids(official)


def test_the_constants_shown_are_those_of_the_model(official):
    words = texts(official)
    for law in SPEED_LAWS.values():
        assert f"{plain(law.slow)}" in words
        assert f"{plain(law.detour)}" in words
    assert f"{plain(SPEED_LAWS['voiture'].gain)} × (1 − e^(−km ÷ 207))" in words


def test_the_published_error_is_shown_with_its_source():
    measured = read_measured()[EstimatedTravel.name]
    words = texts(page(replace(small_atlas(demonstration=False), measured=measured), ""))
    for row in measured.classes:
        assert number(row.pairs) in words
        assert f"{number(row.mean_absolute_error, 1)}\u00a0min" in words
    assert measured.source in words
    assert "Temps de juillet 2021" in words
    assert "Moins de 10\u00a0min" in words
    assert "1\u00a0h\u00a030 et plus" in words
    margin = measured.margins["voiture"]
    side = round(float(half_width(30, margin)))
    assert f"± {side}\u00a0min" in words
    assert f"de {30 - side} à {30 + side}." in words


def test_a_model_that_nothing_measures_says_so(official):
    words = texts(official)
    assert "Aucune mesure n'est publiée pour ce modèle." in words
    assert words.count("Supposée") == len(SPEED_LAWS)


def test_an_estimate_is_called_one(official):
    assert "estimations" in texts(official)
    assert "heures de pointe" in texts(official)


def test_the_demonstration_is_explained_only_when_it_is_on(official):
    shown = page(small_atlas(demonstration=True), "")
    assert "demonstration" in ids(shown)
    assert "demonstration" not in ids(official)
    assert "simulées et n'existent pas" in texts(shown)
    assert "simulées et n'existent pas" not in texts(official)


def test_an_unknown_zoning_is_said_to_be_unavailable(official):
    assert "Non disponible dans la base chargée." in texts(official)


def test_the_rev3_rule_is_published_as_the_profile_gives_it(official):
    words = texts(official)
    assert all(code in words for code in (*REV3["romes"], *REV3["nsf"], *REV3["words"]))


def test_a_region_without_a_rev3_rule_says_so():
    assert "ne donne pas de règle rev3" in texts(page(small_atlas(profile={}), ""))


def test_tables_have_a_caption_and_take_the_focus_to_scroll(official):
    tables = of_type(official, "Table")
    frames = [part for part in parts(official) if getattr(part, "className", "") == "table-scroll"]
    assert len(tables) == len(frames) >= 8
    for frame in frames:
        assert frame.tabIndex == 0
        assert frame.role == "region"
        assert getattr(frame, "aria-label") == texts(of_type(frame, "Caption")[0])
        columns = len(of_type(of_type(frame, "Thead")[0], "Th"))
        for row in of_type(of_type(frame, "Tbody")[0], "Tr"):
            assert len(row.children) == columns


def test_rejected_rows_are_summed_up_or_said_to_be_none(official):
    assert "Aucune ligne n'a été écartée" in texts(official)
    rejects = [("essai", 7, "sans titre", "x")] * 3
    shown = page(small_atlas(rejects=rejects), "")
    assert "sans titre" in texts(shown)
    links = [link for link in of_type(shown, "A") if link.href == "/donnees/rejets.csv"]
    assert texts(links[0]).startswith("Télécharger les 3\u00a0lignes")


def test_headings_follow_one_another(official):
    found = [type(part).__name__ for part in parts(official)]
    levels = [int(name[1]) for name in found if name in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
