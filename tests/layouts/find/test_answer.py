"""What the search answers in words."""

import pytest
from atlases.partial import partial_atlas
from atlases.small import texts

from geodata.asking.query import Query, parse_query
from geodata.completeness.verdict import judged
from layouts.find.answer import NearbyCourse, headline, key_figures, nothing_found
from layouts.kit.markup import markup


def words(component):
    return " ".join(texts(component).replace("\u202f", " ").split())


@pytest.mark.parametrize(
    ("args", "total", "distance", "place", "said"),
    [
        ({}, 8444, 338, "", ["8 444 formations", "dont 338 à distance"]),
        ({}, 1, 0, "", ["1 formation"]),
        (
            {"lieu": "02381", "max_minutes": "45"},
            8,
            2,
            "Hirson",
            ["8 formations", "à moins de 45 min d'Hirson", "voiture", "estimés", "2 à distance"],
        ),
        (
            {"lieu": "02381", "mode": "velo", "max_minutes": "90"}, 0, 0, "Hirson",
            ["0 formation", "à moins de 1 h 30 d'Hirson", "à vélo"],
        ),
        (
            {"lieu": "02381", "modality": "distance"}, 5, 5, "Hirson",
            ["5 formations", "sans trajet"],
        ),
    ],
)  # fmt: skip
def test_the_headline(args, total, distance, place, said):
    text = words(headline(parse_query(args), total, distance, place))
    for part in said:
        assert part in text


def test_a_time_is_called_an_estimate():
    asked = parse_query({"lieu": "02381", "max_minutes": "45"})
    assert "estimés" in words(headline(asked, 3, 0, "Hirson"))


def test_nothing_within_reach_says_what_to_do():
    asked = parse_query({"q": "x", "lieu": "02381", "level": "8", "max_minutes": "20"})
    nearest = [NearbyCourse("/formation/a", "Doctorat", "Amiens", 95)]
    text = words(nothing_found(asked, "Hirson", nearest, 4, [("level", 12), ("q", 3)]))
    for part in (
        "à moins de 20 min d'Hirson en voiture",
        "Doctorat", "Amiens", "1 h 35",
        "4 formations à distance",
        "Sans le niveau : 12 formations",
        "Sans le texte : 3 formations",
    ):  # fmt: skip
        assert part in text


def test_key_figures_keep_every_course_and_their_source():
    by_domain = {"sante": 5, "": 2, "commerce-vente": 1}
    text = words(key_figures({"scolaire": 8}, by_domain, "Source, 2026", Query()))
    for part in ("Voie scolaire 8", "Apprentissage 0", "Santé 5", "Domaine non précisé 2"):
        assert part in text
    assert "Source, 2026" in text


def test_nothing_found_never_reads_as_though_all_were_known():
    verdict = judged(partial_atlas(scolaire_3="complete"), Query(level=(3,)))
    text = texts(nothing_found(Query(level=(3,)), "", [], 0, [], verdict))
    assert "Aucune formation connue ne correspond" in text
    assert "Cela ne dit pas qu'il n'y en a pas." in text
    assert "Catalogue à charger" in text
    assert "Essayez un mot" not in text
    whole = judged(partial_atlas(scolaire_3="complete"), Query(level=(3,), voie=("scolaire",)))
    assert "Aucune formation ne correspond" in texts(nothing_found(Query(), "", [], 0, [], whole))


def test_a_figure_is_a_filter_and_takes_away_the_one_that_is_chosen():
    query = Query(voie=("scolaire",))
    written = markup(key_figures({"scolaire": 8}, {"sante": 8}, "", query))
    assert (
        'aria-pressed="true" class="bar-pick" data-control="voie" data-value="scolaire"' in written
    )
    assert 'data-add="oui" data-control="domain" data-value="sante"' in written
    assert written.count("<button") == 2  # none where nothing is counted
