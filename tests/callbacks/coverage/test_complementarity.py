"""« Complémentarité »: pairs of near places, certifications of a single one, and their files."""

import re

import pytest
from atlases.small import small_atlas, texts
from samples.our_csv import rows_at

from callbacks.coverage.complementarity import FILE, answered

ASKED = {"domain": "transport-logistique", "mode": "voiture"}


def file_of(answer):
    return re.search(rf"href='({re.escape(FILE)}[^']*)'", str(answer)).group(1)


@pytest.mark.parametrize("view", ["proches", "seules"])
def test_the_file_has_as_many_rows_as_the_sentence_says(client, atlas, view):
    answer = answered(atlas, ASKED, view, 20)
    number = int(re.match(r"[\d\u202f]+", texts(answer)).group().replace("\u202f", ""))
    assert len(rows_at(client, file_of(answer))) == number > 0


def test_pairs_are_within_the_time_asked_for(client, atlas):
    rows = rows_at(client, file_of(answered(atlas, ASKED, "proches", 12)))
    assert max(int(row["Temps de trajet (min)"]) for row in rows) <= 12
    assert {row["Domaine"] for row in rows} == {"Transport et logistique"}


def test_near_is_never_said_to_be_too_many(atlas):
    assert "pas qu'il y en a un de trop" in texts(answered(atlas, ASKED, "proches", 20))


def test_none_is_said_in_a_sentence():
    atlas = small_atlas()
    assert "Aucune certification" in texts(answered(atlas, {"domain": "sante"}, "proches", 20))
    assert "Aucune certification" in texts(answered(atlas, {"domain": "sante"}, "seules", None))


def test_nonsense_in_an_address_is_left_out(client):
    assert rows_at(client, f"{FILE}?domain=sante&proches_min=-3&vue_certifications=lune")
