"""Coverage never speaks from silence: an offer that is not loaded has no figure."""

from datetime import date

from atlases.partial import partial_atlas
from atlases.small import small_atlas, texts

from callbacks.coverage.answer import answer_question, zones_of
from geodata.coverage.answer import cover
from geodata.coverage.export import coverage_rows
from layouts.kit.maps.patterns import NO_DATA, UNTOLD

TODAY = date(2026, 11, 22)


def shown(atlas, **asked):
    covered, (words, _, legend, drawing) = answer_question(atlas, asked, TODAY)
    zones = zones_of(atlas, covered)[0]
    said = [texts(part).replace("\xa0", " ") for part in (words, legend, zones)]
    return covered, *said, drawing


def test_an_absent_offer_has_no_figure_and_names_what_would_bring_it():
    covered, words, legend, zones, drawing = shown(
        partial_atlas(scolaire_3="complete"), voie="continue", level="3"
    )
    assert covered.silent
    assert "Cette offre n'est pas chargée : aucun chiffre possible." in words
    assert "La formation continue de niveau 3 n'est pas chargée." in words
    assert "Catalogue à charger" in words
    assert "Aucun chiffre ici : cette offre n'est pas chargée." in zones
    assert "100 %" not in words + zones
    assert "habitants à plus de" not in words
    assert "Offre non chargée" in legend
    assert drawing["far"] == "offre non chargée"
    assert drawing["styles"][-1] == NO_DATA
    rows = coverage_rows(covered)
    assert rows["population"].sum() == 4000
    for name in ("covered_population", "beyond_population", "share", "minutes", "accessibility"):
        assert rows[name].isna().all()


def test_a_partial_answer_begins_by_what_it_rests_on():
    atlas = partial_atlas(scolaire_3="complete", apprentissage_3="partial thin")
    covered, words, legend, zones, drawing = shown(atlas, level="3", threshold="5", by="spel")
    assert words.startswith(
        "Sur les 2 formations connues : la formation continue de niveau 3 n'est pas chargée ; "
        "l'apprentissage de niveau 3 n'est presque pas chargé."
    )
    assert "compté sur elles seules" in words
    assert "offre partielle" in legend
    assert "Hors d'atteinte" not in zones
    assert "Loin des formations connues" in zones
    assert drawing["far"] == "loin des formations connues"
    assert UNTOLD in drawing["styles"]
    assert not covered.silent


def test_no_dark_colour_is_drawn_where_nothing_is_known():
    atlas = partial_atlas(scolaire_3="complete", apprentissage_3="partial")
    _, _, _, _, partial = shown(atlas, threshold="30")
    whole = partial_atlas(**{f"{voie}_3": "complete" for voie in ("scolaire", "apprentissage")})
    _, _, _, _, drawn = shown(whole, voie="scolaire", level="3", threshold="30")
    assert [style == UNTOLD for style in partial["styles"]] == [False] * 3 + [True] * 4
    assert UNTOLD not in drawn["styles"]


def test_hardly_any_course_gives_no_figure():
    covered, words, _, zones, _ = shown(
        partial_atlas(apprentissage_3="partial thin"), voie="apprentissage", level="3"
    )
    assert (covered.offer.placed, covered.silent) == (1, True)
    assert "1 formation connue : trop peu pour donner un chiffre." in words
    assert "%" not in words + zones


def test_nothing_found_in_a_partial_offer_is_no_answer():
    atlas = partial_atlas(scolaire_3="complete")
    _, words, _, zones, _ = shown(atlas, level="3", domain="sante")
    assert "Aucune formation connue, mais l'offre n'est pas toute chargée" in words
    assert "Territoire" not in zones


def test_a_complete_offer_answers_as_before_even_none():
    covered, words, _, zones, _ = shown(
        partial_atlas(scolaire_3="complete"), voie="scolaire", level="3", domain="sante"
    )
    assert not covered.silent
    assert "Aucune formation des sources chargées ne correspond" in words
    assert "Territoire" in zones


def test_the_answer_of_the_api_says_what_it_rests_on(client, atlas):
    reply = client.get("/api/v1/coverage", query_string={"by": "spel", "voie": "continue"}).json
    assert reply["completeness"]["state"] == "complete"
    assert reply["completeness"]["figures"]
    assert reply["completeness"]["simulated"]
    text = client.get("/api/v1/coverage", query_string={"by": "spel", "format": "csv"}).text
    assert "Offre connue" in text.splitlines()[0]


def test_a_store_without_a_matrix_answers_as_before():
    covered = cover(small_atlas(), answer_question(small_atlas(), {}, TODAY)[0].asked, TODAY)
    assert covered.verdict.state == "unknown"
    assert not covered.silent
